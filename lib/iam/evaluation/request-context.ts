/** The condition keys of a request: given, unknown, or derived from the caller and the owner of the resource. */
import { PRESENT, UNKNOWN, type Context, type KeyValue, type Knowledge } from './context';
import { readDate } from '../conditions/date';
import { CURRENT_TIME, EPOCH_TIME } from '../conditions/time-keys';
import { presenceOf } from './presence';
import type { Principal } from './principal';
import { MANY_TEXTS, memoize } from '../memoize';

/** An account's place in the organization. */
export interface Membership {
  /** The organization's id, such as `o-exampleorg1`. */
  readonly organization: string;
  /** The value of `aws:PrincipalOrgPaths`: ids from the organization down, with a slash at the end. */
  readonly path: string;
}

/** What is known about a caller from the organization and the principal. */
export interface Caller {
  readonly principal: Principal;
  /** The caller's account; null for services and anonymous callers. */
  readonly account: string | null;
  readonly membership: Membership | null;
}

/** The account of the resource, and its place in the organization. */
export interface Owner {
  readonly account: string;
  readonly membership: Membership | null;
}

/** A value in a request. IAM compares values as text. */
export type GivenValue = string | number | boolean | readonly (string | number | boolean)[];

/** The condition keys that a request lists. */
export interface GivenKeys {
  /** See `valuesByKey`. Called at most once, and only if a policy uses a key. */
  readonly values: () => ReadonlyMap<string, KeyValue>;
  /** Whether the request lists a key (in lower case) as unknown. */
  readonly isUnknown: (key: string) => boolean;
}

/**
 * Values by key in lower case. An empty list means that the key is absent. A later record overrides an earlier one.
 *
 * @param read fills in the placeholders of a text
 */
export function valuesByKey(
  records: readonly Readonly<Record<string, GivenValue>>[],
  read: (text: string) => string,
): ReadonlyMap<string, KeyValue> {
  const known = new Map<string, KeyValue>();
  for (const record of records) {
    for (const name in record) {
      const value = record[name];
      if (typeof value === 'string') known.set(lowerCase(name), read(value));
      else if (typeof value === 'object')
        known.set(
          lowerCase(name),
          value.map((one) => read(String(one))),
        );
      else known.set(lowerCase(name), String(value));
    }
  }
  return known;
}

/** Memoized, because requests have the same few keys. */
const lowerCase = memoize((name: string): string => name.toLowerCase(), MANY_TEXTS);

/**
 * The condition keys of a request. The value of a key is the given one; otherwise the key may be listed as unknown, or be
 * derived from the organization and the principal; otherwise it is absent. A key that AWS always sends is never absent:
 * without a value, it is present with an unknown one.
 */
export class RequestContext implements Context {
  private readonly keys: GivenKeys;
  private readonly caller: Caller;
  private readonly owner: Owner;
  /** Read on demand, because most requests are decided without their keys. */
  private known: ReadonlyMap<string, KeyValue> | null = null;

  constructor(keys: GivenKeys, caller: Caller, owner: Owner) {
    this.keys = keys;
    this.caller = caller;
    this.owner = owner;
  }

  value(key: string): Knowledge {
    const given = this.given().get(key);
    const isEmpty = typeof given === 'object' && given.length === 0;
    if (given !== undefined && !isEmpty) return given;
    if (key === CURRENT_TIME || key === EPOCH_TIME) return this.time(key);
    const isUnknown = this.keys.isUnknown(key);
    const derived = isEmpty || isUnknown ? undefined : derive(key, this.caller, this.owner);
    if (derived !== undefined) return derived;
    const presence = presenceOf(key, this.caller.principal.kind);
    if (presence === 'always') return PRESENT;
    return isUnknown && !isEmpty && presence === 'sometimes' ? UNKNOWN : undefined;
  }

  private given(): ReadonlyMap<string, KeyValue> {
    this.known ??= this.keys.values();
    return this.known;
  }

  /** `aws:CurrentTime` and `aws:EpochTime` are the same key in two formats. */
  private time(key: string): Knowledge {
    const other = this.given().get(key === CURRENT_TIME ? EPOCH_TIME : CURRENT_TIME);
    const milliseconds = typeof other === 'string' ? readDate(other) : null;
    if (milliseconds === null) return PRESENT;
    return key === EPOCH_TIME
      ? String(Math.floor(milliseconds / 1000))
      : new Date(milliseconds).toISOString().replace('.000Z', 'Z');
  }
}

/**
 * The keys whose values follow from the organization and the principal.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
function derive(key: string, caller: Caller, owner: Owner): Knowledge {
  const { principal } = caller;
  switch (key) {
    case 'aws:principalarn':
      return principal.arn ?? undefined;
    case 'aws:principalaccount':
      return principal.kind === 'anonymous' ? 'anonymous' : (caller.account ?? PRESENT);
    case 'aws:principalorgid':
      return ofAnAccount(principal) ? caller.membership?.organization : undefined;
    case 'aws:principalorgpaths':
      return ofAnAccount(principal) ? listOf(caller.membership?.path) : undefined;
    case 'aws:principaltype':
      return principalType(principal);
    case 'aws:principalisawsservice':
      return principal.kind === 'anonymous' ? undefined : String(principal.kind === 'service');
    case 'aws:principalservicename':
      return principal.kind === 'service' ? principal.name : undefined;
    case 'aws:principalservicenameslist':
      return principal.kind === 'service' ? [principal.name] : undefined;
    case 'aws:username':
      return principal.kind === 'user' ? principal.name : undefined;
    case 'aws:userid':
      return userId(caller);
    case 'aws:resourceaccount':
      return owner.account;
    case 'aws:resourceorgid':
      return owner.membership?.organization;
    case 'aws:resourceorgpaths':
      return listOf(owner.membership?.path);
    default:
      return undefined;
  }
}

function ofAnAccount({ kind }: Principal): boolean {
  return kind !== 'service' && kind !== 'anonymous';
}

function listOf(value: string | undefined): Knowledge {
  return value === undefined ? undefined : [value];
}

function principalType({ kind }: Principal): Knowledge {
  switch (kind) {
    case 'root':
      return 'Account';
    case 'user':
      return 'User';
    case 'federated-user':
      return 'FederatedUser';
    case 'role':
    case 'service-linked-role':
      return 'AssumedRole';
    case 'anonymous':
      return 'Anonymous';
    case 'service':
      return PRESENT;
  }
}

/** The unique ids of users and roles are not known, because AWS chooses them at creation. */
function userId({ principal, account }: Caller): Knowledge {
  switch (principal.kind) {
    case 'root':
      return account ?? PRESENT;
    case 'federated-user':
      return account === null ? PRESENT : `${account}:${principal.name}`;
    // AWS's pages contradict each other: absent, or `anonymous`.
    case 'anonymous':
      return UNKNOWN;
    case 'user':
    case 'role':
    case 'service-linked-role':
    case 'service':
      return PRESENT;
  }
}
