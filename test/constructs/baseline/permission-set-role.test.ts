import { Duration, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PermissionSetRole, type PermissionSetRoleProps } from '../../../constructs/baseline/permission-set-role';
import { gateNag } from '../../../lib/stacks/nag';
import { anApp, aStack, resourcesOf, templateOf } from '../../support/synthesize';

const DOCUMENT = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Allowed', Effect: 'Allow', Action: ['ec2:Describe*', 'ec2:DescribeVpcs'], Resource: '*' },
    { Sid: 'Data', Effect: 'Deny', Action: 's3:GetObject', Resource: '*' },
  ],
} as const;

function props(overrides: Partial<PermissionSetRoleProps> = {}): PermissionSetRoleProps {
  return {
    role: { path: '/platform/', name: 'reader' },
    description: 'Reads',
    trust: new PolicyStatement({
      principals: [new ArnPrincipal('arn:aws:iam::333333333333:root')],
      actions: ['sts:AssumeRole'],
    }),
    permissions: { name: 'read-only', document: DOCUMENT },
    maximumSession: Duration.hours(1),
    ...overrides,
  };
}

function roleWith(overrides: Partial<PermissionSetRoleProps> = {}): Readonly<Record<string, unknown>> {
  const stack = aStack();
  new PermissionSetRole(stack, 'Role', props(overrides));
  return resourcesOf(templateOf(stack), 'AWS::IAM::Role')[0]?.[1].Properties ?? {};
}

test('the policy is what it was given, in its order and word for word', () => {
  expect(roleWith()['Policies']).toEqual([{ PolicyName: 'read-only', PolicyDocument: DOCUMENT }]);
  expect(JSON.stringify(roleWith()['Policies'])).toContain(JSON.stringify(DOCUMENT));
});

test('the role has its path, its name and its longest session, and nothing else grants it anything', () => {
  expect(roleWith({ maximumSession: Duration.hours(4) })).toMatchObject({
    Path: '/platform/',
    RoleName: 'reader',
    MaxSessionDuration: 14_400,
  });
  expect(Object.keys(roleWith()).sort()).toEqual([
    ...['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Path', 'Policies', 'RoleName'],
  ]);
});

test('the boundary is that of the account of the role', () => {
  expect(roleWith({ boundary: { path: '/platform/', name: 'boundary' } })['PermissionsBoundary']).toEqual({
    'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':policy/platform/boundary']],
  });
});

test.each([
  ['a list of actions', DOCUMENT],
  ['everything', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } as const],
  [
    'a whole service',
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] } as const,
  ],
])('the packs of cdk-nag accept a role with %s', (_, document) => {
  const app = anApp();
  new PermissionSetRole(new Stack(app, 'Stack'), 'Role', props({ permissions: { name: 'any', document } }));
  gateNag(app);
  expect(() => app.synth()).not.toThrow();
});

test('a policy that is too long fails the synth, with the limit and the remedy', () => {
  const Action = Array.from({ length: 400 }, (_, index) => `ec2:SomeActionWithALongName${index}`);
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } as const;
  const app = anApp();
  new PermissionSetRole(new Stack(app, 'Stack'), 'Role', props({ permissions: { name: 'read-only', document } }));
  expect(() => app.synth()).toThrow(
    /the policy of the role \/platform\/reader has up to \d+ characters, and IAM takes 10240: let the permission set read-only allow or deny fewer actions/,
  );
});
