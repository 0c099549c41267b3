import { readDate } from '../../iam/conditions/date';
import { PRESENT } from '../../iam/evaluation/context';
import type { AlgebraRequest } from '../../iam/algebra/axis';
import type { ConditionBlock } from '../../iam/statement';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { bindingOf } from '../evaluate/decide';
import type { Directory, KnownAccount } from '../evaluate/directory';
import { interpreter } from '../evaluate/interpret';
import type { RequestLine } from '../evaluate/request-line';
import type { FoundChange } from './found-change';
import { swapAccounts } from './account-groups';
import type { ComparedAccount, ComparedAccounts } from './compared-accounts';

/**
 * For each request, by its id, the positions of the changes whose exact request set contains it. A key without a known
 * value counts as absent, as in a real request. The exception is the time, which is never absent: a request without one
 * counts for all times.
 */
export function coverRequests(
  requests: readonly RequestLine[],
  changes: readonly FoundChange[],
  states: ComparedAccounts,
  directories: readonly [before: Directory, after: Directory],
): Readonly<Record<string, readonly number[]>> {
  const files = [states.before, states.after];
  const keys = conditionKeys(files);
  const instants = instantsOf(files);
  const readers = directories.map((directory, index) => {
    const interpret = interpreter(directory);
    const byNumber = new Map(
      states.accounts.flatMap((compared) => {
        const account = directory.findAccount(index === 0 ? compared.before : compared.after);
        return account === undefined ? [] : [[account.number, compared] as const];
      }),
    );
    const comparedOf = (account: KnownAccount | null): ComparedAccount | undefined =>
      byNumber.get(account?.number ?? '');
    return (request: RequestLine): readonly BoundRequest[] => {
      const interpretation = interpret(request);
      if (interpretation.mistakes.length > 0) return [];
      return interpretation.accesses.flatMap((access) => {
        const { context, scp, rcp } = bindingOf(access, request.action, interpretation);
        const known = keys.flatMap((key) => {
          const value = context.value(key);
          return typeof value === 'string' || typeof value === 'object' ? [[key, value] as const] : [];
        });
        const accounts = { SERVICE_CONTROL_POLICY: comparedOf(scp), RESOURCE_CONTROL_POLICY: comparedOf(rcp) };
        const times = context.value(TIME) === PRESENT ? instants.map((instant) => [[TIME, instant] as const]) : [[]];
        return times.map((time) => ({
          request: {
            action: request.action,
            resource: access.arn ?? '*',
            context: Object.fromEntries([...known, ...time]),
          },
          accounts,
          caller: scp?.number ?? '',
        }));
      });
    };
  });
  const covering = (request: RequestLine): readonly number[] => {
    const bound = readers.flatMap((read) => read(request));
    return changes.flatMap((change, index) => (bound.some((each) => covers(change, each)) ? [index] : []));
  };
  return Object.fromEntries(requests.map((request) => [request.id, covering(request)]));
}

/** A request for one resource, and the accounts whose policies bind it. */
interface BoundRequest {
  readonly request: AlgebraRequest;
  readonly accounts: Readonly<Record<FoundChange['type'], ComparedAccount | undefined>>;
  /** The number of the caller's account. */
  readonly caller: string;
}

function covers({ type, requests }: FoundChange, { request, accounts, caller }: BoundRequest): boolean {
  const account = accounts[type];
  if (account === undefined) return false;
  return requests.some(
    ({ group, requestSet }) =>
      group.accounts.has(account) &&
      // The request set holds the requests of the group's caller.
      requestSet.contains(type === 'SERVICE_CONTROL_POLICY' ? swapAccounts(request, caller, group.caller) : request),
  );
}

const TIME = 'aws:currenttime';

/** At least one instant of each period that the policies distinguish. */
function instantsOf(files: readonly GuardrailsFile[]): readonly string[] {
  const compared = conditionBlocks(files).flatMap((block) =>
    Object.entries(block).flatMap(([key, values]) =>
      /^aws:(?:currenttime|epochtime)$/i.test(key) ? [values].flat() : [],
    ),
  );
  const milliseconds = compared.flatMap((value) => readDate(String(value)) ?? []);
  const around = milliseconds.flatMap((instant) => [instant - SECOND, instant, instant + SECOND]);
  return [...new Set(around.length > 0 ? around : [0])].map((instant) => new Date(instant).toISOString());
}

const SECOND = 1000;

function conditionBlocks(files: readonly GuardrailsFile[]): readonly ConditionBlock[string][] {
  return files.flatMap(({ documents }) =>
    documents.flatMap(({ content }) => content.Statement.flatMap(({ Condition = {} }) => Object.values(Condition))),
  );
}

/** All condition keys of the policies, in lower case. */
function conditionKeys(files: readonly GuardrailsFile[]): readonly string[] {
  const text = JSON.stringify(files.map(({ documents }) => documents));
  const named = conditionBlocks(files).flatMap((block) => Object.keys(block));
  // Policy variables name keys, too.
  const variables = [...text.matchAll(/\$\{([^}*?$,]+)/g)].map(([, key = '']) => key.trim());
  // The time has two keys: policies may use one and requests the other.
  return [...new Set([...named, ...variables, TIME, 'aws:epochtime'].map((key) => key.toLowerCase()))];
}
