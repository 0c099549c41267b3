import type { GuardrailsFile } from '../../model/guardrails-file';
import { buildDirectory } from '../evaluate/directory';
import { guardrailsTree, isAccount } from '../evaluate/guardrails-tree';

/** A caller as a person names it. */
export interface NamedCaller {
  /** An ARN, `service:` and a service principal, `*`; or a role or user of the account, such as `role/developer`. */
  readonly principal: string;
  /** By name or number; nothing: the one in the principal's ARN. */
  readonly account: string | undefined;
}

/** A caller as requests name it, and the file with what the names tell of it. */
export interface KnownCaller {
  readonly file: GuardrailsFile;
  readonly principal: string;
  readonly account: string | null;
  /** Sentences for a person, no period. */
  readonly assumed: readonly string[];
}

/** The account in the ARN of a principal. */
export function accountInPrincipal(principal: string): string | undefined {
  return /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1];
}

/**
 * Puts what a person says of a caller together with what the file knows. While the number of an account is not known,
 * the one in the principal's ARN is taken for it.
 */
export function knowCaller(file: GuardrailsFile, { principal, account }: NamedCaller): KnownCaller {
  const number = accountInPrincipal(principal);
  if (number !== undefined) {
    const known = account === undefined ? file : learnNumber(file, account, number);
    const assumed = known === file ? [] : [`\`${account ?? ''}\` is taken for the account ${number}`];
    const isMember = buildDirectory(guardrailsTree(known)).findAccount(number) !== undefined;
    return { file: known, principal, account: account ?? (isMember ? number : null), assumed };
  }
  if (account === undefined || !/^(?:(?:role|user)\/|root$)/.test(principal))
    return { file, principal, account: account ?? null, assumed: [] };
  const own = buildDirectory(guardrailsTree(file)).findAccount(account)?.number ?? '';
  return { file, principal: `arn:aws:iam::${own}:${principal}`, account, assumed: [] };
}

function learnNumber(file: GuardrailsFile, account: string, number: string): GuardrailsFile {
  const isOpen = ({ id, accountId }: GuardrailsFile['targets'][number]): boolean =>
    id === account && (accountId ?? null) === null;
  const isTaken = file.targets.some(({ accountId }) => accountId === number);
  if (isTaken || !file.targets.some((target) => isAccount(target) && isOpen(target))) return file;
  return {
    ...file,
    targets: file.targets.map((target) => (isOpen(target) ? { ...target, accountId: number } : target)),
  };
}

/** Whether some accounts have no number yet, so that a number that is not found says little. */
export function hasOpenNumbers({ targets }: GuardrailsFile): boolean {
  return targets.some(({ kind, accountId }) => kind === 'account' && (accountId ?? null) === null);
}
