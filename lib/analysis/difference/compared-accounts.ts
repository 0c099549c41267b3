import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import type { MatchedTargets } from './match-targets';

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
  readonly before: GuardrailsFile;
  readonly after: GuardrailsFile;
}

/**
 * The accounts for which requests are compared: those that both states have and that are not closed, and one future
 * account in the root and in each unit that both states have. The management account is not one: no policy binds it.
 */
export function findComparedAccounts(
  before: GuardrailsFile,
  after: GuardrailsFile,
  { both, added, removed }: MatchedTargets,
): ComparedAccounts {
  const units = both.filter(({ after: { kind } }) => kind === 'root' || kind === 'unit');
  const accounts = both.filter(({ after: { kind, state } }) => kind === 'account' && state !== 'closed');
  const futureIds = units.map(({ after: { id } }) => futureAccountIn(id));
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
    before: {
      ...knowing(before, after),
      targets: [
        ...both.map((pair) => withIds(pair.before, pair.after)),
        ...removed,
        ...units.map((unit, index) => accountIn(futureIds[index] ?? '', unit.before)),
      ],
    },
    after: {
      ...knowing(after, before),
      targets: [
        ...both.map((pair) => withIds(pair.after, pair.before)),
        ...added,
        ...units.map((unit, index) => accountIn(futureIds[index] ?? '', unit.after)),
      ],
    },
  };
}

function knowing(file: GuardrailsFile, other: GuardrailsFile): GuardrailsFile {
  return { ...file, organization: { ...file.organization, id: file.organization.id ?? other.organization.id } };
}

function withIds(target: GuardrailsTarget, other: GuardrailsTarget): GuardrailsTarget {
  return { ...target, awsId: target.awsId ?? other.awsId, accountId: target.accountId ?? other.accountId };
}

function accountIn(id: string, unit: GuardrailsTarget): GuardrailsTarget {
  return { id, kind: 'account', parent: unit.id };
}

/** An id that no account of a configuration can have. */
function futureAccountIn(unit: string): string {
  return `a new account in ${unit.replaceAll('/', ' › ')}`;
}
