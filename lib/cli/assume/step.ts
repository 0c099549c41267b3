import { BACKUP_OPERATOR, PARTNERS } from '../../model/names';
import type { Organization } from '../../model/organization';
import { permissionSetName, placedAssignments, type PermissionSetRef } from '../../model/people';
import { APPLICATION_SESSION_HOURS } from '../../model/permission-sets';
import { didYouMean, listValues } from '../../model/suggest';
import { findAccount } from '../input/find-account';
import type { Mistake } from '../input/user-mistake';
import { MOST } from './duration';
import { hasPlatformRoles, PLATFORM_ROLE_SECONDS, platformRoles, type PlatformRole } from './platform-role';

/** One session on the way to the one that is wanted. */
export type AssumeStep = SetStep | RoleStep;

/** A session of a permission set, from Identity Center. */
export interface SetStep {
  readonly kind: 'permission-set';
  /** As it was written. */
  readonly given: string;
  /** The account's number. */
  readonly account: string;
  readonly permissionSet: string;
  /** How long its sessions last. */
  readonly seconds: number;
}

/** A session of a role, from STS. */
export interface RoleStep {
  readonly kind: 'role';
  /** As it was written. */
  readonly given: string;
  readonly arn: string;
  /** How long its sessions last at most, as far as the configuration says it. */
  readonly maximumSeconds: number;
  /** Null: none of the platform's, as far as the configuration says it. */
  readonly platformRole: PlatformRole | null;
}

const ARN = /^arn:aws(?:-cn|-us-gov)?:iam::(\d{12}):role\/((?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64})$/;

/** What may be written. */
export const TARGETS = "ACCOUNT/SET, ACCOUNT/ROLE or a role's ARN, such as `shop-production/read-only`";

/**
 * What somebody wants to act as.
 *
 * @param mustBeRole whether a permission set cannot come here, because a session comes before
 */
export function parseStep(given: string, mustBeRole: boolean, organization: Organization): AssumeStep | Mistake {
  if (given.startsWith('arn:')) return parseArn(given, organization);
  const [, account = '', name = ''] = /^([^/]+)\/(.+)$/.exec(given) ?? [];
  if (account === '') return { message: `\`${given}\` is nothing to act as`, allowed: TARGETS };
  const place = findPlace(account, organization);
  if ('message' in place) return place;
  return parseName(given, name, place, mustBeRole, organization);
}

function parseArn(given: string, organization: Organization): RoleStep | Mistake {
  const [, account = '', id = ''] = ARN.exec(given) ?? [];
  if (id !== '') return { kind: 'role', given, arn: given, ...knownRole(account, id, organization) };
  const [, number, role] = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(given) ?? [];
  return {
    message: `\`${given}\` is no ARN of a role`,
    allowed: '`arn:aws:iam::<account>:role/<path and name>`',
    fix:
      number === undefined
        ? undefined
        : `it is the ARN of a session; its role is \`arn:aws:iam::${number}:role/<path>${role ?? ''}\``,
  };
}

/** What the configuration says about a role. */
function knownRole(
  accountId: string,
  id: string,
  organization: Organization,
): Pick<RoleStep, 'maximumSeconds' | 'platformRole'> {
  const account = organization.accounts.find((one) => one.accountId === accountId);
  const platformRole =
    account !== undefined && hasPlatformRoles(account)
      ? platformRoles(organization).find((role) => role.id === id)
      : undefined;
  if (platformRole !== undefined) return { maximumSeconds: PLATFORM_ROLE_SECONDS, platformRole };
  const partner = organization.partners.find(
    ({ key, accounts }) => id === `${PARTNERS.path.slice(1)}${key}` && accounts.includes(account?.key ?? ''),
  );
  return { maximumSeconds: partner === undefined ? MOST : partner.hours * 3600, platformRole: null };
}

/** An account, as far as a target needs it. */
interface AccountPlace {
  readonly key: string;
  readonly accountId: string;
  readonly hasRoles: boolean;
}

function findPlace(given: string, organization: Organization): AccountPlace | Mistake {
  const found = findAccount(given, organization);
  if (found === undefined) {
    const keys = [...organization.accounts, organization.managementAccount].map(({ key }) => key);
    return {
      message: `the configuration has no account \`${given}\``,
      allowed: `an account's key or number: ${listValues(keys)}`,
      ...didYouMean(given, keys),
    };
  }
  const { key, accountId } = found;
  const isMember = 'state' in found;
  if (isMember && found.state === 'closed') return { message: `account \`${key}\` is closed: nobody can act in it` };
  if (accountId === null)
    return {
      message: `the number of account \`${key}\` is not known`,
      fix: `write it as \`id\` into accounts/${key}.yaml; AWS shows it in the list of accounts, and \`npx cdk deploy\` among the outputs`,
    };
  return { key, accountId, hasRoles: isMember && hasPlatformRoles(found) };
}

/** A name alone is that of a permission set, if somebody has it there; a role's path makes it unambiguous. */
function parseName(
  given: string,
  name: string,
  { key, accountId, hasRoles }: AccountPlace,
  mustBeRole: boolean,
  organization: Organization,
): AssumeStep | Mistake {
  const roles = hasRoles ? platformRoles(organization) : [];
  const sets = placedAssignments(organization)
    .filter(({ account }) => account === key)
    .map(({ permissionSet }) => permissionSet);
  const set = sets.find((one) => permissionSetName(one) === name);
  if (set !== undefined && !mustBeRole)
    return {
      ...{ kind: 'permission-set', given, account: accountId, permissionSet: name },
      seconds: hoursOf(set, organization) * 3600,
    };
  const platformRole = roles.find((role) => name === role.id || name === role.name);
  if (platformRole !== undefined) {
    const arn = `arn:aws:iam::${accountId}:role/${platformRole.id}`;
    return { kind: 'role', given, arn, maximumSeconds: PLATFORM_ROLE_SECONDS, platformRole };
  }
  if (set !== undefined)
    return {
      message: `\`${given}\` is a permission set, which cannot come after another session`,
      allowed: "roles; a permission set only as the first `--via`, since its session is Identity Center's",
    };
  return unknownName(
    name,
    key,
    roles.map((role) => (role.name === BACKUP_OPERATOR.name ? role.id : role.name)),
    sets.map(permissionSetName),
  );
}

function unknownName(name: string, key: string, roles: readonly string[], sets: readonly string[]): Mistake {
  const known = [...new Set([...sets, ...roles])];
  return {
    message: `account \`${key}\` has no role \`${name}\`, and nobody has a permission set of that name there`,
    allowed: `in this account, ${listValues(known)}; any other role by its ARN`,
    ...didYouMean(name, known),
  };
}

/** How long sessions of a permission set last, in hours. */
export function hoursOf(permissionSet: PermissionSetRef, { identity }: Organization): number {
  if (permissionSet.kind === 'application') return APPLICATION_SESSION_HOURS;
  return identity?.hours[permissionSet.id] ?? 1;
}
