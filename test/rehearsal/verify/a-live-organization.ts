import type { LiveOrganization } from '../../../lib/aws/read-organization';
import { ROOT, type Organization } from '../../../lib/model/organization';
import { expectedPolicies } from '../../../rehearsal/verify/expected-policies';
import { matchTree } from '../../../lib/analysis/drift/match-tree';
import { theExample } from '../../support/the-example';

/** The example as the service would report it after a deploy without faults. */
export function aLiveOrganization(): LiveOrganization {
  const { organization, assembly } = theExample();
  const tree = aLiveTree(organization);
  const { organization: known } = matchTree(organization, tree);
  return {
    ...tree,
    policies: [
      {
        ...{ id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true },
        ...{ content: {}, targetIds: [tree.rootId] },
      },
      ...expectedPolicies(known, assembly).map(({ name, type, content, targetId }, index) => ({
        ...{ id: `p-${index}`, name, type, content, awsManaged: false, targetIds: [String(targetId)] },
      })),
    ],
  };
}

/** The same without policies. */
export function aLiveTree({ units, accounts, managementAccount }: Organization): LiveOrganization {
  const idOf = (unit: string): string => (unit === ROOT ? 'r-root' : `ou-root-${unit}`);
  return {
    id: 'o-rehearsal00',
    managementAccountId: managementAccount.accountId,
    rootId: 'r-root',
    policyTypes: [],
    trustedServices: [],
    units: units.map(({ id, name, parent }) => ({ id: idOf(id), name, parentId: idOf(parent) })),
    accounts: [
      {
        ...{ id: managementAccount.accountId, name: 'management', email: 'management@example.com' },
        ...{ state: 'ACTIVE', parentId: 'r-root' },
      },
      ...accounts.map(({ name, email, unit }, index) => ({
        ...{ id: String(100000000000 + index), name, email: email.toUpperCase(), state: 'ACTIVE' },
        parentId: idOf(unit),
      })),
    ],
    policies: [],
  };
}
