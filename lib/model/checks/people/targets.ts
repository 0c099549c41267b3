import type { Problem } from '../../problem';
import { memoize } from '../memoize';
import { explainUnknownTarget } from '../placements';
import type { PeopleContext, NamedPlace } from './context';

/** Assignments are made in the root, in units, and in accounts that are open. */
export function findBadTargets({ configuration, tree, management, assignments }: PeopleContext): readonly Problem[] {
  const more = management === null ? [] : [management];
  const explain = memoize((name: string) => explainUnknownTarget(name, tree, configuration, more));
  return assignments.flatMap(({ targets }) =>
    targets.flatMap(({ name, place, at }) => {
      if (place.kind === 'unknown') return [{ at, ...explain(name) }];
      return isClosed(place)
        ? [
            {
              code: 'account-closed',
              at,
              message: `the account \`${name}\` is closed, so that nobody works there`,
              allowed: 'the root, units and accounts that are not closed',
              fix: targets.length === 1 ? 'remove the assignment' : 'remove it from the list',
            },
          ]
        : [];
    }),
  );
}

export function isClosed(place: NamedPlace): boolean {
  return place.kind === 'account' && place.account.draft.state === 'closed';
}
