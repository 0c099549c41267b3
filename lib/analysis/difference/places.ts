import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { guardrailsTree, type GuardrailsTree } from '../evaluate/guardrails-tree';
import { shareIds, type MatchedTargets } from '../evaluate/match-targets';

/** An account in two states of an organization: a real one, or one that may yet be put below a unit. */
export interface ComparedAccount {
  /** Its ids in the two states. */
  readonly before: string;
  readonly after: string;
  /** What it stands for: the account, or the root or unit below which it may come to be. */
  readonly target: string;
  readonly isReal: boolean;
}

export interface ComparedAccounts {
  readonly places: readonly ComparedAccount[];
  /** The states, with the accounts that may come to be, and all ids that one of the two knows. */
  readonly before: GuardrailsTree;
  readonly after: GuardrailsTree;
}

/**
 * Wherever requests can be compared: the accounts that are in both states and not closed, and a new one below the root
 * and each unit that is in both. The management account is bound by nothing.
 */
export function findPlaces(before: GuardrailsFile, after: GuardrailsFile, matched: MatchedTargets): ComparedAccounts {
  const { both } = matched;
  const [old, now] = shareIds(before, after, matched);
  const units = both.filter(({ after: { kind } }) => kind === 'root' || kind === 'unit');
  const accounts = both.filter(({ after: { kind, state } }) => kind === 'account' && state !== 'closed');
  return {
    places: [
      ...units.map(({ after: { id } }): ComparedAccount => {
        const newcomer = newcomerIn(id);
        return { before: newcomer, after: newcomer, target: id, isReal: false };
      }),
      ...accounts.map((pair): ComparedAccount => {
        return { before: pair.before.id, after: pair.after.id, target: pair.after.id, isReal: true };
      }),
    ],
    before: withAccounts(
      old,
      units.map((unit) => accountIn(newcomerIn(unit.after.id), unit.before)),
    ),
    after: withAccounts(
      now,
      units.map((unit) => accountIn(newcomerIn(unit.after.id), unit.after)),
    ),
  };
}

function withAccounts(file: GuardrailsFile, accounts: readonly GuardrailsTarget[]): GuardrailsTree {
  return guardrailsTree({ ...file, targets: [...file.targets, ...accounts] });
}

function accountIn(id: string, unit: GuardrailsTarget): GuardrailsTarget {
  return { id, kind: 'account', parent: unit.id };
}

/** A name that no account of a configuration can have. */
function newcomerIn(unit: string): string {
  return `a new account in ${unit.replaceAll('/', ' › ')}`;
}
