import { equivalent } from '../../../lib/iam/algebra/compare';
import { serviceControlPolicies } from '../../../lib/iam/algebra/policy-types';
import { actionMatcher } from '../../../lib/iam/patterns/action-pattern';
import { loadServiceReference } from '../../../lib/iam/service-reference/load';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS } from '../../../lib/model/permission-sets';
import { judgeMutants } from '../../../lib/analysis/prove/mutants/judge-mutants';
import { equivalenceJudge } from '../../../lib/analysis/prove/mutants/equivalence';
import { describeSurvivor } from '../../../lib/analysis/prove/mutants/report';
import { baselinePolicies } from '../../../policies/baseline/policies';
import { catalogue } from '../../../policies/catalogue';
import { CONFIGURATION_READS } from '../../../policies/data/configuration-reads';
import { DATA_READS } from '../../../policies/data/data-reads';
import { NETWORK_PLUMBING } from '../../../policies/data/network-changes';
import { identityPolicies } from '../../../policies/identity/policies';
import { failuresAlone } from '../../support/failures-alone';
import { theExample } from '../../support/the-example';

const { organization, assembly } = theExample();
const policies = [...identityPolicies.values()];
const reference = loadServiceReference();

test('each permission set has a policy, in the order of the permission sets', () => {
  expect([...identityPolicies.keys()]).toEqual(PERMISSION_SET_IDS);
});

test('no permission set has the id of a guardrail or of a policy of the baseline', () => {
  const others = [...catalogue.keys(), ...baselinePolicies.keys()];
  expect(PERMISSION_SET_IDS.filter((id) => others.includes(id))).toEqual([]);
});

describe.each(policies.map((policy) => [policy.id, policy] as const))('%s', (id, policy) => {
  const [allowed, ...denied] = policy.document(organization).Statement;

  test('is proved, with at least 12 calls that its people may make and 12 that they may not', () => {
    expect(failuresAlone(policy.proved)).toEqual([]);
    const place = {
      organization,
      ...{ account: '900000000001', sibling: '900000000002', outsider: '900000000003', organizationId: 'o-x' },
    };
    const probes = policy.proved.probes?.(policy.proved.parameters.parse({}), place) ?? [];
    for (const kind of ['denied', 'possible'])
      expect(probes.filter(({ expect: expected }) => expected === kind).length).toBeGreaterThanOrEqual(12);
    expect(policy.proved.summary).toBe(PERMISSION_SET_DEFAULTS[id].summary);
  });

  test('has no surviving mutant', () => {
    const isEquivalent = equivalenceJudge(organization.managementAccount.accountId);
    const { mutants, survivors } = judgeMutants(policy.proved, organization, assembly, isEquivalent);
    expect(mutants).toBeGreaterThan(50);
    expect(survivors.map(describeSurvivor)).toEqual([]);
  });

  test('allows in one statement, and denies in all others', () => {
    expect(allowed).toMatchObject({ Effect: 'Allow', Resource: '*' });
    expect(denied.map(({ Effect }) => Effect)).toEqual(denied.map(() => 'Deny'));
  });

  test('decides for people as its proof does: what it refuses in addition is not on its list', () => {
    const everything = [allowed?.Action ?? []].flat().includes('*');
    const rest = everything ? [] : [{ Effect: 'Deny' as const, NotAction: allowed?.Action ?? [], Resource: '*' }];
    const proved = policy.proved.statements(policy.proved.parameters.parse({}), organization);
    expect(equivalent([...rest, ...denied], proved, serviceControlPolicies()).answer).toBe('yes');
  });
});

test('the reading that most share changes nothing but a decoded message', () => {
  const isListed = actionMatcher(CONFIGURATION_READS.flatMap(({ actions }) => actions));
  const changing = reference
    .prefixes()
    .flatMap((prefix) => reference.actionsOf(prefix))
    .filter(({ name, level }) => level !== 'Read' && level !== 'List' && isListed(name.toLowerCase()));
  expect(changing.map(({ name }) => name)).toEqual([
    // Needs the right to search an index, and shows what is backed up.
    'backup:ListIndexedRecoveryPointsForSearch',
    'sts:DecodeAuthorizationMessage',
  ]);
});

test('what a developer may not do in networks is only what changes them', () => {
  const read = NETWORK_PLUMBING.actions.flatMap((pattern) =>
    reference.actionsMatching(pattern).filter(({ level }) => level === 'Read' || level === 'List'),
  );
  expect(read.map(({ name }) => name)).toEqual([]);
});

test('every action of every list is in the service reference', () => {
  const actions = policies.flatMap(({ document }) =>
    document(organization).Statement.flatMap(({ Action = [] }) => [Action].flat()),
  );
  const unknown = [...new Set(actions)].filter(
    (action) =>
      action !== '*' &&
      !(action.endsWith(':*')
        ? reference.serviceExists(action.slice(0, -2))
        : reference.actionsMatching(action).length > 0),
  );
  expect(unknown).toEqual([]);
});

test('whoever reads configuration is denied data in words, so that no policy of a resource lifts it', () => {
  const readers = ['read-only', 'operator', 'network', 'security', 'backup-operator'] as const;
  for (const id of readers) {
    const refused = identityPolicies
      .get(id)
      ?.document(organization)
      .Statement.find(({ Sid }) => Sid === 'Refused');
    expect(refused?.Effect).toBe('Deny');
    expect(refused?.Action).toEqual(expect.arrayContaining([...(DATA_READS[0]?.actions ?? [])]));
  }
});
