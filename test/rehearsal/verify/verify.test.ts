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

type Statements = readonly { readonly Sid: string }[];

function statementsOf({ content }: LivePolicy): Statements {
  return (content as { readonly Statement: Statements }).Statement;
}

describe('what was deployed', () => {
  const SCP = 'rampart-Sandbox-scp-1';
  const [first] = statementsOf(intact.policies.find(({ name }) => name === SCP) as LivePolicy);
  const sid = first?.Sid ?? '';

  test('has no faults if it is what should have been deployed', () => {
    expect(findFaults(intact)).toEqual([]);
    expect(intact.policies.length).toBeGreaterThan(10);
  });

  test('fails when a statement was removed from a policy', () => {
    const live = withPolicy(SCP, (policy) => ({ content: { Statement: statementsOf(policy).slice(1) } }));
    expect(findFaults(live)).toEqual([`policy ${SCP}: statement ${sid} is missing`]);
  });

  test('fails when a statement was changed', () => {
    const live = withPolicy(SCP, (policy) => {
      const [one, ...others] = statementsOf(policy);
      return { content: { Statement: [{ ...one, Resource: 'arn:aws:s3:::nothing' }, ...others] } };
    });
    expect(findFaults(live)).toEqual([`policy ${SCP}: statement ${sid} differs from guardrails.json`]);
  });

  test('fails when a statement was added', () => {
    const live = withPolicy(SCP, (policy) => ({
      content: { ...(policy.content as object), Statement: [...statementsOf(policy), { Sid: 'Mine', Effect: 'Deny' }] },
    }));
    expect(findFaults(live)).toEqual([`policy ${SCP}: statement Mine is not in guardrails.json`]);
  });

  test('fails when statements are in another order', () => {
    const live = withPolicy(SCP, (policy) => ({ content: { Statement: [...statementsOf(policy)].reverse() } }));
    expect(findFaults(live)).toEqual([expect.stringContaining('not in the order')]);
  });

  test('fails when a management policy has other content', () => {
    const tags = intact.policies.find(({ type }) => type === 'TAG_POLICY')?.name ?? '';
    expect(findFaults(withPolicy(tags, () => ({ content: { tags: {} } })))).toEqual([
      `policy ${tags}: its content differs from guardrails.json`,
    ]);
  });

  test('fails when a policy was detached', () => {
    expect(findFaults(withPolicy(SCP, () => ({ targetIds: [] })))).toEqual([
      `policy ${SCP} is not attached to unit \`Sandbox\``,
    ]);
  });

  test('fails when a policy is attached to another target too', () => {
    const live = withPolicy(SCP, ({ targetIds }) => ({ targetIds: [...targetIds, 'ou-root-Security'] }));
    expect(findFaults(live)).toEqual([`policy ${SCP} must not be attached to unit \`Security\``]);
  });

  test('fails when a policy is missing, unknown, or exists twice', () => {
    const policy = intact.policies.find(({ name }) => name === SCP) as LivePolicy;
    const others = intact.policies.filter(({ name }) => name !== SCP);
    expect(findFaults({ ...intact, policies: others })).toEqual([`policy ${SCP} does not exist`]);
    expect(findFaults({ ...intact, policies: [...intact.policies, { ...policy, id: 'p-twin' }] })).toEqual([
      `policy ${SCP} exists 2 times`,
    ]);
    expect(findFaults({ ...intact, policies: [...intact.policies, { ...policy, id: 'p-x', name: 'mine' }] })).toEqual([
      'policy mine (p-x, SERVICE_CONTROL_POLICY) is not in guardrails.json',
    ]);
  });

  test('fails when an account moved', () => {
    expect(findFaults(withAccount('audit', { parentId: 'ou-root-Sandbox' }))).toEqual([
      'account `audit` is in `Sandbox`, not in `Security`',
    ]);
  });

  test('fails when an account was closed, renamed or is unknown', () => {
    expect(findFaults(withAccount('audit', { state: 'SUSPENDED' }))).toEqual(['account `audit` is SUSPENDED']);
    expect(findFaults(withAccount('audit', { name: 'auditor' }))).toEqual([
      'account `audit` is named `auditor`, not `audit`',
    ]);
    const foreign = { id: '999999999999', name: 'x', email: 'x@example.com', state: 'ACTIVE', parentId: 'r-root' };
    expect(findFaults({ ...intact, accounts: [...intact.accounts, foreign] })).toEqual([
      'account 999999999999 (x@example.com) in the root is not configured',
    ]);
  });

  test('fails when an account is missing, and its policies with it', () => {
    const live = { ...intact, accounts: intact.accounts.filter(({ name }) => name !== 'log-archive') };
    expect(findFaults(live)).toEqual([
      'account `log-archive` does not exist',
      ...['policy rampart-log-archive-scp-1 is not attached to `log-archive`'],
      expect.stringContaining('rampart-log-archive-scp-1 must not be attached to'),
      ...['policy rampart-log-archive-rcp-1 is not attached to `log-archive`'],
      expect.stringContaining('rampart-log-archive-rcp-1 must not be attached to'),
    ]);
  });

  test('fails when the management account left the root', () => {
    expect(findFaults(withAccount('management', { parentId: 'ou-root-Sandbox' }))).toEqual([
      'the management account is in `Sandbox`, not in the root',
    ]);
  });

  test('fails when a unit has another name: it is missing, and another is not configured', () => {
    const faults = findFaults(withUnit('Suspended', { name: 'Gone' }));
    expect(faults).toContain('unit `Suspended` does not exist');
    expect(faults).toContain('unit `Gone` (ou-root-Suspended) in the root is not configured');
  });
});
