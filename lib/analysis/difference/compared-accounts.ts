import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import { guardrailsTree, type GuardrailsTree } from '../evaluate/guardrails-tree';
import { shareIds, type MatchedTarget, type MatchedTargets } from '../evaluate/match-targets';

/** An account in two states of an organization: an existing one, or a future one in the root or a unit. */
export interface ComparedAccount {
  /** Its ids in the two states. */
  readonly before: string;
  readonly after: string;
  /** The id that reports use: the account, or for a future account its root or unit. */
  readonly target: string;
  /** It exists. */
  readonly isReal: boolean;
}

export interface ComparedAccounts {
  readonly accounts: readonly ComparedAccount[];
  /** The states, with the future accounts. Ids that only one state knows are in both. */
  readonly before: GuardrailsTree;
  readonly after: GuardrailsTree;
}

/**
 * The accounts for which requests are compared: those that both states have and that are not closed, and one future
 * account in the root and in each unit that both states have. The management account is not one: no policy binds it.
 */
export function findComparedAccounts(
  before: GuardrailsFile,
  after: GuardrailsFile,
  matched: MatchedTargets,
): ComparedAccounts {
  const { both } = matched;
  const [old, now] = shareIds(before, after, matched);
  const units = both.filter(({ after: { kind } }) => kind === 'root' || kind === 'unit');
  const accounts = both.filter(({ after: { kind, state } }) => kind === 'account' && state !== 'closed');
  const withFutureAccounts = (file: GuardrailsFile, side: keyof MatchedTarget): GuardrailsTree => {
    const future = units.map((unit): GuardrailsTarget => {
      return { id: futureAccountIn(unit.after.id), kind: 'account', parent: unit[side].id };
    });
    return guardrailsTree({ ...file, targets: [...file.targets, ...future] });
  };
  return {
    accounts: [
      ...units.map(({ after: { id } }): ComparedAccount => {
        const future = futureAccountIn(id);
        return { before: future, after: future, target: id, isReal: false };
      }),
      ...accounts.map((pair): ComparedAccount => {
        return { before: pair.before.id, after: pair.after.id, target: pair.after.id, isReal: true };
      }),
    ],
    before: withFutureAccounts(old, 'before'),
    after: withFutureAccounts(now, 'after'),
  };
}

/** An id that no account of a configuration can have. */
function futureAccountIn(unit: string): string {
  return `a new account in ${unit.replaceAll('/', ' › ')}`;
}
