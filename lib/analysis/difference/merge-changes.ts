import { permitNone } from '../../iam/algebra/summary';
import type { CompareOptions } from '../../iam/algebra/compare';
import { groupBy } from '../../model/group-by';
import type { AccountGroup } from './account-groups';
import { countNames, joinNames, missingNames, type ActionNames } from './action-names';
import { bestKnown } from './examples';
import type { FoundChange, FoundUndecided } from './found-change';
import { unionOf } from './statement-provenance';

type OptionsFor = (group: AccountGroup) => CompareOptions;

/** Joins changes that one sentence can describe: first those that differ only in actions, then those of other accounts. */
export function mergeChanges(changes: readonly FoundChange[], optionsFor: OptionsFor): readonly FoundChange[] {
  const sentenceId = ({ kind, type, predicates, deniedBy }: FoundChange): string =>
    JSON.stringify([kind, type, predicates.map(({ key, operator, values }) => [key, operator, values]), deniedBy]);
  const overActions = [...groupBy(changes, (change) => `${sentenceId(change)} ${accountsId(change)}`).values()].map(
    join,
  );
  return [...groupBy(overActions, sentenceId).values()].flatMap((candidates) => {
    const merged: FoundChange[] = [];
    // The longest list of actions first: the others are more likely to lack some of its actions than to have more.
    for (const change of [...candidates].sort((a, b) => countNames(b.names) - countNames(a.names))) {
      const at = merged.findIndex((other) => canJoin(other, change, optionsFor));
      const other = merged[at];
      if (other === undefined) merged.push(change);
      else merged[at] = join([other, change]);
    }
    return merged;
  });
}

/** Whether one list of actions is right for both: an action that only one of them has is denied in the other in any case. */
function canJoin(a: FoundChange, b: FoundChange, optionsFor: OptionsFor): boolean {
  return (
    deniesAll(a, missingNames(b.names, a.names), optionsFor) && deniesAll(b, missingNames(a.names, b.names), optionsFor)
  );
}

/** Changes that differ by more actions stay separate. */
const MOST_MISSING = 200;

/** Whether these actions are denied for all accounts of a change, in the state in which the change denies. */
function deniesAll(
  { kind, predicates, requests }: FoundChange,
  actions: readonly string[],
  optionsFor: OptionsFor,
): boolean {
  if (actions.length === 0) return true;
  if (actions.length > MOST_MISSING) return false;
  const chains = Array.from(new Set(requests.map(({ group }) => group)), (group) => ({
    chain: kind === 'denied' ? group.after : group.before,
    world: optionsFor(group),
  }));
  return chains[0] !== undefined && permitNone(chains, actions, predicates, chains[0].world);
}

/** Joins what could not be decided for the same reason. */
export function mergeUndecided(undecided: readonly FoundUndecided[]): readonly FoundUndecided[] {
  const groups = groupBy(undecided, ({ kind, type, reason }) => JSON.stringify([kind, type, reason]));
  return [...groups.values()].flatMap((alike): readonly FoundUndecided[] => {
    const [first] = alike;
    if (first === undefined) return [];
    return [
      {
        ...first,
        names: joinUndecidedNames(alike.map(({ names }) => names)),
        accounts: new Set(alike.flatMap(({ accounts }) => [...accounts])),
        guardrails: unionOf(alike.map(({ guardrails }) => guardrails)),
      },
    ];
  });
}

/** Null where one of them is: any action. */
function joinUndecidedNames(all: readonly (ActionNames | null)[]): ActionNames | null {
  const known = all.filter((names) => names !== null);
  return known.length < all.length ? null : joinNames(known);
}

function accountsId({ accounts }: FoundChange): string {
  return [...accounts].map(({ target }) => target).join();
}

function join(alike: readonly FoundChange[]): FoundChange {
  const [first] = alike;
  if (first === undefined) throw new Error('invariant: a group is never empty');
  const { witness } = bestKnown(alike, (change) => change.witness.request.action) ?? first;
  return {
    ...first,
    witness,
    names: joinNames(alike.map(({ names }) => names)),
    alsoDeniedBy: {
      guardrails: unionOf(alike.map(({ alsoDeniedBy }) => alsoDeniedBy.guardrails)),
      documents: unionOf(alike.map(({ alsoDeniedBy }) => alsoDeniedBy.documents)),
    },
    accounts: new Set(alike.flatMap(({ accounts }) => [...accounts])),
    requests: alike.flatMap(({ requests }) => requests),
  };
}
