import { sortDrifts, type Drift } from '../../../../lib/analysis/drift/drift';
import { findOrganizationDrift } from '../../../../lib/analysis/drift/find-organization-drift';
import type { KnownIds } from '../../../../lib/analysis/drift/match-tree';
import type { LiveOrganization, LivePolicy } from '../../../../lib/model/live-organization';
import type { Account, Organization } from '../../../../lib/model/organization';
import {
  aLiveExample,
  POLICY_TYPES,
  statementsOf,
  unitId,
  withAccount,
  withPolicy,
  withUnit,
} from '../../../support/a-live-example';
import { theExample } from '../../../support/the-example';

const example = theExample();
const intact = aLiveExample();
const SCP = 'rampart-Sandbox-scp-1';
const accountId = (name: string): string => intact.accounts.find((account) => account.name === name)?.id ?? '';
const owner = (key: string): string => example.organization.accounts.find((one) => one.key === key)?.owner ?? '';

function find(
  live: LiveOrganization,
  { organization = example.organization, known }: { organization?: Organization; known?: KnownIds } = {},
): readonly Drift[] {
  return findOrganizationDrift({
    ...{ organization, assembly: example.assembly, live, policyTypes: POLICY_TYPES },
    ...(known === undefined ? {} : { known }),
  }).drifts;
}

/** The only difference. */
function findOne(live: LiveOrganization, options?: Parameters<typeof find>[1]): Drift {
  const [drift, ...others] = find(live, options);
  expect(others.map(({ summary }) => summary)).toEqual([]);
  if (drift === undefined) throw new Error('nothing differs');
  return drift;
}

/** The example with something else in the file of an account. */
function withFile(key: string, change: Partial<Account>): { readonly organization: Organization } {
  const { organization } = example;
  return {
    organization: {
      ...organization,
      accounts: organization.accounts.map((account) => (account.key === key ? { ...account, ...change } : account)),
    },
  };
}

function foreign(change: Partial<LivePolicy> = {}): LivePolicy {
  return {
    ...{ id: 'p-foreign000', name: 'aws-guardrails-abc', type: 'SERVICE_CONTROL_POLICY', awsManaged: false },
    ...{ content: { Version: '2012-10-17', Statement: [] }, targetIds: [unitId('Sandbox')], ...change },
  };
}

const withForeign = (policy: LivePolicy): LiveOrganization => ({
  ...intact,
  policies: [...intact.policies, policy],
});

test('what was deployed without a fault differs in nothing', () => {
  expect(find(intact)).toEqual([]);
  expect(intact.policies.length).toBeGreaterThan(15);
});

describe('a policy', () => {
  test('that was detached is told with its target, its line, the call and the way back', () => {
    expect(findOne(withPolicy(intact, SCP, () => ({ targetIds: [] })))).toEqual({
      kind: 'policy-detached',
      subject: SCP,
      summary: `policy \`${SCP}\` is not attached to unit \`Sandbox\``,
      at: expect.objectContaining({ file: expect.stringMatching(/landing-zone\.yaml$/) as string }) as object,
      owners: [],
      trace: { events: ['DetachPolicy'], region: 'us-east-1' },
      fix: '`npx cdk deploy Guardrails --exclusively --revert-drift` makes it again what its stack says; else write the change into the files',
      isNote: false,
    });
  });

  test('that is gone is missing, once', () => {
    expect(findOne(withPolicy(intact, SCP, () => null))).toMatchObject({
      kind: 'policy-missing',
      summary: `policy \`${SCP}\` does not exist, and must be attached to unit \`Sandbox\``,
      trace: { events: ['DeletePolicy', 'DetachPolicy', 'UpdatePolicy'] },
    });
  });

  test('that is attached elsewhere, too, is told', () => {
    const live = withPolicy(intact, SCP, ({ targetIds }) => ({ targetIds: [...targetIds, unitId('Security')] }));
    expect(findOne(live)).toMatchObject({
      kind: 'policy-elsewhere',
      summary: `policy \`${SCP}\` is attached to unit \`Security\`, too, where the files do not have it`,
    });
  });

  test('whose unit is not there is not attached to it', () => {
    const gone = unitId('Sandbox');
    const live = withPolicy(withUnit(intact, 'Sandbox', null), SCP, () => ({ targetIds: [] }));
    expect(intact.units.some(({ id }) => id === gone)).toBe(true);
    expect(find(live)).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'policy-detached', subject: SCP },
        summary: `policy \`${SCP}\` is not attached to \`Sandbox\``,
      }),
    );
  });

  test('of another type with the same name is another one', () => {
    const kinds = find(withPolicy(intact, SCP, () => ({ type: 'RESOURCE_CONTROL_POLICY' }))).map(({ kind }) => kind);
    expect(kinds).toEqual(['policy-missing', 'policy-foreign']);
  });

  test('that exists twice is told', () => {
    const policy = intact.policies.find(({ name }) => name === SCP);
    const live = { ...intact, policies: [...intact.policies, { ...policy, id: 'p-twin' } as LivePolicy] };
    expect(findOne(live)).toMatchObject({ kind: 'policy-repeated', summary: `policy \`${SCP}\` exists 2 times` });
  });

  test('on an account names the owner of the account and of the exemptions, and its own stack', () => {
    const drift = findOne(withPolicy(intact, 'rampart-log-archive-scp-1', () => ({ targetIds: [] })));
    expect(drift.owners).toContain(owner('log-archive'));
    expect(drift.fix).toContain('deploy AccountGuardrails ');
  });

  test('from which principals are exempt names the owner of the exemption', () => {
    const [exemption] = example.organization.exemptions;
    const policy = example.assembly.documents.find(({ target, guardrails }) => {
      return target === 'root' && Object.values(guardrails).flat().includes('deny-unapproved-regions');
    });
    const drift = findOne(withPolicy(intact, policy?.name ?? '', () => ({ targetIds: [] })));
    expect(drift.owners).toEqual([exemption?.owner]);
  });
});

