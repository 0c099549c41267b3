import type { Position } from '../../model/problem';
import type { PowerId } from './power';

/** Guardrails that do not bind somebody, for a reason. */
export interface Escape {
  /** Their ids, of those that are placed. */
  readonly guardrails: readonly string[];
  /** When they bind again by themselves: ISO 8601 in UTC; null: never. */
  readonly until: string | null;
}

/** A group of people who have a permission set. */
export interface Holder {
  readonly group: string;
  /** The keys of accounts. */
  readonly accounts: readonly string[];
}

/** Somebody or something that may do something in the organization, as the report of access lists it. */
export interface ListedPrincipal {
  readonly kind:
    | 'root-user'
    | 'break-glass-users'
    | 'delegated-administrator'
    | 'cdk-role'
    | 'platform-role'
    | 'exemption'
    | 'tier'
    | 'application-people'
    | 'application-role'
    | 'partner'
    | 'partner-grant';
  /** What identifies it: a role's path and name, a pattern, or the name of a permission set. */
  readonly name: string;
  readonly power: PowerId;
  /** What it may: one sentence, no period. */
  readonly may: string;
  /** The keys of the accounts in which it may. */
  readonly accounts: readonly string[];
  /** Who has it, of people. */
  readonly holders: readonly Holder[];
  /** What else becomes it: one phrase each. */
  readonly actors: readonly string[];
  /** The longest session in hours; null: AWS's default, or it has no sessions. */
  readonly hours: number | null;
  /** Whether its use sets off an alarm, if there is an audit. */
  readonly isAlarmed: boolean;
  /** Of member accounts: nothing binds anybody in the management account. */
  readonly escapes: readonly Escape[];
  /** Who answers for it; null: the configuration does not say. */
  readonly owner: string | null;
  readonly reason: string | null;
  /** When it ends by itself: ISO 8601 in UTC; null: never. */
  readonly until: string | null;
  /** The line that says so; null: it is there whatever the configuration says. */
  readonly at: Position | null;
}

/** What most principals lack. */
export const PLAIN = {
  holders: [],
  actors: [],
  hours: null,
  isAlarmed: false,
  escapes: [],
  owner: null,
  reason: null,
  until: null,
  at: null,
} as const satisfies Partial<ListedPrincipal>;
