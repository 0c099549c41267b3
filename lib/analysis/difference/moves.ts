import { groupBy } from '../../model/group-by';
import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { inARow } from '../../report/words';
import { isAccount } from '../evaluate/guardrails-tree';
import type { Difference } from './difference-file';
import type { MatchedTarget, MatchedTargets } from '../evaluate/match-targets';
import { findChangedFacts } from './changed-facts';
import { possibleRenames } from './compared-accounts';

type Move = Difference['moves'][number];

/**
 * Accounts and units that are added, removed or moved to another parent, and accounts whose state changes. What is in a
 * unit that moves has not moved itself. So are the name of a unit, and the owner, budget and tags of an account. Without ids at AWS in both states, a unit is identified by its path: a new path is
 * a new unit, to which the accounts move.
 */
export function findMoves(before: GuardrailsFile, after: GuardrailsFile, matched: MatchedTargets): Difference['moves'] {
  const { both, added, removed } = matched;
  const oldNames = groupBy(possibleRenames(matched), (pair) => pair.after);
  const found = new Map<GuardrailsTarget, readonly Move[]>(
    added.map((target) => [target, additionOf(target, before, oldNames.get(target) ?? [])]),
  );
  const newIds = new Map(both.map((pair) => [pair.before.id, pair.after.id]));
  for (const pair of both)
    found.set(pair.after, [...moveOf(pair, newIds), ...stateChangeOf(pair), ...findChangedFacts(pair)]);
  return [
    ...after.targets.flatMap((target) => found.get(target) ?? []),
    ...removed.flatMap((target) => removalOf(target, after)),
  ];
}

function additionOf(
  target: GuardrailsTarget,
  before: GuardrailsFile,
  oldNames: readonly MatchedTarget[],
): readonly Move[] {
  if (isRootOrKnown(target, before)) return [];
  const { id, parent = null } = target;
  const kind = isAccount(target) ? 'account-added' : 'unit-added';
  const where = parent === null ? '' : ` to ${parent}`;
  const names = oldNames.map((pair) => pair.before.id);
  const perhaps =
    names.length === 0 ? '' : ` It may be ${inARow(names, 'or')} under a new name, and is compared with it.`;
  return [{ kind, id, before: null, after: parent, summary: `${nounOf(target)} ${id} is added${where}.${perhaps}` }];
}

function removalOf(target: GuardrailsTarget, after: GuardrailsFile): readonly Move[] {
  if (isRootOrKnown(target, after)) return [];
  const { id, parent = null } = target;
  const kind = isAccount(target) ? 'account-removed' : 'unit-removed';
  const where = parent === null ? '' : ` from ${parent}`;
  const rest = isAccount(target) ? ' AWS does not close it for that: it is compared as if it stays.' : '';
  return [{ kind, id, before: parent, after: null, summary: `${nounOf(target)} ${id} is removed${where}.${rest}` }];
}

/** Each file names its management account, even if it does not list it as a target. */
function isRootOrKnown({ kind, accountId }: GuardrailsTarget, { organization }: GuardrailsFile): boolean {
  const { managementAccount } = organization;
  return kind === 'root' || (kind === 'management-account' && (accountId ?? managementAccount) === managementAccount);
}

const NOWHERE = 'no known parent';

function moveOf({ before, after }: MatchedTarget, newIds: ReadonlyMap<string, string>): readonly Move[] {
  const { parent: from = null } = before;
  const { parent: to = null } = after;
  if ((from === null ? null : newIds.get(from)) === to) return [];
  const kind = isAccount(after) ? 'account-moved' : 'unit-moved';
  const named = before.id === after.id ? before.id : `${before.id}, now ${after.id},`;
  const summary = `${nounOf(after)} ${named} moves from ${from ?? NOWHERE} to ${to ?? NOWHERE}.`;
  return [{ kind, id: after.id, before: from, after: to, summary }];
}

/** An account without a state is active. */
function stateChangeOf({ before, after }: MatchedTarget): readonly Move[] {
  if (!isAccount(after)) return [];
  const [old, now] = [before.state ?? 'active', after.state ?? 'active'];
  if (old === now) return [];
  const rest = now === 'closed' ? ' It is compared as long as AWS has not closed it.' : '';
  const summary = `Account ${after.id} was ${old} and is now ${now}.${rest}`;
  return [{ kind: 'account-state', id: after.id, before: old, after: now, summary }];
}

function nounOf(target: GuardrailsTarget): string {
  return isAccount(target) ? 'Account' : 'Unit';
}
