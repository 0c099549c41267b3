import { isLookedUp } from './core/actions';
import { rule } from './core/rule';

export const rcpUnsupportedService = rule({
  id: 'rcp-unsupported-service',
  summary: 'A resource control policy names only services that support such policies',
  why: 'The policy has no effect on any other service.',
  fix: 'use a service control policy for this service; it applies to the principals of the organization',
  severity: 'error',
  find: ({ statements }, { type, reference }) =>
    type !== 'RESOURCE_CONTROL_POLICY'
      ? []
      : statements
          .flatMap(({ actions }) => actions)
          .filter((entry) => isLookedUp(entry) && !reference.rcpServices.includes(prefix(entry.value)))
          .map(({ pointer, value }) => ({
            pointer,
            message: `\`${prefix(value)}\` does not support resource control policies (as of ${reference.updated})`,
          })),
});

function prefix(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}
