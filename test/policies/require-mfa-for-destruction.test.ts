import type { ParameterProblem } from '../../policies/core/guardrail';
import type { Organization } from '../../lib/model/organization';
import { anOrganization } from '../support/an-organization';
import { aPartner } from '../../policies/probes/sample-people';
import { compiled, find } from './judge';

const ID = 'require-mfa-for-destruction';
const MACHINE = { path: '/ci/', owner: 'mail@example.com', reason: 'An appliance without a role' };

const guardrail = find(ID);

function check(parameters: object): readonly ParameterProblem[] {
  return guardrail.check?.(guardrail.parameters.parse(parameters), anOrganization()) ?? [];
}

test.each([
  'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
  'arn:*:iam::222222222222:role/aws-reserved/*',
  'arn:*:iam::*:role/*Admin*',
])('fails for `%s`, which matches roles of Identity Center', (role) => {
  expect(check({ roles: ['arn:*:iam::*:role/people/*', role] })).toMatchObject([{ at: ['roles', 1] }]);
});

test('may list other roles', () => {
  expect(check({ roles: ['arn:*:iam::*:role/people/*', 'arn:*:iam::222222222222:role/administrator'] })).toEqual([]);
});

test.each([
  'arn:*:iam::*:role/*',
  'arn:*:iam::*:user/alice',
  'arn:aws:sts::222222222222:assumed-role/admin/alice',
  'admin',
])('fails with `%s` as a role', (role) => {
  expect(guardrail.parameters.safeParse({ roles: [role] }).success).toBe(false);
});

test('fails with a path of users that another one covers', () => {
  expect(check({ users: [MACHINE, { ...MACHINE, path: '/ci/old/' }] })).toMatchObject([{ at: ['users', 1, 'path'] }]);
});

test('fails with a path of users that the same guardrail above does not exempt', () => {
  const above = { guardrail: ID, target: 'root', parameters: guardrail.parameters.parse({}) };
  expect(guardrail.conflicts?.(guardrail.parameters.parse({ users: [MACHINE] }), [above])).toMatchObject([
    { at: ['users', 0, 'path'] },
  ]);
});

describe('roles that are assumed with a code', () => {
  const END = { account: '920000000001', expires: '2027-03-31T00:00:00Z' };
  const { platform } = anOrganization();

  function bound(organization: Partial<Organization>, parameters: object = {}) {
    const [statement] = compiled(ID, { organization, parameters });
    return [statement?.Condition?.['ArnLike']?.['aws:PrincipalArn']].flat().filter((arn) => /:role/.test(String(arn)));
  }

  function breakGlass(...patterns: readonly string[]): Partial<Organization> {
    return { platform: { ...platform, principals: { ...platform.principals, breakGlass: patterns } } };
  }

  test('are those for emergencies, and those of partners with MFA', () => {
    expect(bound({})).toEqual(['arn:*:iam::*:role/platform/break-glass']);
    const partners = [aPartner('consultant', { ...END, mfa: true }), aPartner('collector', END)];
    expect(bound({ partners })).toEqual([
      'arn:*:iam::*:role/partner/consultant',
      'arn:*:iam::*:role/platform/break-glass',
    ]);
  });

  test('are in the policy once, also if they are listed as well', () => {
    const roles = ['arn:aws:iam::*:role/platform/break-glass'];
    expect(bound(breakGlass(...roles), { roles })).toEqual(['arn:*:iam::*:role/platform/break-glass']);
  });

  test('are never roles of Identity Center, whose sessions do not tell of a code, and no users, who are bound anyway', () => {
    const roles = [
      'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Emergency_*',
      'arn:*:iam::*:role/*glass',
    ];
    expect(bound(breakGlass(...roles, 'arn:*:iam::*:user/break-glass/*'))).toEqual([]);
  });
});