describe('the content of a policy', () => {
  const statement = statementsOf(intact.policies.find(({ name }) => name === SCP) as LivePolicy)[0]?.Sid ?? '';
  const withStatements = (change: (statements: ReturnType<typeof statementsOf>) => readonly object[]) =>
    withPolicy(intact, SCP, (policy) => ({
      content: { Version: '2012-10-17', Statement: change(statementsOf(policy)) },
    }));

  test.each([
    ['a statement less', ([, ...others]: readonly object[]) => others, `statement ${statement} is missing`],
    [
      'a statement that was changed',
      ([first, ...others]: readonly object[]) => [{ ...first, Resource: 'arn:aws:s3:::nothing' }, ...others],
      `statement ${statement} differs`,
    ],
    [
      'a statement more',
      (all: readonly object[]) => [...all, { Sid: 'Mine', Effect: 'Deny', Action: 's3:*', Resource: '*' }],
      'statement Mine was added',
    ],
  ])('with %s differs', (_name, change, summary) => {
    expect(findOne(withStatements(change))).toMatchObject({
      kind: 'policy-changed',
      summary: `policy \`${SCP}\` on unit \`Sandbox\` is not what the files say: ${summary}`,
      trace: { events: ['UpdatePolicy'] },
    });
  });

  test.each([
    ['an older one', { Version: '2008-10-17' }],
    ['none', {}],
  ])('with another version of the language, %s, differs: it has no variables', (_name, version) => {
    const live = withPolicy(intact, SCP, (policy) => ({ content: { ...version, Statement: statementsOf(policy) } }));
    expect(findOne(live).summary).toContain('is not what the files say: its `Version` differs');
  });

  test('that means the same does not differ: other order, other case of actions, lists of one', () => {
    const live = withStatements((statements) =>
      [...statements].reverse().map((one) => ({
        ...Object.fromEntries(Object.entries(one).reverse()),
        ...(one.Action === undefined
          ? {}
          : {
              Action: [one.Action]
                .flat()
                .reverse()
                .map((action) => action.toUpperCase()),
            }),
      })),
    );
    expect(find(live)).toEqual([]);
  });

  test('without statements is compared as a whole', () => {
    const tags = intact.policies.find(({ type }) => type === 'TAG_POLICY')?.name ?? '';
    expect(findOne(withPolicy(intact, tags, () => ({ content: { tags: {} } })))).toMatchObject({
      kind: 'policy-changed',
      summary: `policy \`${tags}\` on the root is not what the files say: its content differs`,
    });
  });
});

