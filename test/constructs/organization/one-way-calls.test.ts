import { OneWayCalls, type OneWayCall } from '../../../constructs/organization/one-way-calls';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const CALLS: readonly OneWayCall[] = [
  {
    id: 'Policies',
    service: 'organizations',
    action: 'EnablePolicyType',
    parameters: { RootId: 'r-ab12', PolicyType: 'TAG_POLICY' },
    ignoredError: 'PolicyTypeAlreadyEnabledException',
    permissions: [
      {
        actions: ['organizations:EnablePolicyType'],
        resources: ['arn:aws:organizations::111111111111:root/o-exampleorg1/r-ab12'],
      },
    ],
  },
  {
    id: 'Sharing',
    service: 'ram',
    action: 'EnableSharingWithAwsOrganization',
    permissions: [{ actions: ['ram:EnableSharingWithAwsOrganization'], resources: ['*'] }],
  },
];

describe('one-way calls', () => {
  const stack = aStack();
  const { permissions } = new OneWayCalls(stack, 'Calls', { calls: CALLS });
  const template = templateOf(stack);
  const calls = resourcesOf(template, 'Custom::AWS');

  test('are the same on the first deploy and after a change', () => {
    expect(calls.map(([, { Properties }]) => Properties?.['Update'])).toEqual(
      calls.map(([, { Properties }]) => Properties?.['Create']),
    );
    expect(JSON.parse(String(calls[0]?.[1].Properties?.['Create']))).toEqual({
      service: 'organizations',
      action: 'EnablePolicyType',
      parameters: { RootId: 'r-ab12', PolicyType: 'TAG_POLICY' },
      ignoreErrorCodesMatching: '^PolicyTypeAlreadyEnabledException$',
      physicalResourceId: { id: 'Policies' },
      outputPaths: [],
    });
  });

  test('are never taken back', () => {
    expect(calls).toHaveLength(CALLS.length);
    for (const [, { Properties }] of calls) expect(Properties).not.toHaveProperty('Delete');
  });

  test('are made one after another, after the permissions are there', () => {
    const [first, second] = calls.map(([id]) => id);
    const [[policy] = []] = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
    expect(policy).toBe(stack.getLogicalId(permissions.node.defaultChild as never));
    expect(calls.map(([, { DependsOn }]) => DependsOn)).toEqual([[policy], [first]]);
    expect(second).toBeDefined();
  });

  test('share one function, which may do nothing but them and write its log', () => {
    expect(resourcesOf(template, 'AWS::Lambda::Function')).toHaveLength(1);
    expect(resourcesOf(template, 'AWS::IAM::Policy')).toEqual([]);
    const [[, role] = []] = resourcesOf(template, 'AWS::IAM::Role');
    expect(role?.Properties).not.toHaveProperty('ManagedPolicyArns');
    const [[, policy] = []] = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
    const { Statement } = policy?.Properties?.['PolicyDocument'] as { Statement: readonly { Action: unknown }[] };
    expect(Statement.map(({ Action }) => Action)).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      'organizations:EnablePolicyType',
      'ram:EnableSharingWithAwsOrganization',
    ]);
  });

  test('keep their log for a year', () => {
    expect(resourcesOf(template, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties)).toEqual([
      { RetentionInDays: 365 },
    ]);
  });
});
