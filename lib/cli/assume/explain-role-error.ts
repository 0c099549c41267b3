import type { CallerIdentity } from '../../aws/read-caller';
import type { Mistake } from '../input/user-mistake';
import { describeSeconds } from './duration';
import { explainCallError } from './explain-call-error';
import { quoteAws } from './quote-aws';
import type { Source, ThrownBySdk } from './sdk-error';
import type { PlatformRole } from './platform-role';
import type { RoleStep } from './step';

/** What is known about a call to STS that failed. */
export interface RoleCall {
  readonly step: RoleStep;
  /** Who asked; null: that was the call that failed. */
  readonly caller: CallerIdentity | null;
  readonly source: Source;
  readonly region: string;
  readonly seconds: number | undefined;
  readonly mfaSerial: string | null;
  readonly hasExternalId: boolean;
  readonly hasSourceIdentity: boolean;
}

/** What a person can do if STS gives no session of a role; undefined: it is no error of a call, but a bug of ours. */
export function explainRoleError(error: ThrownBySdk, call: RoleCall, now: Date): Mistake | undefined {
  const { name, message } = error;
  const { source, region, caller } = call;
  if (/^AccessDenied/.test(name)) return explainDenial(message, call);
  if (/^(?:ValidationError|ValidationException)$/.test(name)) return explainInvalid(message, call);
  if (name === 'RegionDisabledException')
    return {
      message: `account ${caller?.account ?? 'of the caller'} has no sessions from ${region}: the Region is not enabled, or STS is off in it`,
      fix: 'name another Region with --region',
    };
  return explainCallError(error, { source, region, now });
}

/** The texts are AWS's; it documents only the code. */
function explainDenial(message: string, call: RoleCall): Mistake {
  const { caller, step, mfaSerial } = call;
  if (/invalid MFA one time pass code/i.test(message))
    return {
      message: 'AWS does not accept the MFA code: it is wrong, or was used already, since each one works once',
      fix: 'wait until the device shows the next one, and check the clock of the device',
    };
  if (/MultiFactorAuthentication failed/i.test(message))
    return {
      message: `AWS does not know the MFA device \`${mfaSerial ?? ''}\` as one of ${caller?.arn ?? 'the caller'}`,
      fix: 'name the device with --mfa SERIAL; `aws iam list-mfa-devices` lists those of a user. A session has none: its user does',
    };
  if (/root account/i.test(message))
    return {
      message: 'the root user of an account can assume no role',
      fix: 'sign in as a user of IAM, or by Identity Center',
    };
  if (/explicit deny in (?:a|an) (?:service|resource) control policy/i.test(message))
    return {
      message: `a guardrail denies it: ${quoteAws(message)}`,
      fix: "`npx rampart explain --message '<that text>'` shows which one, and why",
    };
  return {
    message: `${caller?.arn ?? call.source.described} gets no session of \`${step.arn}\`. AWS says the same whether the role is not there, does not trust you, or you may not ask for it`,
    fix: `one of these:\n${causesOf(call)
      .map((cause) => `      - ${cause}`)
      .join('\n')}`,
  };
}

/** From what is likeliest. */
function causesOf(call: RoleCall): readonly string[] {
  const { step, mfaSerial, hasSourceIdentity } = call;
  const { platformRole } = step;
  const takesCode = platformRole === null || platformRole.via === null;
  return [
    ...(takesCode && mfaSerial === null ? ['the MFA code is missing: give --mfa, if the role demands one'] : []),
    ...(platformRole === null ? foreignCauses(call) : platformCauses(step.given, platformRole)),
    ...(hasSourceIdentity ? ['the role lets nobody set a source identity (sts:SetSourceIdentity)'] : []),
    'your own policies do not allow sts:AssumeRole on it',
  ];
}

function platformCauses(given: string, { trusts, via }: PlatformRole): readonly string[] {
  return [
    `it trusts only ${trusts}${via === null ? '' : `: \`npx rampart assume ${given} --via ${via}\``}`,
    'the role is not there yet: `npx rampart wait` shows whether the account has its baseline',
  ];
}

function foreignCauses({ hasExternalId }: RoleCall): readonly string[] {
  return [
    'the role does not trust you: look at its trust policy',
    hasExternalId
      ? 'the external id is not the one that the role demands'
      : 'the external id is missing: give --external-id, if the role demands one',
    'there is no such role: check account, path and name',
  ];
}

function explainInvalid(message: string, { step, seconds }: RoleCall): Mistake {
  const asked = seconds === undefined ? 'the session' : `a session of ${describeSeconds(seconds)}`;
  if (/role chaining/i.test(message))
    return {
      message: `${asked} is too long: whoever is a session already gets at most one hour of another role`,
      fix: 'give --duration 1h, or start from credentials of a user',
    };
  if (/MaxSessionDuration/i.test(message))
    return {
      message: `${asked} is longer than \`${step.arn}\` allows`,
      fix: 'give a shorter --duration; without it, AWS gives one hour',
    };
  return { message: `AWS does not accept the request: ${quoteAws(message)}` };
}