describe('a policy that no file has', () => {
  test('is told with its targets', () => {
    expect(findOne(withForeign(foreign()))).toMatchObject({
      kind: 'policy-foreign',
      summary:
        'policy `aws-guardrails-abc` (p-foreign000, SERVICE_CONTROL_POLICY) is in no file, and attached to unit `Sandbox`',
      isNote: false,
    });
  });

  test('is a note where the files reserve a place for it, unless it has our kind of name', () => {
    const { quotas } = example.organization;
    const reserved = { ...quotas.reservedServiceControlPolicies, value: 1 };
    const organization = {
      ...example.organization,
      quotas: { ...quotas, reservedServiceControlPolicies: reserved },
    };
    expect(findOne(withForeign(foreign()), { organization }).isNote).toBe(true);
    expect(findOne(withForeign(foreign({ name: 'rampart-Sandbox-scp-9' })), { organization }).isNote).toBe(false);
    const two = { ...intact, policies: [...intact.policies, foreign(), foreign({ id: 'p-2', name: 'other' })] };
    expect(find(two, { organization }).map(({ isNote }) => isNote)).toEqual([false, false]);
  });

  test('is a note if it is attached nowhere', () => {
    const { isNote, summary } = findOne(withForeign(foreign({ targetIds: [] })));
    expect([isNote, summary]).toEqual([true, expect.stringContaining('attached nowhere')]);
    expect(findOne(withForeign(foreign({ name: 'rampart-Sandbox-scp-9', targetIds: [] }))).isNote).toBe(true);
  });

  test('that takes the last place at a target is told so: the next deployment would fail', () => {
    const { value } = example.organization.quotas.serviceControlPoliciesPerTarget;
    const there = intact.policies.filter(
      ({ type, targetIds }) => type === 'SERVICE_CONTROL_POLICY' && targetIds.includes(unitId('Sandbox')),
    ).length;
    const many = Array.from({ length: value - there }, (_, index) =>
      foreign({ id: `p-${index}`, name: `other-${index}` }),
    );
    const drifts = find({ ...intact, policies: [...intact.policies, ...many] });
    expect(drifts[0]?.summary).toContain(`the last of the ${value} places for policies of that type`);
  });
});

describe('FullAWSAccess', () => {
  const without = (id: string) =>
    withPolicy(intact, 'FullAWSAccess', ({ targetIds }) => ({ targetIds: targetIds.filter((one) => one !== id) }));

  test('that is detached from a unit or an account is told, with the way back', () => {
    expect(findOne(without(unitId('Sandbox')))).toMatchObject({
      kind: 'full-access-detached',
      summary: '`FullAWSAccess` is not attached to unit `Sandbox`: only what another policy allows is possible there',
      fix: `\`aws organizations attach-policy --policy-id p-FullAWSAccess --target-id ${unitId('Sandbox')}\``,
    });
    expect(findOne(without(accountId('audit')))).toMatchObject({ subject: 'audit', owners: [owner('audit')] });
  });

  test('is attached nowhere while its type is off, and one sentence says all of it', () => {
    const type = 'SERVICE_CONTROL_POLICY';
    const live = {
      ...intact,
      policyTypes: POLICY_TYPES.filter((one) => one !== type),
      policies: intact.policies.map((policy) => (policy.type === type ? { ...policy, targetIds: [] } : policy)),
    };
    expect(findOne(live)).toMatchObject({ kind: 'policy-type-disabled', subject: type });
  });

  test('does not matter to the management account, which it does not bind', () => {
    expect(find(without('111111111111'))).toEqual([]);
  });
});

describe('a setting of the organization', () => {
  test('that was switched off: one sentence for all policies of a type, with how to attach them again', () => {
    const live = {
      ...intact,
      policyTypes: POLICY_TYPES.filter((type) => type !== 'RESOURCE_CONTROL_POLICY'),
      policies: intact.policies.map((policy) =>
        policy.type === 'RESOURCE_CONTROL_POLICY' ? { ...policy, targetIds: [] } : policy,
      ),
    };
    const { kind, summary, fix, trace } = findOne(live);
    expect([kind, trace?.events]).toEqual(['policy-type-disabled', ['DisablePolicyType']]);
    expect(summary).toMatch(/^policies of the type RESOURCE_CONTROL_POLICY are disabled, which detached \d+ policies/);
    expect(fix).toContain('enable-policy-type --root-id r-ab12 --policy-type RESOURCE_CONTROL_POLICY`, then');
    expect(fix).toMatch(/Guardrails .*AccountGuardrails /);
  });

  test('that was switched off hides no other difference of the policies of the type', () => {
    const live = withPolicy({ ...intact, policyTypes: [] }, SCP, () => null);
    expect(find(live)).toContainEqual(expect.objectContaining({ kind: 'policy-missing', subject: SCP }));
  });

  test.each(intact.trustedServices)('trusted access of %s that is off is told', (service) => {
    const live = { ...intact, trustedServices: intact.trustedServices.filter((one) => one !== service) };
    expect(findOne(live)).toMatchObject({
      ...{ kind: 'trusted-access-off', subject: service },
      trace: { events: ['DisableAWSServiceAccess'], region: 'us-east-1' },
    });
  });

  test.each([
    ['member.org.stacksets.cloudformation.amazonaws.com', '`aws cloudformation activate-organizations-access`'],
    ['ram.amazonaws.com', '`aws ram enable-sharing-with-aws-organization`'],
    ['iam.amazonaws.com', '`aws organizations enable-aws-service-access --service-principal iam.amazonaws.com`'],
  ])('trusted access of %s comes back with its own call', (service, fix) => {
    expect(findOne({ ...intact, trustedServices: intact.trustedServices.filter((one) => one !== service) }).fix).toBe(
      fix,
    );
  });

  test('trusted access of others is no difference', () => {
    expect(find({ ...intact, trustedServices: [...intact.trustedServices, 'sso.amazonaws.com'] })).toEqual([]);
  });
});

