import { rule } from './core/rule';

export const rcpUnconditional = rule({
  id: 'rcp-unconditional',
  summary: 'A resource control policy that denies a whole service has a condition',
  why: 'It applies to every principal. Without a condition, it also locks out the owner, the platform and AWS services.',
  fix: 'add a condition that selects outsiders, such as `StringNotEqualsIfExists` on `aws:PrincipalOrgID`',
  severity: 'error',
  find: ({ statements }, { type }) =>
    type !== 'RESOURCE_CONTROL_POLICY'
      ? []
      : statements
          .filter(({ effect, conditions }) => effect === 'Deny' && conditions.length === 0)
          .flatMap(({ actions }) => actions)
          .filter(({ value }) => /^(\*|[\w-]+:\*)$/.test(value))
          .map(({ pointer, value }) => ({
            pointer,
            message: `\`${value}\` is denied to everyone, including the owner`,
          })),
});
