import type { Catalogue } from '../catalogue';
import { allActions, isLookedUp, isPattern } from './form/actions';
import { rule } from './form/rule';

export const deadActionPattern = rule({
  id: 'dead-action-pattern',
  summary: 'Every pattern of actions matches an action that exists',
  why: 'A pattern that matches nothing denies nothing, and reads as if it did.',
  fix: 'look the actions up in the Service Authorization Reference, or remove the pattern',
  severity: 'error',
  find: ({ statements }, { catalogue }) =>
    statements
      .flatMap(allActions)
      .filter((entry) => isLookedUp(entry) && isPattern(entry) && !matchesSome(catalogue, entry.value))
      .map(({ pointer, value }) => ({
        pointer,
        message: `'${value}' matches no action in the catalogue of ${catalogue.updated}`,
      })),
});

/** A whole service need not be read for that. */
function matchesSome(catalogue: Catalogue, pattern: string): boolean {
  if (pattern.endsWith(':*')) return catalogue.serviceExists(pattern.slice(0, -2));
  return catalogue.actionsMatching(pattern).length > 0;
}
