import { rule } from './core/rule';

export const rcpNotAction = rule({
  id: 'rcp-not-action',
  summary: 'A resource control policy names its actions',
  why: 'AWS refuses `NotAction` in a resource control policy.',
  fix: 'list the actions, such as `s3:*`',
  severity: 'error',
  find: ({ statements }, { type }) =>
    type !== 'RESOURCE_CONTROL_POLICY'
      ? []
      : statements
          .filter(({ raw }) => raw['NotAction'] !== undefined)
          .map(({ pointer }) => ({
            pointer: `${pointer}/NotAction`,
            message: 'a resource control policy has no `NotAction`',
          })),
});
