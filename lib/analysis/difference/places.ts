import type { GuardrailsFile, GuardrailsTarget } from '../../model/guardrails-file';
import type { MatchedTargets } from './match-targets';

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
  readonly before: GuardrailsFile;
  readonly after: GuardrailsFile;
}

/**
 * Wherever requests can be compared: the accounts that are in both states and not closed, and a new one below the root
 * and each unit that is in both. The management account is bound by nothing.
 */
export function findPlaces(
  before: GuardrailsFile,
  after: GuardrailsFile,
  { both, added, removed }: MatchedTargets,
): ComparedAccounts {
  const units = both.filter(({ after: { kind } }) => kind === 'root' || kind === 'unit');
  const accounts = both.filter(({ after: { kind, state } }) => kind === 'account' && state !== 'closed');
  const newcomers = units.map(({ after: { id } }) => newcomerIn(id));
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
    before: {
      ...knowing(before, after),
      targets: [
        ...both.map((pair) => withIds(pair.before, pair.after)),
        ...removed,
        ...units.map((unit, index) => accountIn(newcomers[index] ?? '', unit.before)),
      ],
    },
    after: {
      ...knowing(after, before),
      targets: [
        ...both.map((pair) => withIds(pair.after, pair.before)),
        ...added,
        ...units.map((unit, index) => accountIn(newcomers[index] ?? '', unit.after)),
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

/** A name that no account of a configuration can have. */
function newcomerIn(unit: string): string {
  return `a new account in ${unit.replaceAll('/', ' › ')}`;
}
