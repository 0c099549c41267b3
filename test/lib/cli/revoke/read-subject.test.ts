import { readSubject } from '../../../../lib/cli/revoke/read-subject';
import type { Organization } from '../../../../lib/model/organization';
import { theExample } from '../../../support/the-example';

const { organization: example } = theExample();

/** The example, with the numbers of some accounts. */
const organization: Organization = {
  ...example,
  accounts: example.accounts.map((account) =>
    account.key === 'shop-production' ? { ...account, accountId: '222222222222' } : account,
  ),
};

/** The same, and every account has its number. */
const NUMBERED: Organization = {
  ...organization,
  accounts: organization.accounts.map((account, index) => ({
    ...account,
    accountId: account.accountId ?? String(300000000000 + index),
  })),
};

describe('who is revoked', () => {
  test.each(['906a1b2c3d-11111111-2222-3333-4444-555555555555', '11111111-2222-3333-4444-555555555555'])(
    'by the id %s is a person',
    (person) => {
      expect(readSubject(person, organization)).toEqual({ kind: 'person', person });
    },
  );

  test.each(['jane', 'jane.doe@example.com', 'Jane Doe'])('by the name %s is looked up', (name) => {
    expect(readSubject(name, organization)).toEqual({ kind: 'name', name });
  });

  test.each([
    ['the ARN of a role', 'arn:aws:iam::222222222222:role/ci/publisher', 'arn:aws:iam::222222222222:role/ci/publisher'],
    ['a pattern of roles', 'arn:*:iam::*:role/ci/*', 'arn:*:iam::*:role/ci/*'],
    [
      'a session of Identity Center',
      'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_developer_0123456789abcdef/jane',
      'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_developer_0123456789abcdef',
    ],
    [
      'a session of a role that the configuration knows',
      'arn:aws:sts::222222222222:assumed-role/break-glass/jane',
      'arn:aws:iam::222222222222:role/platform/break-glass',
    ],
    [
      'a session of any other role, whose path it does not tell',
      'arn:aws:sts::222222222222:assumed-role/publisher/run-1',
      'arn:aws:iam::222222222222:role/*publisher',
    ],
    [
      'a permission set in an account',
      'shop-production/administrator',
      'arn:*:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_administrator_????????????????',
    ],
    [
      "an application's permission set in an account, by its number",
      '222222222222/app-shop',
      'arn:*:iam::222222222222:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_app-shop_????????????????',
    ],
    [
      'a role in an account by its path and name',
      'shop-production/ci/publisher',
      'arn:*:iam::222222222222:role/ci/publisher',
    ],
    ['a role of an application by its name', 'shop-production/shop', 'arn:*:iam::222222222222:role/app/shop'],
    ['any other role by its name', 'shop-production/publisher', 'arn:*:iam::222222222222:role/*publisher'],
    ['a partner', 'observability', 'arn:*:iam::*:role/partner/observability'],
  ])('by %s is a role', (_name, who, role) => {
    expect(readSubject(who, organization)).toMatchObject({ kind: 'role', role });
  });

  test('is also told by permission set, account, partner and person', () => {
    expect(
      readSubject(
        'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_developer_0123456789abcdef/jane',
        organization,
      ),
    ).toMatchObject({ permissionSet: 'developer', account: 'shop-production', personName: 'jane', partner: null });
    expect(readSubject('observability', organization)).toMatchObject({ partner: 'observability', permissionSet: null });
  });

  test('by a name without a path comes with a note', () => {
    expect(readSubject('shop-production/publisher', organization)).toMatchObject({
      notes: [expect.stringContaining('every role whose name ends in `publisher` is hit')],
    });
  });

  test.each([
    ['a service-linked role', 'arn:aws:iam::222222222222:role/aws-service-role/x.amazonaws.com/X', 'stop the service'],
    [
      'a user of IAM',
      'arn:aws:iam::222222222222:user/a/jane',
      'aws iam update-access-key --user-name jane --status Inactive',
    ],
    ['the root user', 'arn:aws:iam::222222222222:root', '`deny-root-user` stops it'],
    ['a role of the management account', 'arn:aws:iam::111111111111:role/x', 'no guardrail binds anybody'],
    ['a role in the management account', 'management/x', 'no guardrail binds anybody'],
    ['every role', 'arn:aws:iam::222222222222:role/*', 'cannot be revoked'],
    ['another ARN', 'arn:aws:s3:::bucket', 'cannot be revoked'],
    ['an account', 'shop-production', 'place the guardrail `quarantine` on it'],
    ['a group', 'finance', 'revoke each of its people'],
    ['a permission set', 'administrator', 'name the account as well'],
    ['a role of an unknown account', 'shop-produktion/x', 'did you mean `shop-production`?'],
    ['a role of an account without a number', 'audit/x', 'write `id` into accounts/audit.yaml'],
    ['a role with signs that no name has', 'shop-production/a b', 'neither a permission set nor the path and name'],
  ])('by %s fails', (_name, who, message) => {
    expect(() => readSubject(who, organization)).toThrow(message);
  });

  test('fails for a number that no account has, once all numbers are known', () => {
    const role = 'arn:aws:iam::999999999999:role/x';
    expect(readSubject(role, organization)).toMatchObject({ role, account: null });
    expect(() => readSubject(role, NUMBERED)).toThrow('account 999999999999 is not in the organization');
  });
});
