import { identityPolicies } from '../../../policies/identity/policies';
import type { PolicyDocument } from '../../iam/statement';
import { groupBy } from '../../model/group-by';
import type { Organization } from '../../model/organization';
import { applicationsWithPeople, permissionSetName, placedAssignments } from '../../model/people';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS, type PermissionSetId } from '../../model/permission-sets';
import type { Problem } from '../../model/problem';
import type { QuotaName } from '../../model/quotas';
import { formatNumber } from '../../report/words';

/** A tier as it is deployed. */
interface TierPermissionSet {
  readonly id: PermissionSetId;
  readonly summary: string;
  /** How long a session lasts, in hours. */
  readonly hours: number;
  /** What is proved, word for word. */
  readonly document: PolicyDocument;
}

/** The permission sets of the tiers, from the one that may least; none if the instance of Identity Center is not known. */
export function tiersOf(organization: Organization): readonly TierPermissionSet[] {
  const { identity } = organization;
  if (identity === null || identity.instance === null) return [];
  return PERMISSION_SET_IDS.flatMap((id) => {
    const policy = identityPolicies.get(id);
    if (policy === undefined) return [];
    const { summary } = PERMISSION_SET_DEFAULTS[id];
    return [{ id, summary, hours: identity.hours[id], document: policy.document(organization) }];
  });
}

/** More permission sets than AWS takes, in all or in one account. */
export function findTooManyPermissionSets(organization: Organization): readonly Problem[] {
  const { identity, quotas } = organization;
  if (identity === null || identity.instance === null) return [];
  const exceeded = (name: QuotaName, used: number, what: string): readonly Problem[] => {
    const { value, asOf } = quotas[name];
    if (used <= value) return [];
    return [
      {
        code: 'quota-exceeded',
        at: organization.locate(['quotas', name, 'value']),
        message: `${what}: \`${formatNumber(used)}\``,
        allowed: `at most ${formatNumber(value)} (as of ${asOf})`,
        fix: `request a higher quota from AWS, then write it with its date to \`quotas.${name}\``,
      },
    ];
  };
  const all = PERMISSION_SET_IDS.length + applicationsWithPeople(organization).length;
  const inAccounts = groupBy(placedAssignments(organization), ({ account }) => account);
  return [
    ...exceeded('permissionSets', all, 'the organization has too many permission sets'),
    ...[...inAccounts].flatMap(([account, assignments]) => {
      const names = new Set(assignments.map(({ permissionSet }) => permissionSetName(permissionSet)));
      const what = `the account \`${account}\` has too many permission sets`;
      return exceeded('permissionSetsPerAccount', names.size, what);
    }),
  ];
}