describe('an account', () => {
  test('that was moved is told with both units, its owner and its file', () => {
    const { at, ...drift } = findOne(withAccount(intact, 'audit', { parentId: unitId('Sandbox') }));
    expect(at?.file).toMatch(/accounts\/audit\.yaml$/);
    expect(drift).toEqual({
      ...{ kind: 'account-moved', subject: 'audit', isNote: false, owners: [owner('audit')] },
      summary: `account \`audit\` (${accountId('audit')}) is in unit \`Sandbox\`, and in \`Security\` by its file`,
      trace: { events: ['MoveAccount'], region: 'us-east-1' },
      fix: 'move it back, or write its unit into the file and deploy `Accounts`',
    });
  });

  test('that is still in the root is moved, too', () => {
    expect(findOne(withAccount(intact, 'audit', { parentId: 'r-ab12' })).summary).toContain('is in the root, and in');
  });

  test.each(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])('that is %s at AWS is told', (state) => {
    expect(findOne(withAccount(intact, 'audit', { state }))).toMatchObject({
      kind: 'account-state',
      summary: `account \`audit\` (${accountId('audit')}) is ${state} at AWS, and \`active\` by its file`,
    });
  });

  test('that AWS has not activated yet is not to be reopened', () => {
    expect(findOne(withAccount(intact, 'audit', { state: 'PENDING_ACTIVATION' }))).toMatchObject({
      kind: 'account-state',
      summary: `account \`audit\` (${accountId('audit')}) is PENDING_ACTIVATION at AWS, and \`active\` by its file: its sign-up is not complete`,
      fix: expect.stringMatching(/^wait for AWS to activate it/) as string,
    });
  });

  test('whose file says `closed` is told as long as it is active at AWS, and not once it is closed or gone', () => {
    const closed = withFile('sandbox-one', { state: 'closed' });
    expect(findOne(intact, closed)).toMatchObject({
      kind: 'account-state',
      summary: expect.stringContaining('is `closed` by its file, and ACTIVE at AWS') as string,
    });
    expect(find(withAccount(intact, 'sandbox-one', { state: 'SUSPENDED' }), closed)).toEqual([]);
    expect(find(withAccount(intact, 'sandbox-one', null), closed)).toEqual([]);
  });

  test('whose file says `closed` may have another place, name and address: AWS may change them', () => {
    const change = { parentId: 'r-ab12', name: 'x', email: 'x@example.com' };
    const live = withAccount(intact, 'sandbox-one', { ...change, state: 'SUSPENDED' });
    const known = { units: new Map<string, string>(), accounts: new Map([['sandbox-one', accountId('sandbox-one')]]) };
    expect(find(live, { ...withFile('sandbox-one', { state: 'closed' }), known })).toEqual([]);
  });

  test('that has another name or another address is told', () => {
    const known = { units: new Map<string, string>(), accounts: new Map([['audit', accountId('audit')]]) };
    expect(findOne(withAccount(intact, 'audit', { name: 'auditor' }))).toMatchObject({
      kind: 'account-renamed',
      summary: `account \`audit\` (${accountId('audit')}) is named \`auditor\` at AWS, and \`audit\` by its file`,
    });
    expect(findOne(withAccount(intact, 'audit', { email: 'x@example.com' }), { known })).toMatchObject({
      kind: 'account-email',
      trace: { events: ['AcceptPrimaryEmailUpdate'] },
    });
  });

  test('whose number the files have is found by it, whatever its address', () => {
    const organization = withFile('audit', { accountId: accountId('audit') });
    expect(findOne(withAccount(intact, 'audit', { email: 'x@example.com' }), organization).kind).toBe('account-email');
  });

  test('whose number the files have, and whose address another account has, is told', () => {
    expect(find(intact, withFile('audit', { accountId: '999999999999' }))[0]).toMatchObject({
      kind: 'account-missing',
      summary: `account \`audit\` has the number 999999999999 in its file, and at AWS another one has its address: ${accountId('audit')}`,
    });
  });

  test('that is not in the organization is missing', () => {
    expect(findOne(withAccount(intact, 'sandbox-one', null))).toMatchObject({
      ...{ kind: 'account-missing', owners: [owner('sandbox-one')] },
      fix: 'if it was never made, deploy `Accounts`; else `npx rampart recover`',
    });
  });

  test('that no file knows is told, and is a note once it is closed', () => {
    const account = { id: '999999999999', name: 'x', email: 'x@example.com', state: 'ACTIVE', parentId: 'r-ab12' };
    expect(findOne({ ...intact, accounts: [...intact.accounts, account] })).toMatchObject({
      ...{ kind: 'account-unknown', isNote: false },
      summary: 'account `x` (999999999999, x@example.com) in the root is in no file',
    });
    const pending = { ...account, state: 'PENDING_ACTIVATION' };
    expect(findOne({ ...intact, accounts: [...intact.accounts, pending] }).isNote).toBe(false);
    const closed = { ...account, state: 'SUSPENDED' };
    expect(findOne({ ...intact, accounts: [...intact.accounts, closed] }).isNote).toBe(true);
  });

  test('of the management must be in the root', () => {
    expect(findOne(withAccount(intact, 'management', { parentId: unitId('Sandbox') }))).toMatchObject({
      kind: 'account-moved',
      summary: 'the management account (111111111111) is in unit `Sandbox`, not in the root',
    });
  });
});

