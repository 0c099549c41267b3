import { baselinePolicies } from '../../../policies/baseline/policies';
import { catalogue } from '../../../policies/catalogue';
import type { Guardrail } from '../../../policies/core/guardrail';
import { identityPolicies } from '../../../policies/identity/policies';
import type { Organization } from '../../model/organization';
import type { Catalogue } from '../assemble/compiled-guardrail';
import { hasPermissionSets } from '../assemble/permission-sets';

const ofPeople: readonly Guardrail[] = [...identityPolicies.values()].map(({ proved }) => proved);

/** Everything that has probes: the guardrails, and the policies of the baseline and of people, which nobody places. */
export const provable: Catalogue = new Map([
  ...catalogue,
  ...baselinePolicies,
  ...ofPeople.map((policy) => [policy.id, policy] as const),
]);

/** What has probes, as people call it. */
export type ProvableKind = 'guardrail' | 'boundary' | 'permission set';

/** What an id of something with probes names. */
export function kindOf(id: string): ProvableKind {
  if (ofPeople.some((policy) => policy.id === id)) return 'permission set';
  return baselinePolicies.has(id) ? 'boundary' : 'guardrail';
}

/** The policies that are deployed without a placement: with the baseline, and with permission sets or roles of partners. */
export function deployedWithoutPlacement(
  organization: Pick<Organization, 'baseline' | 'identity' | 'partners'>,
): readonly Guardrail[] {
  return [
    ...(organization.baseline === null ? [] : baselinePolicies.values()),
    ...(hasPermissionSets(organization) ? ofPeople : []),
  ];
}
