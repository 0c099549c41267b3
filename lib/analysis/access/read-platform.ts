import { arnMatches } from '../../iam/patterns/glob';
import { PARTNERS } from '../../model/names';
import type { Organization } from '../../model/organization';
import { PERMISSION_SET_IDS } from '../../model/permission-sets';
import type { ListedPrincipal } from './listed-principal';
import { exemptPrincipals } from './other-principals';
import { platformPrincipals } from './platform-principals';
import type { PrincipalReading } from './principal-reading';

/** The readings of a name as a tier, a partner, or what deploys, repairs or is exempt. */
export function readPlatformName(given: string, organization: Organization): readonly PrincipalReading[] {
  return [
    ...tiersOf(organization)
      .filter((tier) => tier === given)
      .map((tier) => ({ kind: 'tier', tier, account: null }) as const),
    ...organization.partners
      .filter(({ key }) => key === given)
      .map(({ key }) => ({ kind: 'partner-role', partner: key, account: null }) as const),
    ...platformOf(organization)
      .filter(({ name }) => namesOf(name).includes(given))
      .map(({ name }) => ({ kind: 'platform', name, account: null }) as const),
  ];
}

/** The names that `readPlatformName` knows. */
export function platformNames(organization: Organization): readonly string[] {
  return [
    ...tiersOf(organization),
    ...organization.partners.map(({ key }) => key),
    ...new Set(platformOf(organization).map(({ name }) => namesOf(name).at(-1) ?? name)),
  ];
}

/** The tier whose people have a role of Identity Center. */
export function readTierRole(
  set: string,
  account: string | null,
  organization: Organization,
): readonly PrincipalReading[] {
  return tiersOf(organization)
    .filter((tier) => tier === set)
    .map((tier) => ({ kind: 'tier', tier, account }));
}

/**
 * The readings of a principal of an account of the organization.
 *
 * @param arn of the role, the user or the root user; of a session, its role's, without a path
 * @param resource the last part of it, such as `role/partner/observability`
 * @param account its key; null: a member account whose number is not known yet
 */
export function readPlatformArn(
  arn: string,
  resource: string,
  account: string | null,
  organization: Organization,
): readonly PrincipalReading[] {
  const management = organization.managementAccount.key;
  const partners = organization.partners.filter(({ key }) => resource === `role${PARTNERS.path}${key}`);
  return [
    ...(account === management
      ? []
      : partners.map(({ key }) => ({ kind: 'partner-role', partner: key, account }) as const)),
    ...platformOf(organization)
      .filter(({ accounts }) =>
        account === null ? accounts.some((key) => key !== management) : accounts.includes(account),
      )
      .filter(({ kind, name }) => (kind === 'root-user' ? resource === 'root' : arnMatches(patternOf(name), arn)))
      .map(({ name }) => ({ kind: 'platform', name, account }) as const),
  ];
}

/** Nobody has one without Identity Center. */
function tiersOf({ identity }: Organization): typeof PERMISSION_SET_IDS {
  return identity === null ? [] : PERMISSION_SET_IDS;
}

function platformOf(organization: Organization): readonly ListedPrincipal[] {
  return [...platformPrincipals(organization), ...exemptPrincipals(organization)];
}

/** `role/cdk-…` → `arn:*:iam::*:role/cdk-…` */
function patternOf(name: string): string {
  return name.startsWith('arn:') ? name : `arn:*:iam::*:${name}`;
}

/** `arn:*:iam::*:role/platform/audit` → itself, `role/platform/audit`, `platform/audit` and `audit`. */
function namesOf(name: string): readonly string[] {
  const resource = name.startsWith('arn:') ? name.split(':').slice(5).join(':') : name;
  const path = resource.replace(/^(?:role|user)\//, '').replace(/-?\*$/, '');
  const last = path.replace(/\/$/, '').split('/').at(-1) ?? path;
  return [...new Set([name, resource, path, last])];
}
