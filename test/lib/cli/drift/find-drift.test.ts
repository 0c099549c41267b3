import { certainStacks, type PlannedStack } from '../../../../lib/analysis/drift/compare-stacks';
import type { DriftOutput } from '../../../../lib/cli/drift/drift-output';
import { compareDeployed } from '../../../../lib/cli/drift/ask-stacks';
import { compareStackSets, findReached } from '../../../../lib/cli/drift/ask-stack-sets';
import { driftReport } from '../../../../lib/cli/drift/drift-report';
import { ask, type DriftRequest } from '../../../../lib/cli/drift/find-drift';
import { UserMistake } from '../../../../lib/cli/input/user-mistake';
import { DRIFT_READS } from '../../../../lib/model/drift-reads';
import { printable } from '../../../../lib/report/rendered';
import { renderText } from '../../../../lib/report/text/render-text';
import { statementsOf, unitId, withAccount, withPolicy, withUnit } from '../../../support/a-live-example';
import { mistakesIn } from '../output-schema';
import { aDeployedExample, clientsOf, example, type FakeStack, type FakeState } from './a-deployed-example';

const intact = aDeployedExample();
const shop = intact.live.accounts.find(({ name }) => name === 'shop-production')?.id ?? '';

async function find(state: FakeState, request: Partial<DriftRequest> = {}, checked = example): Promise<DriftOutput> {
  let time = 0;
  let looks = 0;
  const patience = {
    ...{ timeoutMs: 60_000, pauseMs: 5_000 },
    now: () => {
      if (looks++ > 100) throw new Error('it looks again and again without a pause');
      return time;
    },
    sleep: (ms: number) => Promise.resolve((time += ms)),
  };
  const asked = { plan: null, comparesResources: true, revision: 'c0ffee', tell: () => undefined, ...request };
  return ask(checked, clientsOf(state).clientsIn, asked, patience);
}

async function findOne(state: FakeState, request?: Partial<DriftRequest>): Promise<DriftOutput['differences'][number]> {
  const { differences } = await find(state, request);
  expect(differences.map(({ summary }) => summary)).toHaveLength(1);
  return differences[0] as DriftOutput['differences'][number];
}

function withStack(name: string, change: Partial<FakeStack> | null): FakeState {
  if (!intact.stacks.some((stack) => stack.name === name)) throw new Error(`no stack ${name}`);
  const stacks = intact.stacks.flatMap((stack) => {
    if (stack.name !== name) return [stack];
    return change === null ? [] : [{ ...stack, ...change }];
  });
  return { ...intact, stacks };
}

function withStackSet(name: string, change: Partial<FakeState['stackSets'][number]>): FakeState {
  return { ...intact, stackSets: intact.stackSets.map((one) => (one.name === name ? { ...one, ...change } : one)) };
}

function text(output: DriftOutput): string {
  return renderText(driftReport(output), { hasColors: false })
    .map((rendered) => printable({ rendered }))
    .join('\n');
}

describe('what is deployed as the files say', () => {
  test('differs in nothing, and the calls are those that the permissions name', async () => {
    const { clientsIn, calls } = clientsOf(intact);
    const patience = { timeoutMs: 0, pauseMs: 0, now: () => 0, sleep: () => Promise.resolve() };
    const request = { plan: null, comparesResources: true, revision: 'c0ffee', tell: () => undefined };
    const output = await ask(example, clientsIn, request, patience);
    expect(output.differences).toEqual([]);
    expect(output).toMatchObject({ equal: true, notes: [], effect: null });
    expect(mistakesIn('drift', JSON.stringify(output))).toBeNull();
    expect(text(output)).toMatch(/^AWS has what the files say\n/);
    const unused = [
      // CloudFormation checks these two by itself; the next only matters when an instance is not current.
      ...['BatchDescribeTypeConfigurations', 'DetectStackResourceDrift', 'ListStackSetOperations'],
    ];
    const needed = DRIFT_READS.map((action) => action.split(':')[1]).filter((name) => !unused.includes(name ?? ''));
    expect([...new Set(calls)].filter((call) => call !== 'GetCallerIdentity').sort()).toEqual([...needed].sort());
  });

  test('differs in nothing from its own plan, whatever commit the plan is of', async () => {
    const stacks = intact.stacks.map((stack): PlannedStack => ({
      ...{ id: stack.name.replace('Rampart-', ''), name: stack.name, region: stack.region },
      template: stack.template.replaceAll('c0ffee', 'decaf0'),
    }));
    expect(await find(intact, { plan: { folder: 'cdk.out', stacks } })).toMatchObject({ equal: true });
  });

  test('of another commit than the files is said, and is no difference', async () => {
    const output = await find(intact, { revision: 'decaf0', comparesResources: false });
    expect([output.equal, output.revision]).toEqual([true, { deployed: 'c0ffee', files: 'decaf0' }]);
    expect(text(output)).toContain('Deployed is c0ffee, and the files are decaf0');
    expect(text(output)).toContain('--no-stacks');
  });
});

