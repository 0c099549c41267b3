/** A call as a person describes it: what follows from the names, and what only the request itself can say. */
import { accountInPrincipal } from '../../iam/evaluation/principal';
import { globMatches } from '../../iam/patterns/glob';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { prepareJudge, type Judge } from '../evaluate/decide';
import { isAccount } from '../evaluate/guardrails-tree';
import { conditionBlocks } from '../evaluate/instants';

/** A caller as a person names it. */
export interface NamedCaller {
  /** An ARN, `service:` and a service principal, `*`; or a role or user of the account, such as `role/developer`. */
  readonly principal: string;
  /** By name or number; default: the one in the principal's ARN. */
  readonly account: string | undefined;
}

/** A caller as requests name it. */
export interface KnownCaller {
  /** Of the organization, with the account's number if only the principal gives it. */
  readonly judge: Judge;
  readonly principal: string;
  /** Null: outside the organization. */
  readonly account: string | null;
  /** Assumptions, as sentences without a period. */
  readonly assumed: readonly string[];
}

/**
 * Finds a caller in an organization. If the file does not know the number of the account, the number in the principal's
 * ARN is taken.
 */
export function knowCaller(file: GuardrailsFile, { principal, account }: NamedCaller): KnownCaller {
  const number = accountInPrincipal(principal);
  const known = number === undefined || account === undefined ? file : learnNumber(file, account, number);
  const judge = prepareJudge(known);
  const { findAccount } = judge.directory;
  if (number !== undefined) {
    const assumed = known === file ? [] : [`Assuming that ${account ?? ''} is account ${number}`];
    return { judge, principal, account: account ?? (findAccount(number) === undefined ? null : number), assumed };
  }
  return { judge, principal, account: account ?? null, assumed: [] };
}

function learnNumber(file: GuardrailsFile, account: string, number: string): GuardrailsFile {
  const lacksNumber = (target: GuardrailsFile['targets'][number]): boolean =>
    target.id === account && isAccount(target) && (target.accountId ?? null) === null;
  const isTaken = file.targets.some(({ accountId }) => accountId === number);
  if (isTaken || !file.targets.some(lacksNumber)) return file;
  return {
    ...file,
    targets: file.targets.map((target) => (lacksNumber(target) ? { ...target, accountId: number } : target)),
  };
}

/** Whether the file lacks the number of an account, so that an unknown number may be that account's. */
export function lacksNumbers({ targets }: GuardrailsFile): boolean {
  return targets.some(({ kind, accountId }) => kind === 'account' && (accountId ?? null) === null);
}

/** The condition keys in documents whose values do not follow from the organization, the principal and the resource. */
export function openKeys({ documents }: Pick<GuardrailsFile, 'documents'>): readonly string[] {
  const statements = JSON.stringify(documents.map(({ content }) => content.Statement));
  const keys = [
    ...conditionBlocks({ documents }).flatMap((one) => Object.keys(one)),
    ...[...statements.matchAll(/\$\{([^{}$,'\s]+:[^{}$,'\s]+)/g)].flatMap(([, key]) => key ?? []),
  ];
  return [...new Set(keys.filter((key) => !DERIVED.some((pattern) => globMatches(pattern, key.toLowerCase()))))].sort();
}

const DERIVED = [
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorg*',
  'aws:principaltype',
  'aws:principalis*',
  'aws:principalservicename*',
  'aws:username',
  'aws:userid',
  'aws:resourceaccount',
  'aws:resourceorg*',
];
