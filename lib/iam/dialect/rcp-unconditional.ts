import { rule } from './core/rule';

export const rcpUnconditional = rule({
  id: 'rcp-unconditional',
  summary: 'A resource control policy that denies a whole service does so under a condition',
  why: 'Its principal is everyone. Without a condition it locks out the owner, the platform and AWS services as well.',
  fix: 'add the condition that tells the outsiders, such as `StringNotEqualsIfExists` on `aws:PrincipalOrgID`',
  severity: 'error',
  find: ({ statements }, { type }) =>
    type !== 'RESOURCE_CONTROL_POLICY'
      ? []
      : statements
          .filter(({ effect, conditions }) => effect === 'Deny' && conditions.length === 0)
          .flatMap(({ actions }) => actions)
          .filter(({ value }) => /^(\*|[\w-]+:\*)$/.test(value))
          .map(({ pointer, value }) => ({ pointer, message: `'${value}' is denied to everyone, the owner included` })),
});