describe('what a difference opens is judged as `rampart diff` judges it', () => {
  test('a statement that is gone opens, and the headline says so', async () => {
    const live = withPolicy(intact.live, 'rampart-Sandbox-scp-1', (policy) => ({
      content: { Version: '2012-10-17', Statement: statementsOf(policy).slice(1) },
    }));
    const output = await find({ ...intact, live }, { comparesResources: false });
    expect(output.differences.map(({ kind }) => kind)).toEqual(['policy-changed']);
    expect(output.effect?.notJudged).toBeNull();
    expect(output.effect?.opened.length).toBeGreaterThan(0);
    expect(output.effect?.tightened).toEqual([]);
    expect(text(output)).toMatch(/^AWS differs from the files: 1 difference, opening \d+ permissions?\n/);
    expect(mistakesIn('drift', JSON.stringify(output))).toBeNull();
  });

  test('a policy of others that denies takes something away', async () => {
    const foreign = {
      ...{ id: 'p-foreign000', name: 'mine', type: 'SERVICE_CONTROL_POLICY', awsManaged: false },
      content: { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'sqs:*', Resource: '*' } },
      targetIds: [unitId('Sandbox')],
    };
    const live = { ...intact.live, policies: [...intact.live.policies, foreign] };
    const { effect } = await find({ ...intact, live }, { comparesResources: false });
    expect([effect?.notJudged, effect?.opened, effect?.tightened.length]).toEqual([null, [], 1]);
  });

  test('a policy that nothing here can read is said', async () => {
    const live = withPolicy(intact.live, 'rampart-Sandbox-scp-1', () => ({
      content: { Statement: [{ Effect: 'Maybe' }] },
    }));
    const output = await find({ ...intact, live }, { comparesResources: false });
    expect(output.effect?.notJudged).toContain('the live organization');
    expect(text(output)).toContain('could not be judged');
  });

  test('an account that was moved is under other policies', async () => {
    const live = withAccount(intact.live, 'shop-production', { parentId: unitId('Infrastructure') });
    const { differences, effect } = await find({ ...intact, live }, { comparesResources: false });
    expect(differences.map(({ kind }) => kind)).toEqual(['account-moved']);
    expect(effect?.opened.length).toBeGreaterThan(0);
  });

  test('without their type, no policies of it deny anything, and that FullAWSAccess is detached takes nothing away', async () => {
    const type = 'SERVICE_CONTROL_POLICY';
    const policyTypes = intact.live.policyTypes.filter((one) => one !== type);
    const policies = intact.live.policies.map((one) => (one.type === type ? { ...one, targetIds: [] } : one));
    const live = { ...intact.live, policyTypes, policies };
    const { effect } = await find({ ...intact, live }, { comparesResources: false });
    expect([effect?.notJudged, effect?.tightened]).toEqual([null, []]);
    expect(effect?.opened.length).toBeGreaterThan(0);
  });

  test('a policy that is attached elsewhere, too, takes something away there', async () => {
    const live = withPolicy(intact.live, 'rampart-Sandbox-scp-1', ({ targetIds }) => ({
      targetIds: [...targetIds, unitId('Infrastructure')],
    }));
    const { differences, effect } = await find({ ...intact, live }, { comparesResources: false });
    expect(differences.map(({ kind }) => kind)).toEqual(['policy-elsewhere']);
    expect(effect?.tightened.length).toBeGreaterThan(0);
  });

  test('a unit that is below another one has its policies, too', async () => {
    const live = withUnit(intact.live, 'Infrastructure', { parentId: unitId('Sandbox') });
    const { differences, effect } = await find({ ...intact, live }, { comparesResources: false });
    expect(differences.map(({ kind }) => kind)).toEqual(['unit-moved']);
    expect(effect?.tightened.length).toBeGreaterThan(0);
  });

  test('what changes no policy is not judged', async () => {
    const live = withAccount(intact.live, 'shop-production', { name: 'shop' });
    expect(await find({ ...intact, live }, { comparesResources: false })).toMatchObject({
      ...{ equal: false, effect: null },
      differences: [{ kind: 'account-renamed', owners: ['shop@example.com'], lookUp: { region: 'us-east-1' } }],
    });
  });
});

