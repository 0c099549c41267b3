import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { isAccount } from '../evaluate/guardrails-tree';
import type { Difference } from './difference-file';
import type { MatchedTarget, MatchedTargets } from '../evaluate/match-targets';

type Move = Difference['moves'][number];

/**
 * Accounts and units that came, went or stand below another target. What stays below a unit that moves has not moved
 * itself. A unit whose id at AWS is not known on both sides is known by its path: another path is another unit, to which
 * its accounts move.
 */
export function findMoves(
  before: GuardrailsFile,
  after: GuardrailsFile,
  { both, added, removed }: MatchedTargets,
): Difference['moves'] {
  const found = new Map<GuardrailsTarget, readonly Move[]>(added.map((target) => [target, comesOf(target, before)]));
  const nowOf = new Map(both.map((pair) => [pair.before.id, pair.after.id]));
  for (const pair of both) found.set(pair.after, [...moveOf(pair, nowOf), ...stateChangeOf(pair)]);
  return [
    ...after.targets.flatMap((target) => found.get(target) ?? []),
    ...removed.flatMap((target) => goesOf(target, after)),
  ];
}

function comesOf(target: GuardrailsTarget, before: GuardrailsFile): readonly Move[] {
  if (isRootOrKnown(target, before)) return [];
  const { id, parent = null } = target;
  const kind = isAccount(target) ? 'account-added' : 'unit-added';
  const where = parent === null ? '' : ` below ${parent}`;
  return [{ kind, id, before: null, after: parent, summary: `${nounOf(target)} ${id} is added${where}.` }];
}

function goesOf(target: GuardrailsTarget, after: GuardrailsFile): readonly Move[] {
  if (isRootOrKnown(target, after)) return [];
  const { id, parent = null } = target;
  const kind = isAccount(target) ? 'account-removed' : 'unit-removed';
  const where = parent === null ? '' : ` from below ${parent}`;
  return [{ kind, id, before: parent, after: null, summary: `${nounOf(target)} ${id} is removed${where}.` }];
}

/** A file knows its management account even where it is none of its targets. */
function isRootOrKnown({ kind, accountId }: GuardrailsTarget, { organization }: GuardrailsFile): boolean {
  const { managementAccount } = organization;
  return kind === 'root' || (kind === 'management-account' && (accountId ?? managementAccount) === managementAccount);
}

function moveOf({ before, after }: MatchedTarget, nowOf: ReadonlyMap<string, string>): readonly Move[] {
  const { parent: from = null } = before;
  const { parent: to = null } = after;
  if ((from === null ? null : nowOf.get(from)) === to) return [];
  const kind = isAccount(after) ? 'account-moved' : 'unit-moved';
  const named = before.id === after.id ? before.id : `${before.id}, now ${after.id},`;
  const summary = `${nounOf(after)} ${named} moves from ${from ?? 'outside'} to ${to ?? 'outside'}.`;
  return [{ kind, id: after.id, before: from, after: to, summary }];
}

/** A file that tells no state speaks of active accounts. */
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
