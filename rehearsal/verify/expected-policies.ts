import type { Assembly } from '../../lib/analysis/assemble/assembly';
import { expectedPolicies as deployedPolicies, type ExpectedPolicy } from '../../lib/analysis/drift/expected-policies';
import type { Organization } from '../../lib/model/organization';
import { adapted } from '../assembly/adapted';
import { isEmulatedPolicyType } from '../assembly/rehearsed-template';

/**
 * The policies of an organization that can be rehearsed, as they are adapted to the emulator.
 *
 * @param organization with the ids of the running organization
 */
export function expectedPolicies(organization: Organization, assembly: Assembly): readonly ExpectedPolicy[] {
  return deployedPolicies(organization, assembly)
    .filter(({ type }) => isEmulatedPolicyType(type))
    .map((policy) => ({ ...policy, content: adapted(policy.content, policy.type) }));
}