describe('a StackSet', () => {
  const without = { comparesResources: false };

  test('whose template was edited by hand is told with the resources that differ', async () => {
    const stackSets = intact.stackSets.map((one) => {
      if (one.name !== 'rampart-account') return one;
      const body = JSON.parse(one.body) as { Resources: Record<string, object> };
      return {
        ...one,
        body: JSON.stringify({ ...body, Resources: { ...body.Resources, Mine: { Type: 'AWS::SNS::Topic' } } }),
      };
    });
    expect(await findOne({ ...intact, stackSets }, without)).toMatchObject({
      kind: 'stack-set-changed',
      summary: 'the template of StackSet `rampart-account` is not that of stack `Baseline`: `Mine` differs',
      lookUp: { events: ['UpdateStackSet'], region: 'eu-central-1' },
      fix: expect.stringContaining('`npx cdk deploy Baseline --exclusively --revert-drift`') as string,
    });
  });

  test('that is gone is told once, not for each account', async () => {
    const stackSets = intact.stackSets.filter(({ name }) => name !== 'rampart-account');
    expect(await findOne({ ...intact, stackSets }, without)).toMatchObject({ kind: 'stack-set-missing' });
  });

  test('that has no stack in an account is told with account and Region', async () => {
    const instances = intact.instances.filter(
      ({ stackSet, account, region }) => !(stackSet === 'rampart-region' && account === shop && region === 'eu-west-1'),
    );
    expect(await findOne({ ...intact, instances }, without)).toMatchObject({
      kind: 'stack-instance-missing',
      summary: `account \`shop-production\` (${shop}) has no stack of StackSet \`rampart-region\` in eu-west-1`,
      owners: ['shop@example.com'],
    });
    const running = await find({ ...intact, instances, operations: ['RUNNING'] }, without);
    expect([running.equal, running.notes.length]).toEqual([true, 1]);
  });

  test('for single accounts is compared in these accounts', async () => {
    const [one] = intact.stackSets.filter(({ accounts }) => accounts?.length === 1);
    const instances = intact.instances.filter(({ stackSet }) => stackSet !== one?.name);
    const { differences } = await find({ ...intact, instances }, without);
    expect(differences).toHaveLength(one?.regions.length ?? 0);
    expect(differences[0]?.kind).toBe('stack-instance-missing');
  });

  /** The differences of the stacks of one StackSet that has none in an account. */
  async function compareWithout(change: Partial<FakeState['stackSets'][number]>, state = 'ACTIVE') {
    const { organization } = example;
    const [found] = intact.stackSets.filter(({ name }) => name === 'rampart-account');
    if (found === undefined) throw new Error('no StackSet');
    const stackSets = [{ ...found, ...change }];
    const instances = intact.instances.filter(({ stackSet, account }) => stackSet === found.name && account !== shop);
    const { accounts } = withAccount(intact.live, 'shop-production', { state });
    const matched = new Map(
      organization.accounts.flatMap(({ key, name }) => {
        const account = accounts.find((one) => one.name === name);
        return account === undefined ? [] : [[key, account] as const];
      }),
    );
    const { cloudformation } = clientsOf({ ...intact, stackSets, instances }).clientsIn('eu-central-1');
    const reached = findReached(accounts, matched, organization);
    const { exports } = intact;
    const drifts = await compareStackSets(stackSets, reached, organization, exports, cloudformation, () => undefined);
    return drifts.map(({ kind }) => kind);
  }

  test('for every account but some has no stack in these', async () => {
    expect(await compareWithout({})).toEqual(['stack-instance-missing']);
    expect(await compareWithout({ excludedAccounts: ['shop-production'] })).toEqual([]);
    expect(await compareWithout({ excludedAccounts: [shop] })).toEqual([]);
  });

  test('for single accounts has no stack in one that is not active', async () => {
    const accounts = ['shop-production'];
    expect(await compareWithout({ accounts })).toEqual(['stack-instance-missing']);
    expect(await compareWithout({ accounts }, 'SUSPENDED')).toEqual([]);
  });

  test('that failed in an account is told with its status', async () => {
    const instances = intact.instances.map((one) =>
      one.account === shop && one.stackSet === 'rampart-account'
        ? { ...one, status: 'OUTDATED', detailed: 'FAILED' }
        : one,
    );
    expect((await findOne({ ...intact, instances }, without)).summary).toContain(
      'has a stack that is OUTDATED (FAILED)',
    );
  });

  test.each([
    ['no longer deploys to accounts that join', { isEnabled: false, retainsStacks: true }],
    ['takes its stacks away from accounts that go', { isEnabled: true, retainsStacks: false }],
  ])('that %s is told without the comparison of resources', async (_name, autoDeployment) => {
    expect(await findOne(withStackSet('rampart-account', { autoDeployment }), without)).toMatchObject({
      kind: 'stack-set-changed',
      summary: 'StackSet `rampart-account` is not what stack `Baseline` says: `AutoDeployment` differs',
    });
  });

  test('whose parameter names another account is told: a role may trust it', async () => {
    expect(await findOne(withStackSet('rampart-account', { parameters: { Audit: shop } }), without)).toMatchObject({
      summary: 'StackSet `rampart-account` is not what stack `Baseline` says: the parameter `Audit` differs',
    });
  });

  test('whose parameter is an export that is not there is not compared in it', async () => {
    const name = 'Rampart-Accounts:Account-audit';
    expect(intact.exports).toHaveProperty([name]);
    const exports = Object.fromEntries(Object.entries(intact.exports).filter(([one]) => one !== name));
    const state = { ...withStackSet('rampart-account', { parameters: { Audit: shop } }), exports };
    expect((await find(state, without)).differences).toEqual([]);
  });

  test('reaches no account while its access is off', async () => {
    expect(await findOne({ ...intact, isActivated: false }, without)).toMatchObject({ kind: 'stack-sets-off' });
  });
});

