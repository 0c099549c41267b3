import { CfnParameter } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import type { StackSetProps } from '../../../constructs/stack-set/stack-set';
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
