import { PermissionsBoundary } from '../../../constructs/baseline/permissions-boundary';
import type { PolicyDocument } from '../../../lib/iam/statement';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const document: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' },
    { Sid: 'Second', Effect: 'Deny', Action: ['iam:B', 'iam:A'], Resource: '*' },
    { Sid: 'First', Effect: 'Deny', Action: ['iam:C'], Resource: '*' },
  ],
};
const props = { path: '/platform/', name: 'boundary', document };

test('the policy is deployed as it was proved: the CDK merges and sorts nothing in it', () => {
  const stack = aStack();
  new PermissionsBoundary(stack, 'Boundary', props);
  const [[, policy] = [], ...others] = resourcesOf(templateOf(stack), 'AWS::IAM::ManagedPolicy');
  expect(others).toEqual([]);
  expect(policy?.Properties).toMatchObject({ Path: '/platform/', ManagedPolicyName: 'boundary' });
  expect(policy?.Properties?.['PolicyDocument']).toEqual(document);
});

test('it is attached to nobody', () => {
  const stack = aStack();
  new PermissionsBoundary(stack, 'Boundary', props);
  const [[, policy] = []] = resourcesOf(templateOf(stack), 'AWS::IAM::ManagedPolicy');
  for (const whom of ['Roles', 'Users', 'Groups']) expect(policy?.Properties).not.toHaveProperty(whom);
});
