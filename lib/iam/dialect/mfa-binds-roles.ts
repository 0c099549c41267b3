import type { ConditionView, StatementView } from './core/document';
import { rule } from './core/rule';

const MFA_KEYS = ['aws:multifactorauthpresent', 'aws:multifactorauthage'];

/** Keys by which a statement can select people. */
const SELECTS_PRINCIPALS = [
  'aws:principalarn',
  'aws:principaltype',
  'aws:username',
  'aws:userid',
  'identitystore:userid',
];

export const mfaBindsRoles = rule({
  id: 'mfa-binds-roles',
  summary: 'A deny without MFA selects the people to which it applies',
  why: 'The key is absent or false for instance profiles, functions and pipelines, so all of them are denied.',
  fix: 'add a condition that selects people, such as `ArnLike` on `aws:PrincipalArn` with `arn:*:iam::*:user/*`',
  severity: 'error',
  find: (document) =>
    document.conditions
      .filter(
        ([statement, condition]) =>
          statement.effect === 'Deny' && deniesWithoutMfa(condition) && !selectsPeople(statement),
      )
      .map(([, { pointer, operatorName, key }]) => ({
        pointer,
        message: `\`${operatorName}\` on \`${key}\` denies every role session without MFA, including machines`,
      })),
});

function deniesWithoutMfa({ key, operator, values }: ConditionView): boolean {
  if (!MFA_KEYS.includes(key.toLowerCase()) || operator === undefined) return false;
  if (operator.family === 'Bool' || operator.family === 'String')
    return values.some(({ value }) => (value.toLowerCase() === 'true') === operator.negated);
  return operator.family === 'Null' ? values.some(({ value }) => value.toLowerCase() === 'true') : operator.ifExists;
}

function selectsPeople({ conditions, resources }: StatementView): boolean {
  // Only IAM users have a name: for anyone else, such a resource matches nothing.
  if (resources.length > 0 && resources.every(({ value }) => /\$\{aws:username\}/i.test(value))) return true;
  return conditions.some(
    ({ key, operator }) =>
      operator !== undefined &&
      !operator.negated &&
      operator.family !== 'Null' &&
      SELECTS_PRINCIPALS.includes(key.toLowerCase()),
  );
}