describe('a unit', () => {
  test('that was renamed is the same unit if the stacks export its id, else one is missing and one unknown', () => {
    const live = withUnit(intact, 'Suspended', { name: 'Gone' });
    const known = { units: new Map([['Suspended', unitId('Suspended')]]), accounts: new Map<string, string>() };
    expect(findOne(live, { known })).toMatchObject({
      kind: 'unit-renamed',
      summary: `unit \`Suspended\` (${unitId('Suspended')}) is named \`Gone\` at AWS, and \`Suspended\` in the files`,
    });
    const kinds = find(live).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['unit-missing', 'unit-unknown']));
  });

  test.each([
    ['Sandbox', 'Workloads', 'unit `Workloads` at AWS, and in the root in the files'],
    ['Suspended', 'Sandbox', 'unit `Sandbox` at AWS, and in the root in the files'],
    ['Workloads/Production', 'Sandbox', 'unit `Sandbox` at AWS, and in unit `Workloads` in the files'],
  ])('%s that is found by its id below another parent, %s, is told', (unit, parent, where) => {
    const { key = '', name = '' } = example.organization.units.find(({ id }) => id === unit) ?? {};
    const known = { units: new Map([[key, unitId(unit)]]), accounts: new Map<string, string>() };
    const live = withUnit(intact, name, { parentId: unitId(parent) });
    expect(find(live, { known })).toEqual([
      expect.objectContaining({
        ...{ kind: 'unit-moved', subject: unit, trace: null },
        summary: `unit \`${unit}\` (${unitId(unit)}) is in ${where}`,
      }),
    ]);
  });

  test('that no file knows is told', () => {
    const unit = { id: 'ou-ab12-unknown0', name: 'Shadow', parentId: unitId('Workloads') };
    expect(findOne({ ...intact, units: [...intact.units, unit] })).toMatchObject({
      kind: 'unit-unknown',
      summary: 'unit `Shadow` (ou-ab12-unknown0) in unit `Workloads` is in no file',
    });
  });

  test('that was made again with another id is told', () => {
    const { organization } = example;
    const units = organization.units.map((unit) =>
      unit.id === 'Sandbox' ? { ...unit, awsId: 'ou-ab12-old00000' } : unit,
    );
    expect(findOne(intact, { organization: { ...organization, units } })).toMatchObject({
      kind: 'unit-missing',
      summary: `unit \`Sandbox\` has the id \`ou-ab12-old00000\` in the files, and \`${unitId('Sandbox')}\` at AWS: it was made again`,
    });
  });
});

test('differences are told from the most dangerous to the least, and notes come last', () => {
  const live = withPolicy(
    withAccount(
      { ...intact, policies: [...intact.policies, foreign({ targetIds: [] }), foreign({ id: 'p-2', name: 'other' })] },
      'audit',
      { name: 'auditor', parentId: unitId('Sandbox') },
    ),
    SCP,
    () => ({ targetIds: [] }),
  );
  expect(sortDrifts(find(live)).map(({ kind, isNote }) => (isNote ? `${kind} (note)` : kind))).toEqual([
    ...['policy-detached', 'account-moved', 'policy-foreign', 'account-renamed'],
    'policy-foreign (note)',
  ]);
});
