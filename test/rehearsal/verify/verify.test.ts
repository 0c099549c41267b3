import type { LiveAccount, LiveOrganization, LivePolicy, LiveUnit } from '../../../lib/aws/read-organization';
import { compareOrganization } from '../../../rehearsal/verify/organization-faults';
import { theExample } from '../../support/the-example';
import { aLiveOrganization } from './a-live-organization';

const example = theExample();
const intact = aLiveOrganization();

function findFaults(live: LiveOrganization): readonly string[] {
  return compareOrganization(example, live).faults;
}

function withPolicy(name: string, change: (policy: LivePolicy) => Partial<LivePolicy>): LiveOrganization {
  return {
    ...intact,
    policies: intact.policies.map((policy) => (policy.name === name ? { ...policy, ...change(policy) } : policy)),
  };
}

function withAccount(name: string, changes: Partial<LiveAccount>): LiveOrganization {
  return {
    ...intact,
    accounts: intact.accounts.map((account) => (account.name === name ? { ...account, ...changes } : account)),
  };
}

function withUnit(name: string, changes: Partial<LiveUnit>): LiveOrganization {
  return { ...intact, units: intact.units.map((unit) => (unit.name === name ? { ...unit, ...changes } : unit)) };
}

/** test/lib/analysis/drift has a case for each kind of difference. */
describe('what was deployed to the emulator', () => {
  const SCP = 'rampart-Sandbox-scp-1';

  test('has no faults if it is what should have been deployed', () => {
    expect(findFaults(intact)).toEqual([]);
    expect(intact.policies.length).toBeGreaterThan(10);
  });

  test('fails when a policy is not as it was adapted to the emulator', () => {
    const [unit] = example.assembly.documents.filter(({ name }) => name === SCP);
    expect(findFaults(withPolicy(SCP, () => ({ content: unit?.content, targetIds: [] })))).toEqual([
      `policy \`${SCP}\` is not attached to unit \`Sandbox\``,
      expect.stringContaining('is not what the files say'),
    ]);
  });

  test('fails when there is a policy of others, even if it is attached nowhere', () => {
    const policy = { ...(intact.policies.find(({ name }) => name === SCP) as LivePolicy), id: 'p-x', name: 'mine' };
    expect(findFaults({ ...intact, policies: [...intact.policies, { ...policy, targetIds: [] }] })).toEqual([
      'policy `mine` (p-x, SERVICE_CONTROL_POLICY) is in no file, and attached nowhere',
    ]);
  });

  test('fails when an account moved, and when a unit is missing', () => {
    expect(findFaults(withAccount('audit', { parentId: 'ou-root-Sandbox' }))).toEqual([
      expect.stringMatching(/^account `audit` \(\d+\) is in unit `Sandbox`, and in `Security` by its file$/),
    ]);
    expect(findFaults(withUnit('Suspended', { name: 'Gone' }))).toContain(
      'unit `Suspended` does not exist, or is not where the files have it',
    );
  });

  test('fails when another account manages the organization', () => {
    expect(findFaults({ ...intact, managementAccountId: '999999999999' })).toEqual([
      'the management account is 999999999999, not 111111111111',
    ]);
  });
});
