import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { isAccount } from '../evaluate/guardrails-tree';
import type { Difference } from './difference-file';
import type { MatchedTarget, MatchedTargets } from '../evaluate/match-targets';

type Move = Difference['moves'][number];

/**
 * Accounts and units that are added, removed or moved to another parent, and accounts whose state changes. What is in a
 * unit that moves has not moved itself. Without ids at AWS in both states, a unit is identified by its path: a new path is
 * a new unit, to which the accounts move.
 */
export function findMoves(
  before: GuardrailsFile,
  after: GuardrailsFile,
  { both, added, removed }: MatchedTargets,
): Difference['moves'] {
  const found = new Map<GuardrailsTarget, readonly Move[]>(added.map((target) => [target, additionOf(target, before)]));
  const newIds = new Map(both.map((pair) => [pair.before.id, pair.after.id]));
  for (const pair of both) found.set(pair.after, [...moveOf(pair, newIds), ...stateChangeOf(pair)]);
  return [
    ...after.targets.flatMap((target) => found.get(target) ?? []),
    ...removed.flatMap((target) => removalOf(target, after)),
  ];
}

function additionOf(target: GuardrailsTarget, before: GuardrailsFile): readonly Move[] {
  if (isRootOrKnown(target, before)) return [];
  const { id, parent = null } = target;
  const kind = isAccount(target) ? 'account-added' : 'unit-added';
  const where = parent === null ? '' : ` to ${parent}`;
  return [{ kind, id, before: null, after: parent, summary: `${nounOf(target)} ${id} is added${where}.` }];
}

function removalOf(target: GuardrailsTarget, after: GuardrailsFile): readonly Move[] {
  if (isRootOrKnown(target, after)) return [];
  const { id, parent = null } = target;
  const kind = isAccount(target) ? 'account-removed' : 'unit-removed';
  const where = parent === null ? '' : ` from ${parent}`;
  return [{ kind, id, before: parent, after: null, summary: `${nounOf(target)} ${id} is removed${where}.` }];
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
  const summary = `Account ${after.id} was ${old} and is now ${now}.`;
  return [{ kind: 'account-state', id: after.id, before: old, after: now, summary }];
}

function nounOf(target: GuardrailsTarget): string {
  return isAccount(target) ? 'Account' : 'Unit';
}
