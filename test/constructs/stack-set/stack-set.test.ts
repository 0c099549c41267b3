import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { StackSet, type StackSetProps } from '../../../constructs/stack-set/stack-set';
import { resourcesOf, templateOf, type Resource } from '../../support/synthesize';
import { aScene, problemsOf } from '../../support/a-stack-set';

function stackSetWith(props: Partial<StackSetProps> = {}): Resource {
  const { outer, template } = aScene({}, props);
  new CfnTopic(template, 'Topic');
  const [[, stackSet] = []] = resourcesOf(templateOf(outer), 'AWS::CloudFormation::StackSet');
  if (stackSet === undefined) throw new Error('no StackSet');
  return stackSet;
}

describe('a StackSet', () => {
  test('deploys with the permissions of the organization, from the management account, also roles with names', () => {
    expect(stackSetWith().Properties).toMatchObject({
      StackSetName: 'rampart-example',
      PermissionModel: 'SERVICE_MANAGED',
      CallAs: 'SELF',
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      ManagedExecution: { Active: true },
    });
  });

  test('remains when it leaves its stack, because its stacks would be deleted with it', () => {
    expect(stackSetWith()).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('goes when it leaves its stack, if it is made to', () => {
    expect(stackSetWith({ isRetained: false })).toMatchObject({
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
    });
  });

  test('reaches each member account, also later ones, and tolerates that some fail', () => {
    const regions = ['eu-central-1', 'eu-west-1'];
    expect(stackSetWith({ regions }).Properties).toMatchObject({
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
      OperationPreferences: { ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE', FailureTolerancePercentage: 100 },
      StackInstancesGroup: [
        { DeploymentTargets: { OrganizationalUnitIds: ['r-ab12'] }, Regions: ['eu-central-1', 'eu-west-1'] },
      ],
    });
  });

  test('for single accounts picks them below the root, deploys no others, and stops at the first failure', () => {
    const { Properties } = stackSetWith({ accounts: ['222222222222'] });
    expect(Properties).toMatchObject({
      AutoDeployment: { Enabled: false },
      OperationPreferences: { FailureToleranceCount: 0, RegionConcurrencyType: 'SEQUENTIAL' },
    });
    expect(Properties?.['StackInstancesGroup']).toEqual([
      {
        DeploymentTargets: {
          OrganizationalUnitIds: ['r-ab12'],
          Accounts: ['222222222222'],
          AccountFilterType: 'INTERSECTION',
        },
        Regions: ['eu-central-1'],
      },
    ]);
  });

  test('leaves out the accounts that are excluded, and still reaches later ones', () => {
    const { Properties } = stackSetWith({ excludedAccounts: ['222222222222'] });
    expect(Properties).toMatchObject({ AutoDeployment: { Enabled: true } });
    expect(Properties?.['StackInstancesGroup']).toEqual([
      {
        DeploymentTargets: {
          OrganizationalUnitIds: ['r-ab12'],
          Accounts: ['222222222222'],
          AccountFilterType: 'DIFFERENCE',
        },
        Regions: ['eu-central-1'],
      },
    ]);
  });

  test('has no filter if no account is excluded: AWS refuses one without accounts', () => {
    expect(stackSetWith({ excludedAccounts: [] }).Properties?.['StackInstancesGroup']).toEqual([
      { DeploymentTargets: { OrganizationalUnitIds: ['r-ab12'] }, Regions: ['eu-central-1'] },
    ]);
  });

  test('is refused with both accounts and excluded accounts', () => {
    expect(problemsOf(aScene({}, { accounts: ['222222222222'], excludedAccounts: ['333333333333'] }).app)).toEqual([
      '[Outer/StackSet] it has both accounts and excluded accounts: name the accounts that get a stack, and no others',
    ]);
  });

  test('for units reaches the accounts below them, also later ones, and an account that leaves keeps its stack', () => {
    const { Properties } = stackSetWith({ units: ['ou-ab12-11111111', 'ou-ab12-22222222'] });
    expect(Properties).toMatchObject({
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true },
      OperationPreferences: { ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE', FailureTolerancePercentage: 100 },
    });
    expect(Properties?.['StackInstancesGroup']).toEqual([
      {
        DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-11111111', 'ou-ab12-22222222'] },
        Regions: ['eu-central-1'],
      },
    ]);
  });

  test('is refused for no unit, and for units and single accounts at once', () => {
    expect(problemsOf(aScene({}, { units: [] }).app)).toEqual([
      '[Outer/StackSet] no unit gets a stack: name one, or leave the StackSet out',
    ]);
    expect(problemsOf(aScene({}, { units: ['ou-ab12-11111111'], accounts: ['222222222222'] }).app)).toEqual([
      '[Outer/StackSet] it has both units and accounts: leave the units out, since an account may move',
    ]);
  });

  test('gives parameters their values', () => {
    const { app, template, outer } = aScene({}, { parameters: { OrganizationId: 'o-exampleorg1' } });
    new CfnParameter(template, 'OrganizationId');
    expect(problemsOf(app)).toEqual([]);
    const [[, stackSet] = []] = resourcesOf(templateOf(outer), 'AWS::CloudFormation::StackSet');
    expect(stackSet?.Properties?.['Parameters']).toEqual([
      { ParameterKey: 'OrganizationId', ParameterValue: 'o-exampleorg1' },
    ]);
  });

  test('is refused when a parameter has no value, or a value has no parameter', () => {
    const { app, template } = aScene({}, { parameters: { OrganisationId: 'o-exampleorg1' } });
    new CfnParameter(template, 'OrganizationId');
    new CfnParameter(template, 'Days', { default: '1' });
    expect(problemsOf(app)).toEqual([
      "[Outer/StackSet] the template's parameter OrganizationId has no value: give it one in `parameters`",
      '[Outer/StackSet] the template has no parameter OrganisationId: its parameters are OrganizationId, Days',
    ]);
  });

  test('is refused without an account or a Region', () => {
    expect(problemsOf(aScene({}, { accounts: [], regions: [] }).app)).toEqual([
      '[Outer/StackSet] no account gets a stack: name one, or leave the StackSet out',
      '[Outer/StackSet] no Region gets a stack: name one',
    ]);
  });
});

describe('a StackSet after another one', () => {
  function after(
    others: readonly Partial<StackSetProps>[],
    props: Partial<StackSetProps> = {},
  ): { readonly outer: Stack; readonly problems: () => readonly string[] } {
    const { app, outer, template } = aScene();
    const common = { description: 'An example', rootId: 'r-ab12', regions: ['eu-central-1'], template };
    const first = others.map(
      (other, index) => new StackSet(outer, `First${index}`, { ...common, name: `rampart-first-${index}`, ...other }),
    );
    new StackSet(outer, 'Second', { ...common, name: 'rampart-second', ...props, after: first });
    return { outer, problems: () => problemsOf(app) };
  }

  test('is deployed after it, and comes to a new account after it, by the ARN that AWS gives it', () => {
    const { outer } = after([{}]);
    const stackSets = resourcesOf(templateOf(outer), 'AWS::CloudFormation::StackSet');
    const [first] = stackSets.find(([, { Properties }]) => Properties?.['StackSetName'] === 'rampart-first-0') ?? [];
    const [, second] = stackSets.find(([, { Properties }]) => Properties?.['StackSetName'] === 'rampart-second') ?? [];
    expect(second?.DependsOn).toEqual([first]);
    expect(second?.Properties?.['AutoDeployment']).toEqual({
      DependsOn: [
        {
          'Fn::Join': [
            '',
            ['arn:aws:cloudformation:eu-central-1:111111111111:stackset/', { 'Fn::GetAtt': [first, 'StackSetId'] }],
          ],
        },
      ],
      Enabled: true,
      RetainStacksOnAccountRemoval: true,
    });
  });

  test('is refused if it is for single accounts, to which nothing comes by itself', () => {
    expect(after([{}], { accounts: ['222222222222'] }).problems()).toEqual([
      '[Outer/Second] it is for single accounts, to which nothing is deployed by itself: use `node.addDependency`, not ' +
        '`after`',
    ]);
  });

  test('is refused if the other one is for single accounts, because most accounts never get that', () => {
    expect(after([{ accounts: ['222222222222'] }]).problems()).toEqual([
      '[Outer/Second] it is after Outer/First0, which is for single accounts: most would wait for ever',
    ]);
  });

  test('is refused for every account if the other one is for units, and may be for units after one for every account', () => {
    expect(after([{ units: ['ou-ab12-11111111'] }]).problems()).toEqual([
      '[Outer/Second] it is after Outer/First0, which is for units: most would wait for ever',
    ]);
    expect(after([{}], { units: ['ou-ab12-11111111'] }).problems()).toEqual([]);
  });

  test('is refused with more others than AWS takes', () => {
    expect(after(Array.from({ length: 10 }, () => ({}))).problems()).toEqual([]);
    expect(after(Array.from({ length: 11 }, () => ({}))).problems()).toEqual([
      '[Outer/Second] it is after 11 StackSets, and AWS takes 10: name only the last ones',
    ]);
  });
});
