import { rule } from './core/rule';

export const wildcardService = rule({
  id: 'wildcard-service',
  summary: 'The service prefix of an action contains no wildcard',
  why: 'AWS does not document what `s*:Get*` matches, and tools disagree.',
  fix: 'name each service, or use `*` for every action',
  severity: 'error',
  find: ({ statements }) =>
    statements
      .flatMap(({ actions, notActions }) => [...actions, ...notActions])
      .filter(({ value }) => /[*?].*:/.test(value))
      .map(({ pointer, value }) => ({ pointer, message: `\`${value}\` has a wildcard in its service prefix` })),
});
