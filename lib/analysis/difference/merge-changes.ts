import { permitNone } from '../../iam/algebra/summary';
import type { CompareOptions } from '../../iam/algebra/compare';
import { groupBy } from '../../model/group-by';
import { countNames, joinNames, missingNames, type ActionNames } from './action-names';
import type { FoundChange, FoundDoubt } from './found-change';
import type { Group } from './groups';
import { unionOf } from './owners';

type OptionsFor = (group: Group) => CompareOptions;

/** Changes that read as one: alike over actions, then over places. */
export function mergeChanges(changes: readonly FoundChange[], optionsFor: OptionsFor): readonly FoundChange[] {
  const alike = ({ kind, type, words, by }: FoundChange): string =>
    JSON.stringify([kind, type, words.map(({ key, operator, values }) => [key, operator, values]), by]);
  const overActions = [...groupBy(changes, (change) => `${alike(change)} ${placesId(change)}`).values()].map(join);
  return [...groupBy(overActions, alike).values()].flatMap((candidates) => {
    const sums: FoundChange[] = [];
    // The longest list first: the others are more likely to lack some of it than to have more.
    for (const change of [...candidates].sort((a, b) => countNames(b.names) - countNames(a.names))) {
      const at = sums.findIndex((sum) => isOne(sum, change, optionsFor));
      const sum = sums[at];
      if (sum === undefined) sums.push(change);
      else sums[at] = join([sum, change]);
    }
    return sums;
  });
}

/** Whether two changes read as one: where only one of them has an action, the other denies it in any case. */
function isOne(a: FoundChange, b: FoundChange, optionsFor: OptionsFor): boolean {
  return (
    isFreeIn(a, missingNames(b.names, a.names), optionsFor) && isFreeIn(b, missingNames(a.names, b.names), optionsFor)
  );
}

/** Above this number it is no longer the same change. */
const MOST_MISSING = 200;

function isFreeIn({ kind, words, regions }: FoundChange, actions: readonly string[], optionsFor: OptionsFor): boolean {
  if (actions.length === 0) return true;
  if (actions.length > MOST_MISSING) return false;
  const chains = Array.from(new Set(regions.map(({ group }) => group)), (group) => ({
    chain: kind === 'denied' ? group.after : group.before,
    world: optionsFor(group),
  }));
  return chains[0] !== undefined && permitNone(chains, actions, words, chains[0].world);
}

/** Doubts of one reason. */
export function mergeDoubts(doubts: readonly FoundDoubt[]): readonly FoundDoubt[] {
  const groups = groupBy(doubts, ({ kind, type, reason }) => JSON.stringify([kind, type, reason]));
  return [...groups.values()].flatMap((alike): readonly FoundDoubt[] => {
    const [first] = alike;
    if (first === undefined) return [];
    return [
      {
        ...first,
        names: joinDoubted(alike.map(({ names }) => names)),
        places: new Set(alike.flatMap(({ places }) => [...places])),
        guardrails: unionOf(alike.map(({ guardrails }) => guardrails)),
      },
    ];
  });
}

function joinDoubted(all: readonly (ActionNames | null)[]): ActionNames | null {
  const known = all.filter((names) => names !== null);
  return known.length < all.length ? null : joinNames(known);
}

function placesId({ places }: FoundChange): string {
  return [...places].map(({ target }) => target).join();
}

function join(alike: readonly FoundChange[]): FoundChange {
  const [first] = alike;
  if (first === undefined) throw new Error('invariant: a group is never empty');
  return {
    ...first,
    names: joinNames(alike.map(({ names }) => names)),
    others: {
      guardrails: unionOf(alike.map(({ others }) => others.guardrails)),
      documents: unionOf(alike.map(({ others }) => others.documents)),
    },
    places: new Set(alike.flatMap(({ places }) => [...places])),
    regions: alike.flatMap(({ regions }) => regions),
  };
}
