import { splitArn } from '../../iam/patterns/arn';
import { applicationRole, storeAccess, type Grantee } from '../../model/access';
import { applicationPermissionSet, BACKUP, PARTNERS, roleEverywhere } from '../../model/names';
import type { Organization } from '../../model/organization';
import type { PrincipalReading } from './principal-reading';
import { platformNames, readPlatformArn, readPlatformName, readTierRole } from './read-platform';

/** Of the roles of the platform, the one that reaches stores: those that are backed up. */
const BACKUP_ROLE = roleEverywhere(BACKUP.role);

/** A principal as it was asked for. Without a reading, no grant can be about it. */
export interface AskedPrincipal {
  readonly given: string;
  readonly readings: readonly PrincipalReading[];
  /** What was assumed, or why it stands for nothing. */
  readonly notes: readonly string[];
}

/**
 * What a name or an ARN stands for; null: a name that nothing has.
 *
 * @param given an application's key, the name or id of a group, a permission set, a partner's key or the number of its
 *   account, a role of the platform, or the ARN of a role or a role's session
 */
export function readPrincipal(given: string, organization: Organization): AskedPrincipal | null {
  if (given.startsWith('arn:')) return readArn(given, organization);
  if (/^\d{12}$/.test(given)) return readNumber(given, organization);
  const { applications, groups } = organization;
  const readings = [
    ...applications
      .filter(({ key }) => key === given)
      .map(({ key }) => ({ kind: 'application', application: key, account: null }) as const),
    ...groups
      .filter(({ name, id }) => given === name || given === id)
      .map(({ name: group }) => ({ kind: 'group', group }) as const),
    ...applications
      .filter(({ key }) => applicationPermissionSet(key) === given)
      .map(({ key }) => ({ kind: 'permission-set', application: key, account: null }) as const),
    ...readPlatformName(given, organization),
  ];
  return readings.length === 0
    ? null
    : { given, readings, notes: readings.flatMap((one) => notesOf(one, organization)) };
}

/** The names that `readPrincipal` knows, besides ARNs and numbers. */
export function principalsOf(organization: Organization): readonly string[] {
  const { applications, groups } = organization;
  return [
    ...applications.map(({ key }) => key),
    ...groups.map(({ name }) => name),
    ...applications.filter(({ people }) => people !== null).map(({ key }) => applicationPermissionSet(key)),
    ...platformNames(organization),
  ];
}

/** Whether somebody who reaches a store is the principal. */
export function isPrincipal(who: Grantee, { readings }: AskedPrincipal): boolean {
  return readings.some((reading) => {
    switch (reading.kind) {
      case 'application':
        return who.kind === 'application' && isPlace(who, reading);
      case 'permission-set':
        return who.kind === 'people' && isPlace(who, reading);
      case 'group':
        return who.kind === 'people' && who.group === reading.group;
      case 'partner':
        return who.kind === 'partner' && who.account === reading.account && (reading.role ?? who.role) === who.role;
      case 'platform':
        return (
          who.kind === 'backup' && reading.name === BACKUP_ROLE && (reading.account ?? who.account) === who.account
        );
      // What reaches no store of an application.
      case 'tier':
      case 'partner-role':
        return false;
    }
  });
}

type Place = { readonly application: string; readonly account: string };

function isPlace(
  { application, account }: Place,
  reading: { readonly application: string; readonly account: string | null },
): boolean {
  return application === reading.application && (reading.account ?? account) === account;
}

/** Why a name that the configuration has may stand for nobody. */
function notesOf(reading: PrincipalReading, { applications }: Organization): readonly string[] {
  const named = 'application' in reading ? applications.find(({ key }) => key === reading.application) : undefined;
  if (named === undefined) return [];
  const { key, state, people } = named;
  if (state === 'retired') return [`The application ${key} is retired: it has neither a role nor people`];
  if (reading.kind !== 'permission-set' || people !== null) return [];
  return [`The application ${key} has no people, so that there is no permission set ${applicationPermissionSet(key)}`];
}

function readNumber(given: string, organization: Organization): AskedPrincipal {
  const readings = [{ kind: 'partner', account: given, role: null } as const];
  const own = ownAccount(given, organization);
  return {
    given,
    readings,
    notes:
      own === null
        ? []
        : [`${given} is the account ${own} of this organization: --account shows who reaches it and from it`],
  };
}

/** The path of the roles of Identity Center, with a Region in all Regions but us-east-1, and the suffix of their names. */
const SET_ROLE = /^(?:aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]+\/)?)?AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

