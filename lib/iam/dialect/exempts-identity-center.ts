import { arnParts, globMatches } from '../patterns/glob';
import { principalArns } from './core/principal';
import { rule } from './core/rule';

/** Where Identity Center keeps the roles of its permission sets. */
const SAMPLE = 'role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Any_0123456789abcdef';

export const exemptsIdentityCenter = rule({
  id: 'exempts-identity-center',
  summary: 'Who exempts roles whose name begins with `aws` does not exempt every person by mistake',
  why: '`role/aws*` matches `role/aws-reserved/sso.amazonaws.com/…` too: all users of Identity Center escape.',
  fix: 'name the roles that are meant, such as `role/aws-controltower-*`, or the whole path `role/aws-reserved/…`',
  severity: 'error',
  find: (document) =>
    principalArns(document)
      .filter(({ statement, condition }) => statement.effect === 'Deny' && condition.operator?.negated === true)
      .flatMap(({ entry: { pointer, value } }) => {
        const resource = arnParts(value)[5] ?? '';
        const byMistake =
          /^role\/a/.test(resource) && !resource.startsWith('role/aws-reserved') && globMatches(resource, SAMPLE);
        return byMistake ? [{ pointer, message: `'${value}' exempts every role of Identity Center` }] : [];
      }),
});
