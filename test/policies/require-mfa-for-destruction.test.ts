import type { ParameterProblem } from '../../policies/core/guardrail';
import { anOrganization } from '../support/an-organization';
import { find } from './judge';

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
