import {
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import type { LiveStackInstance } from '../../../lib/aws/list-stack-instances';
import type { RehearsalClients } from '../../../rehearsal/aws/clients';
import { carryOut } from '../../../rehearsal/stack-sets/carry-out';
import { findStackSets } from '../../../rehearsal/stack-sets/find-stack-sets';
import { objectAt, placesOf, stackSetSchema } from '../../../rehearsal/stack-sets/stack-set';
import { compareInstances } from '../../../rehearsal/stack-sets/verify-stack-set';
import { aLiveOrganization } from '../verify/a-live-organization';

const live = aLiveOrganization();

/** The StackSet `baseline`, with its references resolved. */
function aStackSet(targets: object, regions: readonly string[] = ['eu-central-1']) {
  return stackSetSchema.parse({
    StackSetName: 'baseline',
    TemplateBody: '{"Resources":{}}',
    PermissionModel: 'SERVICE_MANAGED',
    AutoDeployment: { Enabled: true },
    StackInstancesGroup: [{ DeploymentTargets: targets, Regions: regions }],
  });
}

function accountId(name: string): string {
  return live.accounts.find((account) => account.name === name)?.id ?? '';
}

function namesOf(targets: object): readonly string[] {
  return placesOf(aStackSet(targets), live).map(({ account }) => account.name);
}

describe('the places of a StackSet', () => {
  test('are all member accounts below a unit, and never the management account', () => {
    expect(namesOf({ OrganizationalUnitIds: ['r-root'] })).toHaveLength(live.accounts.length - 1);
    expect(namesOf({ OrganizationalUnitIds: ['r-root'] })).not.toContain('management');
    expect(namesOf({ OrganizationalUnitIds: ['ou-root-Workloads'] })).toEqual([
      'data-production',
      'shop-development',
      'shop-production',
    ]);
  });

  test.each([
    ['INTERSECTION', ['audit']],
    ['DIFFERENCE', ['log-archive']],
    ['UNION', ['audit', 'log-archive', 'sandbox-one']],
  ])('are narrowed or widened by single accounts: %s', (AccountFilterType, expected) => {
    const Accounts = [accountId('audit'), ...(AccountFilterType === 'UNION' ? [accountId('sandbox-one')] : [])];
    expect(namesOf({ OrganizationalUnitIds: ['ou-root-Security'], Accounts, AccountFilterType })).toEqual(expected);
  });

  test('are each account in each Region, once', () => {
    const places = placesOf(aStackSet({ Accounts: [accountId('audit')] }, ['eu-central-1', 'us-east-1']), live);
    expect(places.map(({ region }) => region)).toEqual(['eu-central-1', 'us-east-1']);
  });

  test('are not closed accounts', () => {
    const accounts = live.accounts.map((account) => ({ ...account, state: 'SUSPENDED' }));
    expect(placesOf(aStackSet({ OrganizationalUnitIds: ['r-root'] }), { ...live, accounts })).toEqual([]);
  });
});

describe('compareInstances', () => {
  const places = placesOf(aStackSet({ OrganizationalUnitIds: ['ou-root-Security'] }), live);
  const there = places.map(({ account, region }): LiveStackInstance => ({
    ...{ account: account.id, region, status: 'CURRENT', stackId: 'arn' },
    ...{ detailedStatus: 'SUCCEEDED', reason: undefined },
  }));

  test('finds nothing when each account has its stack', () => {
    expect(compareInstances('baseline', places, there)).toMatchObject({
      faults: [],
      verified: ['AWS::CloudFormation::StackSet'],
    });
  });

  test('fails when a stack is missing, out of date or unexpected', () => {
    const [audit] = there;
    expect(compareInstances('baseline', places, there.slice(1)).faults).toEqual([
      'StackSet baseline has no stack in account `audit` in eu-central-1',
    ]);
    const outdated = [{ ...(audit as LiveStackInstance), status: 'OUTDATED' }, ...there.slice(1)];
    expect(compareInstances('baseline', places, outdated).faults).toEqual([
      'StackSet baseline is OUTDATED in account `audit` in eu-central-1',
    ]);
    expect(compareInstances('baseline', places.slice(1), there).faults).toEqual([
      `StackSet baseline has an unexpected stack in ${accountId('audit')}, eu-central-1`,
    ]);
  });
});

describe('carryOut', () => {
  /** A server that has these instances, and records the other commands. */
  function aServer(has: boolean, instances: readonly object[] = [], deployed: object = {}) {
    const commands: object[] = [];
    const answers: Readonly<Record<string, object>> = {
      DescribeStackSetCommand: { StackSet: { Status: 'ACTIVE', ...deployed } },
      DescribeStackSetOperationCommand: { StackSetOperation: { Status: 'SUCCEEDED' } },
      ListStackInstancesCommand: { Summaries: instances },
      UpdateStackSetCommand: { OperationId: 'o' },
      CreateStackInstancesCommand: { OperationId: 'o' },
      CreateStackSetCommand: {},
    };
    const send = (command: object): Promise<object> => {
      const name = command.constructor.name;
      if (!/^(Describe|List)/.test(name)) commands.push(command);
      if (name === 'DescribeStackSetCommand' && !has)
        return Promise.reject(Object.assign(new Error('none'), { name: 'StackSetNotFoundException' }));
      return Promise.resolve(answers[name] ?? {});
    };
    return { commands, clients: { cloudformation: { send }, s3: { send } } as unknown as RehearsalClients };
  }

  const stackSet = aStackSet({ OrganizationalUnitIds: ['ou-root-Security'] });

  test('creates the StackSet and then its stacks', async () => {
    const { commands, clients } = aServer(false);
    await carryOut(stackSet, clients, live);
    expect(commands).toEqual([expect.any(CreateStackSetCommand), expect.any(CreateStackInstancesCommand)]);
    expect(commands[0]).toMatchObject({ input: { StackSetName: 'baseline', AutoDeployment: { Enabled: true } } });
    expect((commands[0] as CreateStackSetCommand).input).not.toHaveProperty('StackInstancesGroup');
  });

  test('leaves out the StackSets that come first, which have no ids on the emulator', async () => {
    const { commands, clients } = aServer(false);
    await carryOut({ ...stackSet, AutoDeployment: { Enabled: true, DependsOn: [] } }, clients, live);
    const { AutoDeployment } = (commands[0] as CreateStackSetCommand).input;
    expect(AutoDeployment).toEqual({ Enabled: true, DependsOn: undefined });
  });

  test('updates a StackSet that changed, and creates no stack if none is missing', async () => {
    const instances = ['audit', 'log-archive'].map((name) => ({
      ...{ Account: accountId(name), Region: 'eu-central-1', Status: 'CURRENT' },
    }));
    const { commands, clients } = aServer(true, instances);
    await carryOut(stackSet, clients, live);
    expect(commands).toEqual([expect.any(UpdateStackSetCommand)]);
    const { TemplateBody, Parameters } = stackSet;
    const unchanged = aServer(true, instances, { TemplateBody, Parameters });
    await carryOut(stackSet, unchanged.clients, live);
    expect(unchanged.commands).toEqual([]);
    const changed = aServer(true, instances, {
      TemplateBody,
      Parameters: [{ ParameterKey: 'A', ParameterValue: '1' }],
    });
    await carryOut(stackSet, changed.clients, live);
    expect(changed.commands).toEqual([expect.any(UpdateStackSetCommand)]);
  });
});

describe('a StackSet in a template', () => {
  test('is found with its references resolved', async () => {
    const template = {
      Resources: {
        Set: {
          Type: 'AWS::CloudFormation::StackSet',
          Properties: {
            ...{ StackSetName: { Ref: 'AWS::StackName' }, PermissionModel: 'SERVICE_MANAGED', TemplateBody: '{}' },
            AutoDeployment: { Enabled: true, DependsOn: [{ 'Fn::GetAtt': ['Other', 'StackSetId'] }] },
            StackInstancesGroup: [
              {
                DeploymentTargets: { OrganizationalUnitIds: [{ 'Fn::ImportValue': 'Root' }] },
                Regions: ['eu-central-1'],
              },
            ],
          },
        },
      },
    };
    const send = () => Promise.resolve({ StackResourceSummaries: [] });
    const references = {
      exports: { Root: 'r-root' },
      parameters: {},
      pseudo: { 'AWS::StackName': 'Rampart-Baseline' },
    };
    const [found] = await findStackSets(
      [{ id: 'Baseline', name: 'Rampart-Baseline', region: 'eu-central-1', template }],
      { in: () => ({ cloudformation: { send } }) },
      () => references,
    );
    expect(found).toMatchObject({
      StackSetName: 'Rampart-Baseline',
      AutoDeployment: { Enabled: true, DependsOn: [] },
      StackInstancesGroup: [{ DeploymentTargets: { OrganizationalUnitIds: ['r-root'] } }],
    });
  });

  test.each([
    ['https://s3.eu-central-1.amazonaws.com/bucket/a/b.json', { Bucket: 'bucket', Key: 'a/b.json' }],
    ['https://bucket.s3.eu-central-1.amazonaws.com/a/b.json', { Bucket: 'bucket', Key: 'a/b.json' }],
    ['https://my.bucket.s3-eu-west-1.amazonaws.com/b.json', { Bucket: 'my.bucket', Key: 'b.json' }],
  ])('may have its template at %s', (url, object) => {
    expect(objectAt(url)).toEqual(object);
  });
});
