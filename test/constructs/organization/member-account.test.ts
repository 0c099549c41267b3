import { MemberAccount } from '../../../constructs/organization/member-account';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

describe('a member account', () => {
  const stack = aStack();
  const account = new MemberAccount(stack, 'shop', {
    name: 'shop-production',
    email: 'aws+shop@example.com',
    roleName: 'OrganizationAccountAccessRole',
    unitId: 'ou-ab12-cdefgh34',
    tags: { owner: 'shop@example.com', 'cost-center': '2000' },
  });
  const [[id, resource] = []] = resourcesOf(templateOf(stack), 'AWS::Organizations::Account');

  test('sits in one unit, with its name, address, role and tags', () => {
    expect(resource?.Properties).toEqual({
      AccountName: 'shop-production',
      Email: 'aws+shop@example.com',
      RoleName: 'OrganizationAccountAccessRole',
      ParentIds: ['ou-ab12-cdefgh34'],
      Tags: [
        { Key: 'cost-center', Value: '2000' },
        { Key: 'owner', Value: 'shop@example.com' },
      ],
    });
  });

  test('is never closed by CloudFormation', () => {
    expect([resource?.DeletionPolicy, resource?.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  test('returns its number', () => {
    expect(stack.resolve(account.accountId)).toEqual({ 'Fn::GetAtt': [id, 'AccountId'] });
  });
});
