import type { ServiceReference } from '../service-reference/service-reference';
import { allActions, isLookedUp, isPattern } from './core/actions';
import { rule } from './core/rule';

export const deadActionPattern = rule({
  id: 'dead-action-pattern',
  summary: 'Every action pattern matches an existing action',
  why: 'A pattern that matches no action denies nothing, although it looks as if it did.',
  fix: 'look the actions up in the Service Authorization Reference, or remove the pattern',
  severity: 'error',
  find: ({ statements }, { reference }) =>
    statements
      .flatMap(allActions)
      .filter((entry) => isLookedUp(entry) && isPattern(entry) && !matchesSome(reference, entry.value))
      .map(({ pointer, value }) => ({
        pointer,
        message: `\`${value}\` matches no action in the service reference of ${reference.updated}`,
      })),
});

/** For a whole service, it is enough that the service exists. */
function matchesSome(reference: ServiceReference, pattern: string): boolean {
  if (pattern.endsWith(':*')) return reference.serviceExists(pattern.slice(0, -2));
  return reference.actionsMatching(pattern).length > 0;
}
