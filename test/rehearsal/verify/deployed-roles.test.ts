import { compareRole, expectedRoles } from '../../../rehearsal/verify/deployed-roles';

const template = {
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'plan',
        AssumeRolePolicyDocument: { Statement: [] },
        PermissionsBoundary: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::AccountId' }, ':boundary']] },
      },
    },
    Policy: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { ManagedPolicyName: 'rights', PolicyDocument: { Statement: ['a'] }, Roles: [{ Ref: 'Role' }] },
    },
  },
};
const references = { exports: {}, parameters: {}, resources: { Role: 'plan' }, pseudo: { 'AWS::AccountId': '1' } };
const plan = { trust: { Statement: [] }, boundary: 'arn:1:boundary', policies: { rights: { Statement: ['a'] } } };

describe('the roles of a template', () => {
  test('have a trust policy, a boundary and the policies that name them', () => {
    expect([...expectedRoles(template, references)]).toEqual([['plan', plan]]);
  });

  test('are as deployed, or what differs is told', () => {
    expect(compareRole('plan', plan, plan)).toEqual([]);
    const more = { ...plan.policies, other: {} };
    expect(compareRole('plan', plan, { trust: {}, boundary: null, policies: more })).toEqual([
      'role plan: its trust policy is {}, not {"Statement":[]}',
      'role plan: its boundary is null, not arn:1:boundary',
      'role plan: its policy other is not the one of the template',
    ]);
  });
});
