import { OUTSIDER, type World } from './world';

/** Somebody who tries. */
export interface Caller {
  /** For tables. */
  readonly name: string;
  readonly who: string;
  /** The key of the account; `partner` and `stranger`: accounts outside of the organization; null: none. */
  readonly account: string | null;
  /** The end of the ARN; without an account, `*`, which is anonymous, or an AWS service. */
  readonly principal: string;
  /** What a session by sts:AssumeRoot may do at most. Everybody else: everything. */
  readonly task?: readonly string[];
}

const TODAY = '2026-11-30T00:00:00Z';

type Keys = Readonly<Record<string, string | readonly string[]>>;

/** The account whose service control policies bind the caller; null: none. */
export function boundBy({ account }: Pick<Caller, 'account'>, { managementAccount }: World): string | null {
  return account === null || isOutside(account) || account === 'management' || account === managementAccount
    ? null
    : account;
}

function isOutside(account: string): boolean {
  return account === 'partner' || account === 'stranger';
}

function numberOf(account: string, world: World): string {
  if (isOutside(account)) return OUTSIDER;
  return account === 'management' ? world.managementAccount : world.account(account).number;
}

export function principalOf({ account, principal }: Pick<Caller, 'account' | 'principal'>, world: World): string {
  return account === null ? principal : `arn:aws:iam::${numberOf(account, world)}:${principal}`;
}

/** What AWS sends about the caller. Anonymous callers have none of it; services act for an account of the organization. */
export function keysOfCaller(caller: Caller, world: World): Keys {
  const { account, principal, task } = caller;
  if (account === null)
    return principal === '*'
      ? {}
      : {
          'aws:PrincipalIsAWSService': 'true',
          'aws:PrincipalServiceName': principal,
          'aws:SourceOrgID': world.organization,
        };
  const organization = account === 'stranger' ? 'o-stranger00' : account === 'partner' ? null : world.organization;
  return {
    'aws:PrincipalArn': principalOf(caller, world),
    'aws:PrincipalAccount': numberOf(account, world),
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalType': principal === 'root' ? 'Account' : principal.startsWith('user/') ? 'User' : 'AssumedRole',
    ...(organization === null ? {} : { 'aws:PrincipalOrgID': organization }),
    ...(task === undefined ? {} : { 'aws:AssumedRoot': 'true' }),
    // Its trust policy lets nobody in without a code.
    ...(principal.endsWith('/break-glass') ? { 'aws:MultiFactorAuthPresent': 'true' } : {}),
  };
}

/**
 * What AWS sends about every call on a resource.
 *
 * @param holder the key of the account that has the resource
 * @param time in UTC
 */
export function keysOfCall(
  { homeRegion, organization, account }: World,
  holder: string,
  time = TODAY,
): Readonly<Record<string, string>> {
  return {
    'aws:SecureTransport': 'true',
    'aws:RequestedRegion': homeRegion,
    'aws:CurrentTime': time,
    'aws:ResourceAccount': account(holder).number,
    'aws:ResourceOrgID': organization,
  };
}