describe('a stack', () => {
  const AUDIT = 'Rampart-Audit';
  const withResource = (change: Partial<FakeStack['resources'][number]>, type = 'AWS::SNS::Topic'): FakeState => {
    const stack = intact.stacks.find(
      ({ resources, name }) => name === AUDIT || resources.some((one) => one.type === type),
    );
    const found = intact.stacks.find(({ resources }) => resources.some((one) => one.type === type)) ?? stack;
    let isDone = false;
    return withStack(found?.name ?? '', {
      resources: (found?.resources ?? []).map((one) => {
        if (isDone || one.type !== type) return one;
        isDone = true;
        return { ...one, ...change };
      }),
    });
  };

  test('with a resource that was changed is told with its properties', async () => {
    const drift = await findOne(withResource({ status: 'MODIFIED', properties: ['/KmsMasterKeyId'] }));
    expect(drift.kind).toBe('resource-changed');
    expect(drift.summary).toMatch(
      /^`id-of-\w+` \(AWS::SNS::Topic `\w+` of stack `Rampart-\w+` in eu-central-1\) was changed: `\/KmsMasterKeyId`$/,
    );
  });

  test('with a resource that was deleted is told', async () => {
    expect((await findOne(withResource({ status: 'DELETED' }))).kind).toBe('resource-deleted');
  });

  test('does not tell twice what was compared with the files: only other properties of a policy count', async () => {
    const type = 'AWS::Organizations::Policy';
    const content = ['/Content/Statement/0', '/TargetIds/0'];
    expect((await find(withResource({ status: 'MODIFIED', properties: content }, type))).equal).toBe(true);
    expect(
      await findOne(withResource({ status: 'MODIFIED', properties: [...content, '/Tags/0'] }, type)),
    ).toMatchObject({
      kind: 'resource-changed',
      summary: expect.stringMatching(/was changed: `\/Tags\/0`$/) as string,
      lookUp: { region: 'us-east-1' },
    });
  });

  test('with a resource that CloudFormation could not compare is told, and a type that it never compares is a note', async () => {
    const reason = 'Access denied: sns:GetTopicAttributes';
    expect(await findOne(withResource({ status: 'UNKNOWN', reason }))).toMatchObject({
      kind: 'resource-not-compared',
      summary: expect.stringContaining(reason) as string,
    });
    const { equal, notes } = await find(withResource({ status: 'UNSUPPORTED' }));
    expect([equal, notes[0]?.summary]).toEqual([
      true,
      'CloudFormation compares no resources of these types: AWS::SNS::Topic (1)',
    ]);
  });

  test('whose detection fails is told, with what was compared all the same', async () => {
    expect(await findOne(withStack(AUDIT, { detection: 'DETECTION_FAILED' }))).toMatchObject({
      kind: 'resource-not-compared',
      summary: `not all of stack \`${AUDIT}\` in eu-central-1 was compared: Failed to read`,
    });
  });

  test('whose last deployment failed is told; one that is being deployed is a note', async () => {
    const failed = await find(withStack(AUDIT, { status: 'UPDATE_FAILED' }));
    expect(failed.differences.map(({ kind }) => kind)).toEqual(['stack-changed', 'resource-not-compared']);
    const running = await find(withStack(AUDIT, { status: 'UPDATE_IN_PROGRESS' }), { comparesResources: false });
    expect([running.equal, running.notes[0]?.summary]).toEqual([true, expect.stringContaining('is being deployed')]);
  });

  test.each(['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'])(
    'that is %s is no note: it does not become what was planned',
    async (status) => {
      const drift = await findOne(withStack(AUDIT, { status }), { comparesResources: false });
      expect(drift.kind).toBe('stack-changed');
    },
  );

  test('that is not the plan’s, or is not there, is told', async () => {
    const stacks = intact.stacks.map(({ name, region, template }) => ({
      ...{ id: name.replace('Rampart-', ''), name, region, template },
    }));
    const request = { plan: { folder: 'cdk.out', stacks }, comparesResources: false };
    const other = JSON.stringify({ ...(JSON.parse(intact.stacks[0]?.template ?? '') as object), Description: 'x' });
    const name = intact.stacks[0]?.name ?? '';
    expect(await findOne(withStack(name, { template: other }), request)).toMatchObject({
      kind: 'stack-changed',
      summary: `stack \`${name}\` in eu-central-1 is not that of the plan: \`Description\` differs`,
    });
    expect(await findOne(withStack('Rampart-Identity', null), request)).toMatchObject({ kind: 'stack-missing' });
  });

  test('of a bootstrap has a template in YAML, which nothing is compared with', async () => {
    const [first] = intact.stacks;
    const stacks = ['Rampart-Bootstrap', 'Rampart-Vending-Bootstrap'].map((name) => ({
      ...(first as FakeStack),
      name,
      template: 'Description: This stack includes resources\n',
      resources: [],
    }));
    const found = await find({ ...intact, stacks: [...intact.stacks, ...stacks] }, { comparesResources: false });
    expect(found).toMatchObject({ equal: true, compared: { stacks: intact.stacks.length + 2 } });
  });

  test('that is only in review has no template, and is as missing as before', async () => {
    const inReview = withStack('Rampart-Baseline', { status: 'REVIEW_IN_PROGRESS', template: '', resources: [] });
    expect(await findOne(inReview)).toMatchObject({
      summary: 'stack `Rampart-Baseline` does not exist in eu-central-1',
    });
  });

  test.each([
    ['YAML', 'Description: by hand\n'],
    ['JSON that is no object', 'null'],
    ['a StackSet without its stacks', '{"Resources":{"A":{"Type":"AWS::CloudFormation::StackSet","Properties":{}}}}'],
  ])('whose template is not one of the app, such as %s, is told and stops nothing', async (_name, template) => {
    expect(await findOne(withStack('Rampart-Identity', { template }))).toMatchObject({
      kind: 'stack-changed',
      summary:
        'the template of stack `Rampart-Identity` in eu-central-1 is not one that Rampart writes: its StackSets are not compared',
    });
  });

  test('that the plan lacks is told', async () => {
    const stacks = intact.stacks
      .filter(({ name }) => name !== 'Rampart-Identity')
      .map(({ name, region, template }) => ({ id: name.replace('Rampart-', ''), name, region, template }));
    expect(await findOne(intact, { plan: { folder: 'cdk.out', stacks } })).toMatchObject({
      kind: 'stack-unknown',
      summary: 'stack `Rampart-Identity` in eu-central-1 is not in the plan',
    });
  });

  test('that the files cannot do without is missed even without a plan', async () => {
    const { differences } = await find(withStack(AUDIT, null), { comparesResources: false });
    expect(differences.map(({ kind, summary }) => [kind, summary])).toEqual([
      ['stack-missing', `stack \`${AUDIT}\` does not exist in eu-central-1`],
    ]);
    const names = intact.stacks.map(({ name }) => name);
    expect(certainStacks(example.organization).filter((id) => !names.includes(`Rampart-${id}`))).toEqual([]);
  });

  test('in us-east-1 is looked at even if the files do not govern that Region', async () => {
    const { organization } = example;
    const checked = { ...example, organization: { ...organization, governedRegions: ['eu-central-1'] } };
    const { compared } = await find(intact, { comparesResources: false }, checked);
    expect(compared.stacks).toBe(intact.stacks.filter(({ region }) => region !== 'eu-west-1').length);
  });

  test('whose detection CloudFormation does not start is told; another error stops it all', async () => {
    const refuse = (name: string) => (call: string) =>
      call === 'DetectStackDrift' ? { name, message: 'already running' } : undefined;
    const { differences } = await find({ ...intact, refuse: refuse('ValidationError') });
    expect(differences).toHaveLength(intact.stacks.length);
    expect(differences[0]?.summary).toContain('was compared: already running');
    await expect(find({ ...intact, refuse: refuse('AccessDenied') })).rejects.toThrow('already running');
  });

  test('is compared with the one of its own Region', () => {
    const [one] = intact.stacks;
    const stacks = ['eu-central-1', 'eu-west-1'].map((region) => ({
      ...{ id: 'Same', name: 'Rampart-Same', region, status: 'UPDATE_COMPLETE', parameters: {}, outputs: {} },
      template: JSON.stringify({ Description: region, Resources: one === undefined ? {} : { A: { Type: 'X' } } }),
    }));
    expect(compareDeployed(stacks, stacks, stacks)).toEqual([]);
  });

  test('is waited for until the time is up', async () => {
    const running = withStack(AUDIT, { detection: 'DETECTION_IN_PROGRESS' as never });
    expect((await findOne(running)).summary).toContain('CloudFormation still compared it after 1 minute');
  });
});

describe('rampart drift cannot look', () => {
  test('with credentials of another account', async () => {
    await expect(find({ ...intact, caller: '222222222222' })).rejects.toThrow(
      /those of account 222222222222[^]*allowed: the management account of the configuration, 111111111111/,
    );
  });

  test('at an organization that another account manages', async () => {
    const live = { ...intact.live, managementAccountId: '999999999999' };
    await expect(find({ ...intact, live })).rejects.toThrow(UserMistake);
  });

  test('at another organization of the same account', async () => {
    const checked = { ...example, organization: { ...example.organization, id: 'o-another0001' } };
    await expect(find(intact, {}, checked)).rejects.toThrow(/manages the organization `o-exampleorg1`/);
  });

  test('when a call is denied', async () => {
    const refuse = (call: string) => (call === 'GetTemplate' ? { name: 'AccessDenied', message: 'no' } : undefined);
    await expect(find({ ...intact, refuse })).rejects.toThrow('no');
  });
});
