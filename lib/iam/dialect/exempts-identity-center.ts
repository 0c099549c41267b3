import { arnParts, globMatches } from '../patterns/glob';
import { principalArns } from './core/principal';
import { rule } from './core/rule';

/** The role of a permission set of Identity Center. */
const SAMPLE = 'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Any_0123456789abcdef';

export const IDENTITY_CENTER_FIX =
  'name the intended roles, such as `role/aws-controltower-*`, or write the whole path `role/aws-reserved/…`';

export const exemptsIdentityCenter = rule({
  id: 'exempts-identity-center',
  summary: 'An exemption for roles whose names begin with `aws` does not exempt all Identity Center users by mistake',
  why: '`role/aws*` also matches `role/aws-reserved/sso.amazonaws.com/…`, so all users of Identity Center are exempt.',
  fix: IDENTITY_CENTER_FIX,
  severity: 'error',
  find: (document) =>
    principalArns(document)
      .filter(({ statement, condition }) => statement.effect === 'Deny' && condition.operator?.negated === true)
      .filter(({ entry }) => matchesIdentityCenter(entry.value))
      .map(({ entry: { pointer, value } }) => ({
        pointer,
        message: `\`${value}\` exempts every role of Identity Center`,
      })),
});

/** Whether a pattern for roles whose names begin with `aws` matches all roles of Identity Center, surely by mistake. */
export function matchesIdentityCenter(pattern: string): boolean {
  const resource = arnParts(pattern)[5] ?? '';
  return /^role\/a/.test(resource) && !resource.startsWith('role/aws-reserved') && globMatches(resource, SAMPLE);
}
