import { assumeRole } from '../../aws/assume-role';
import { SdkClients } from '../../aws/clients';
import { openPermissionSet } from '../../aws/open-permission-set';
import { readCaller, type CallerIdentity } from '../../aws/read-caller';
import type { SharedConfig } from '../../aws/shared-config';
import type { TemporaryCredentials } from '../../aws/temporary-credentials';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';
import { explainRoleError, type RoleCall } from './explain-role-error';
import { explainSignInError } from './explain-sign-in-error';
import { explainSourceError } from './explain-source-error';
import { getMfaCode, type MfaSource } from './mfa-code';
import { ANSWER_LIMITS, type AnswerLimits } from './answer-limits';
import { isThrownBySdk, sourceOf } from './sdk-error';
import { sessionNameOf } from './session-name';
import { findSignIn } from './sign-in';
import type { RoleStep, SetStep, AssumeStep } from './step';

/** Which session is wanted, and on which way. */
export interface SessionRequest {
  /** In this order; the last one is wanted. */
  readonly steps: readonly AssumeStep[];
  /** Of STS, and where Identity Center is if `~/.aws/config` does not say it. */
  readonly region: string;
  readonly homeRegion: string;
  /** The address of the access portal; null: no step needs it. */
  readonly startUrl: string | null;
  readonly profile: string | undefined;
  readonly sessionName: string | undefined;
  readonly seconds: number | undefined;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly mfa: MfaSource | null;
}

/**
 * Gets a session, by those before it.
 *
 * @throws UserMistake if there is none, with the cause and what to do
 */
export async function openSession(
  request: SessionRequest,
  config: SharedConfig,
  io: Io,
  limits = ANSWER_LIMITS,
): Promise<TemporaryCredentials> {
  const way = new Way(request, config, io, limits);
  let session: TemporaryCredentials | undefined;
  for (const [index, step] of request.steps.entries()) {
    io.progress(`getting a session of ${step.given}`);
    session =
      step.kind === 'permission-set'
        ? await way.takeSet(step)
        : await way.takeRole(step, session, index === request.steps.length - 1);
  }
  io.progress(null);
  if (session === undefined) throw new Error('there is no step');
  return session;
}

/** The way to a session. */
class Way {
  readonly #request: SessionRequest;
  readonly #config: SharedConfig;
  readonly #io: Io;
  readonly #limits: AnswerLimits;
  /** Of every session on the way. */
  #sessionName: string | undefined;
  #isFirstRole = true;

  constructor(request: SessionRequest, config: SharedConfig, io: Io, limits: AnswerLimits) {
    this.#request = request;
    this.#config = config;
    this.#io = io;
    this.#limits = limits;
    this.#sessionName = request.sessionName;
  }

  async takeSet(step: SetStep): Promise<TemporaryCredentials> {
    const { startUrl, homeRegion } = this.#request;
    if (startUrl === null) throw new Error('a permission set without the address of the access portal');
    const signIn = findSignIn(this.#config, startUrl, homeRegion);
    try {
      return await openPermissionSet({ ...step, signIn }, this.#limits);
    } catch (error) {
      throw isThrownBySdk(error) && /Provider|^Error$/.test(error.name)
        ? new UserMistake(explainSignInError(error, step, signIn))
        : error;
    }
  }

  async takeRole(
    step: RoleStep,
    before: TemporaryCredentials | undefined,
    isLast: boolean,
  ): Promise<TemporaryCredentials> {
    const { profile, region, seconds, externalId, sourceIdentity, mfa } = this.#request;
    const isFirst = this.#isFirstRole;
    this.#isFirstRole = false;
    const source = sourceOf(profile, this.#io.node.environment);
    const clients = new SdkClients({
      ...this.#limits,
      region,
      ...(before === undefined ? profile !== undefined && { profile } : { credentials: before }),
    });
    const own = { seconds: isLast ? seconds : undefined, externalId: isLast ? externalId : undefined };
    const call: RoleCall = {
      ...{ step, source, region, seconds: own.seconds, caller: null },
      mfaSerial: isFirst ? (mfa?.serial ?? null) : null,
      hasExternalId: own.externalId !== undefined,
      hasSourceIdentity: sourceIdentity !== undefined,
    };
    let caller: CallerIdentity | null = null;
    try {
      // First, so that nobody is asked for a code if there are no credentials.
      caller = await readCaller(clients.sts);
      const sessionName = (this.#sessionName ??= sessionNameOf(caller));
      const code = isFirst && mfa !== null ? { serial: mfa.serial, code: await getMfaCode(mfa, this.#io) } : undefined;
      return await assumeRole(clients.sts, {
        ...own,
        ...{ roleArn: step.arn, sessionName, mfa: code, sourceIdentity: isFirst ? sourceIdentity : undefined },
      });
    } catch (error) {
      throw this.explain(error, { ...call, caller });
    } finally {
      clients.destroy();
    }
  }

  private explain(error: unknown, call: RoleCall): unknown {
    if (error instanceof UserMistake || !isThrownBySdk(error)) return error;
    const mistake =
      explainSourceError(error, call.source, this.#config) ?? explainRoleError(error, call, this.#io.now());
    return mistake === undefined ? error : new UserMistake(mistake);
  }
}
