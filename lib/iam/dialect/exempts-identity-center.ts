import { arnParts, globMatches } from '../patterns/glob';
import { principalArns } from './core/principal';
import { rule } from './core/rule';

/** The role of a permission set of Identity Center. */
const SAMPLE = 'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Any_0123456789abcdef';

export const exemptsIdentityCenter = rule({
  id: 'exempts-identity-center',
  summary: 'An exemption for roles whose names begin with `aws` does not exempt all Identity Center users by mistake',
  why: '`role/aws*` also matches `role/aws-reserved/sso.amazonaws.com/…`, so all users of Identity Center are exempt.',
  fix: 'name the intended roles, such as `role/aws-controltower-*`, or write the whole path `role/aws-reserved/…`',
  severity: 'error',
  find: (document) =>
    principalArns(document)
      .filter(({ statement, condition }) => statement.effect === 'Deny' && condition.operator?.negated === true)
      .flatMap(({ entry: { pointer, value } }) => {
        const resource = arnParts(value)[5] ?? '';
        const byMistake =
          /^role\/a/.test(resource) && !resource.startsWith('role/aws-reserved') && globMatches(resource, SAMPLE);
        return byMistake ? [{ pointer, message: `\`${value}\` exempts every role of Identity Center` }] : [];
      }),
});
