import { CfnResource, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { MemberTemplate } from '../../../constructs/stack-set/member-template';
import { boundRoles } from '../../../lib/stacks/role-boundary';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const BOUNDARY = 'arn:aws:iam::111111111111:policy/rampart-management-boundary';

function boundariesIn(template: TemplateJson): readonly unknown[] {
  return resourcesOf(template, 'AWS::IAM::Role').map(([, { Properties }]) => Properties?.['PermissionsBoundary']);
}

test('roles of the stack have the boundary, also one that is no construct of IAM, and roles of member templates have none', () => {
  const stack = new Stack(anApp(), 'Stack', { env: { account: '111111111111', region: 'eu-central-1' } });
  boundRoles(stack, BOUNDARY);
  const assumedBy = new ServicePrincipal('lambda.amazonaws.com');
  new Role(stack, 'Role', { assumedBy });
  new CfnResource(stack, 'Plain', { type: 'AWS::IAM::Role', properties: { AssumeRolePolicyDocument: {} } });
  const member = new MemberTemplate(stack, 'Member', { description: 'In member accounts' });
  new Role(member, 'Role', { assumedBy });
  expect(boundariesIn(templateOf(stack))).toEqual([BOUNDARY, BOUNDARY]);
  expect(boundariesIn(JSON.parse(member.toText()) as TemplateJson)).toEqual([undefined]);
});
