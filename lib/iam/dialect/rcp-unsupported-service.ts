import { isLookedUp } from './core/actions';
import { rule } from './core/rule';

export const rcpUnsupportedService = rule({
  id: 'rcp-unsupported-service',
  summary: 'A resource control policy speaks of services that support such policies',
  why: 'On any other service the policy has no effect.',
  fix: 'use a service control policy for this service, which binds the callers of the organization',
  severity: 'error',
  find: ({ statements }, { type, reference }) =>
    type !== 'RESOURCE_CONTROL_POLICY'
      ? []
      : statements
          .flatMap(({ actions }) => actions)
          .filter((entry) => isLookedUp(entry) && !reference.rcpServices.includes(prefix(entry.value)))
          .map(({ pointer, value }) => ({
            pointer,
            message: `resource control policies do not reach '${prefix(value)}' (as of ${reference.updated})`,
          })),
});

function prefix(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}