function readArn(given: string, organization: Organization): AskedPrincipal {
  const [, partition, service, , number = '', resource = ''] = splitArn(given) ?? [];
  const [, type = '', name = ''] = /^(role|assumed-role)\/(.+)$/.exec(resource) ?? [];
  const isSession = service === 'sts' && type === 'assumed-role';
  const isRole = isSession || (service === 'iam' && type === 'role');
  if (partition !== 'aws')
    return { given, readings: [], notes: [`Grants are made in the partition aws only, not in ${partition ?? ''}`] };
  const role = isSession ? name.slice(0, (name.indexOf('/') + 1 || name.length + 1) - 1) : name;
  const account = accountWith(number, organization);
  const grantees = isRole
    ? [
        ...(account.isOutside ? [] : memberReadings(role, isSession, account.key, organization)),
        ...partnerReadings(role, isSession, number, organization),
      ]
    : [];
  const own = ownAccount(number, organization);
  const isOurs = own !== null || !account.isOutside;
  const others =
    isOurs && (isRole || service === 'iam')
      ? otherReadings(isRole ? { role, isSession } : { resource }, own, number, organization)
      : [];
  const readings = [...grantees, ...others];
  if (!isRole && readings.length === 0)
    return {
      given,
      readings,
      notes: ['Grants reach roles only, by arn:aws:iam::NUMBER:role/PATH/NAME, and their sessions'],
    };
  return {
    given,
    readings,
    notes: [
      ...(readings.some(({ kind }) => kind !== 'partner') && account.key === null && own === null
        ? [
            `No account of the configuration has the number ${number}: it is taken for one whose number is not known yet`,
          ]
        : []),
      ...(isSession && readings.length > 0 && !role.startsWith('AWSReservedSSO_')
        ? ['The ARN of a session has no path: it is taken for the one of the role that a grant names']
        : []),
      ...readings.flatMap((one) => notesOf(one, organization)),
    ],
  };
}

/** A session has no path, so that each role of that name in the account may be its role. */
function otherReadings(
  caller: { readonly role: string; readonly isSession: boolean } | { readonly resource: string },
  account: string | null,
  number: string,
  organization: Organization,
): readonly PrincipalReading[] {
  const read = (resource: string): readonly PrincipalReading[] =>
    readPlatformArn(`arn:aws:iam::${number}:${resource}`, resource, account, organization);
  if ('resource' in caller) return read(caller.resource);
  const { role, isSession } = caller;
  const set = SET_ROLE.exec(role)?.[1];
  if (set !== undefined && (isSession || role.includes('/'))) return readTierRole(set, account, organization);
  if (!isSession) return read(`role/${role}`);
  return ['', ...SESSION_PATHS].flatMap((path) => read(`role/${path}${role}`));
}

/** Where roles of the platform and of partners are. */
const SESSION_PATHS = ['platform/', PARTNERS.path.slice(1)];

/** The key of the account with a number, the management account among them; null: none is known to have it. */
function ownAccount(number: string, { accounts, managementAccount }: Organization): string | null {
  return [...accounts, managementAccount].find(({ accountId }) => accountId === number)?.key ?? null;
}

/** The key of the account with a number; null: its number is not known. Outside: no account can have it. */
function accountWith(
  number: string,
  { accounts, managementAccount }: Organization,
): { readonly key: string | null; readonly isOutside: boolean } {
  const key = accounts.find(({ accountId }) => accountId === number)?.key ?? null;
  const isUnknown = accounts.some(({ accountId }) => accountId === null) && managementAccount.accountId !== number;
  return { key, isOutside: key === null && !isUnknown };
}

function memberReadings(
  role: string,
  isSession: boolean,
  account: string | null,
  { applications }: Organization,
): readonly PrincipalReading[] {
  const set = SET_ROLE.exec(role)?.[1];
  // Without its path, a role of Identity Center can be told from another only in a session.
  const isSet = set !== undefined && (isSession || role.includes('/'));
  return applications.flatMap(({ key: application }): readonly PrincipalReading[] => {
    if (isSet && set === applicationPermissionSet(application))
      return [{ kind: 'permission-set', application, account }];
    return role === (isSession ? application : applicationRole(application))
      ? [{ kind: 'application', application, account }]
      : [];
  });
}

function partnerReadings(
  role: string,
  isSession: boolean,
  account: string,
  organization: Organization,
): readonly PrincipalReading[] {
  const partners = storeAccess(organization).flatMap(({ who }) => (who.kind === 'partner' ? [who] : []));
  const roles = partners
    .filter((who) => who.account === account && (who.role === role || (isSession && who.role.endsWith(`/${role}`))))
    .map((who) => who.role);
  return [...new Set(roles)].map((named) => ({ kind: 'partner', account, role: named }));
}
