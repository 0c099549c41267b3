import { isRcpFullAccess } from '../grammar/parse-statement';
import { rule } from './core/rule';

export const rcpActionStar = rule({
  id: 'rcp-action-star',
  summary: 'An action of a resource control policy names its service',
  why: 'AWS refuses `*` alone in a resource control policy.',
  fix: 'name each service, such as `s3:*`',
  severity: 'error',
  find: ({ statements }, { type }) =>
    type !== 'RESOURCE_CONTROL_POLICY'
      ? []
      : statements
          .filter(({ raw }) => !isRcpFullAccess(raw))
          .flatMap(({ actions }) => actions)
          .filter(({ value }) => value === '*')
          .map(({ pointer }) => ({ pointer, message: '`*` names no service' })),
});
