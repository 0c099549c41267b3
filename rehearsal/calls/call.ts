import type { RequestLine } from '../../lib/analysis/evaluate/request-line';
import type { Organization } from '../../lib/model/organization';
import type { RehearsalClients } from '../aws/clients';
import { send, type InputOf, type Operation } from '../aws/send';

/**
 * Who calls. `administrator`: an IAM user who is allowed everything; `administrator-with-mfa`: the same user in a session
 * that was opened with an MFA code; `developer`: the session of a role that is allowed everything; `platform`: the
 * session of the role that deploys; `exempt`: one session for each configured exemption.
 */
export type CallerName =
  'administrator' | 'administrator-with-mfa' | 'developer' | 'platform' | 'exempt' | RolesByPattern;

/** The sessions of roles that a guardrail's parameters name. */
export interface RolesByPattern {
  readonly roles: readonly string[];
}

/** Where a guardrail is rehearsed: one of its placements, in one account at or below the target. */
export interface CallSite {
  /** The account's number. */
  readonly account: string;
  /** The home Region. */
  readonly region: string;
  readonly organization: Organization;
  /** The placement's parameters, as the guardrail's schema parsed them. */
  readonly parameters: unknown;
  /** The ARN of the account's role that deploys; null if no such role with a known name is configured. */
  readonly platformRole: string | null;
  /** Makes a resource's name unique to this rehearsal. */
  readonly name: (what: string) => string;
}

export interface CallOptions {
  /** The condition keys that only this call has. */
  readonly context?: RequestLine['context'];
  /** Default: the home Region. */
  readonly region?: string;
  /** Default: true. */
  readonly byTls?: boolean;
}

/** One call, as it is sent and as the evaluator judges it. */
export interface RehearsedCall extends CallOptions {
  /** The end of a sentence, such as `creates an access key`. */
  readonly does: string;
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  readonly send: (clients: RehearsalClients) => Promise<unknown>;
}

/**
 * Every action that we rehearse is named like the API's operation that it authorizes. An action that is not, such as
 * `lambda:InvokeFunction` (its operation is `Invoke`), would need a table from one name to the other here.
 */
export function call<Action extends Operation>(
  does: string,
  action: Action,
  resource: string,
  input: InputOf<Action>,
  options: CallOptions = {},
): RehearsedCall {
  return { does, action, resource, ...options, send: async (clients) => readToEnd(await send(clients, action, input)) };
}

/** A body that nobody reads would keep its connection open until the server ends, and fail then. */
async function readToEnd(output: unknown): Promise<void> {
  const { Body } = output as { readonly Body?: { transformToByteArray?(): Promise<unknown> } };
  await Body?.transformToByteArray?.();
}

/** A call with the expected decision for each of the callers. */
export interface ExpectedCall {
  readonly expected: 'denied' | 'permitted';
  readonly callers: readonly CallerName[];
  readonly call: RehearsedCall;
}

export function denied(callers: readonly CallerName[], ...calls: readonly RehearsedCall[]): readonly ExpectedCall[] {
  return calls.map((one) => ({ expected: 'denied', callers, call: one }));
}

export function permitted(callers: readonly CallerName[], ...calls: readonly RehearsedCall[]): readonly ExpectedCall[] {
  return calls.map((one) => ({ expected: 'permitted', callers, call: one }));
}

/** What `denied` and `permitted` return, in the order in which the calls are made. */
export type ExpectedCalls = readonly (readonly ExpectedCall[])[];

/** Something that the emulator cannot show, and why. */
export interface CallGap {
  readonly what: string;
  readonly reason: string;
}

/** The calls that show one guardrail. */
export interface CallTable {
  readonly guardrail: string;
  /** What the calls cannot show. */
  readonly gaps?: readonly CallGap[];
  /**
   * Creates the resources that the calls need, as the account's root user, whom no policy binds on the emulator, and
   * returns the calls. No calls: everything that the placement denies is in services for which the emulator does not
   * enforce policies.
   */
  calls(root: RehearsalClients, site: CallSite): Promise<ExpectedCalls> | ExpectedCalls;
}

/** Callers whom no guardrail exempts. */
export const BOUND: readonly CallerName[] = ['administrator', 'developer'];
