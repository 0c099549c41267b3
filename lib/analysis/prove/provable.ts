import { baselinePolicies } from '../../../policies/baseline/policies';
import { catalogue } from '../../../policies/catalogue';
import type { Guardrail } from '../../../policies/core/guardrail';
import type { Organization } from '../../model/organization';
import type { Catalogue } from '../assemble/compiled-guardrail';

/** Everything that has probes: the guardrails, and the policies of the baseline, which nobody places. */
export const provable: Catalogue = new Map([...catalogue, ...baselinePolicies]);

/** The policies that are deployed with the baseline of the organization. */
export function deployedWithBaseline({ baseline }: Pick<Organization, 'baseline'>): readonly Guardrail[] {
  return baseline === null ? [] : [...baselinePolicies.values()];
}
