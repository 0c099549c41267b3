import type { Clients } from '../../aws/clients';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import type { Organization } from '../../model/organization';

/**
 * Who calls: `administrator`: an IAM user with every right; `administrator-with-mfa`: the same one in a session for which
 * a code was given; `developer`: the session of a role with every right;
 * `platform`: the session of a role that deploys; `exempt`: one for each configured exemption.
 */
export type CallerName =
  'administrator' | 'administrator-with-mfa' | 'developer' | 'platform' | 'exempt' | RolesByPattern;

/** The sessions of roles that a guardrail's parameters name. */
export interface RolesByPattern {
  readonly roles: readonly string[];
}

/** Where a guardrail is rehearsed: one placement of it, in one account below. */
export interface Place {
  /** The account's number. */
  readonly account: string;
  /** The home Region. */
  readonly region: string;
  readonly organization: Organization;
  /** The placement's, as the guardrail's own schema read them. */
  readonly parameters: unknown;
  /** The ARN of the account's role that deploys; null: the account has none by any name that is known. */
  readonly platformRole: string | null;
  /** A name for something of the rehearsal's own, that no other rehearsal gives. */
  readonly name: (what: string) => string;
}

/** One call, as it is sent, and as the evaluator is asked about it. */
export interface Attempt {
  /** A sentence's end, such as `makes an access key`. */
  readonly does: string;
  readonly send: (sdk: Clients) => Promise<unknown>;
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  /** The keys that only this call has. */
  readonly context?: RequestLine['context'];
  /** Default: the home Region. */
  readonly region?: string;
  /** Default: true. */
  readonly byTls?: boolean;
}

/** What must come of a call: a line of a table. */
export interface Expectation {
  readonly expected: 'denied' | 'permitted';
  readonly callers: readonly CallerName[];
  readonly attempt: Attempt;
}

export function denied(callers: readonly CallerName[], attempt: Attempt): Expectation {
  return { expected: 'denied', callers, attempt };
}

export function permitted(callers: readonly CallerName[], attempt: Attempt): Expectation {
  return { expected: 'permitted', callers, attempt };
}

/** Something that this emulator cannot show, and why. */
export interface Gap {
  readonly what: string;
  readonly reason: string;
}

/** The calls that show one guardrail. */
export interface Table {
  readonly guardrail: string;
  /** What they cannot show. */
  readonly gaps?: readonly Gap[];
  /**
   * Makes what the calls act on, with the clients of the account's root, whom nothing binds there, and tells the calls.
   * No call: nothing that the placement's parameters deny is of a service that the emulator guards.
   */
  calls(root: Clients, place: Place): Promise<readonly Expectation[]> | readonly Expectation[];
}

/** Whom no guardrail leaves out. */
export const BOUND: readonly CallerName[] = ['administrator', 'developer'];
