import { CURRENT_TIME, isTimeKey } from '../../iam/conditions/time-keys';
import { PRESENT } from '../../iam/evaluation/context';
import type { RequestWithoutAction } from '../../iam/algebra/axis';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { MANY_TEXTS, memoize } from '../../iam/memoize';
import { bindingOf } from '../evaluate/decide';
import type { Directory, KnownAccount } from '../evaluate/directory';
import { interpreter } from '../evaluate/interpret';
import type { RequestLine } from '../evaluate/request-line';
import type { AccountGroup } from './account-groups';
import type { ComparedAccount, ComparedAccounts } from './compared-accounts';
import type { FoundChange, GroupRequests } from './found-change';
import { readPolicyKeys, type PolicyKeys } from './policy-keys';

/**
 * For each request, by its id, the positions of the changes whose exact request set contains it. The evaluator and this
 * function read the keys of a request in the same way. A key that AWS always sends, such as `aws:RequestedRegion`, but whose
 * value the request does not give, counts for the values that policies compare it with, and for another one. So does the
 * time: a request without one counts for all times. A key of which nothing is known counts as absent.
 */
export function coverRequests(
  requests: readonly RequestLine[],
  changes: readonly FoundChange[],
  states: ComparedAccounts,
  directories: readonly [before: Directory, after: Directory],
): Readonly<Record<string, readonly number[]>> {
  const keys = readPolicyKeys([states.before.file, states.after.file]);
  const readers = directories.map((directory, index) => {
    const byNumber = new Map(
      states.accounts.flatMap((compared) => {
        const account = directory.findAccount(index === 0 ? compared.before : compared.after);
        return account === undefined ? [] : [[account.number, compared] as const];
      }),
    );
    return requestReader(directory, byNumber, keys);
  });
  const changesOf = memoize((action: string): readonly ActionChange[] => {
    return changes.flatMap((change, index) => {
      const sets = change.requests.filter(({ actions }) => actions.has(action));
      return sets.length === 0 ? [] : [{ index, type: change.type, sets }];
    });
  }, MANY_TEXTS);
  const covering = (request: RequestLine): readonly number[] => {
    const candidates = changesOf(request.action);
    // Most requests are for actions that no change names.
    if (candidates.length === 0) return [];
    const bound = readers.flatMap((read) => read(request));
    return candidates.flatMap((change) => (bound.some((each) => covers(change, each)) ? [change.index] : []));
  };
  return Object.fromEntries(requests.map((request) => [request.id, covering(request)]));
}

/** The requests of a change for one action. */
interface ActionChange {
  /** The position of the change. */
  readonly index: number;
  readonly type: ControlPolicyType;
  readonly sets: readonly GroupRequests[];
}

/** A request for one resource, and the accounts whose policies bind it. */
interface BoundRequest {
  /** The request, with each value that may stand for a key whose value is unknown. */
  readonly variants: () => readonly RequestWithoutAction[];
  readonly accounts: Readonly<Record<ControlPolicyType, ComparedAccount | undefined>>;
  /** The number of the account that policies of the type do not bind: that of the resource, or of the caller. */
  readonly others: Readonly<Record<ControlPolicyType, string | undefined>>;
  /** The request as the caller of a group makes it. */
  readonly madeByCallerOf: (request: RequestWithoutAction, group: AccountGroup) => RequestWithoutAction;
}

/** Reads a request in one state. */
function requestReader(
  directory: Directory,
  byNumber: ReadonlyMap<string, ComparedAccount>,
  { names, instants, samplesOf }: PolicyKeys,
): (request: RequestLine) => readonly BoundRequest[] {
  const interpret = interpreter(directory);
  const comparedOf = (account: KnownAccount | null): ComparedAccount | undefined => byNumber.get(account?.number ?? '');
  return (line) => {
    const interpretation = interpret(line);
    if (interpretation.problems.length > 0) return [];
    return interpretation.accesses.flatMap((access) => {
      const { context, scp, rcp } = bindingOf(access, line.action, interpretation);
      const accounts = { SERVICE_CONTROL_POLICY: comparedOf(scp), RESOURCE_CONTROL_POLICY: comparedOf(rcp) };
      if (accounts.SERVICE_CONTROL_POLICY === undefined && accounts.RESOURCE_CONTROL_POLICY === undefined) return [];
      const others = {
        SERVICE_CONTROL_POLICY: access.account?.number,
        RESOURCE_CONTROL_POLICY: interpretation.account?.number,
      };
      let read: readonly RequestWithoutAction[] | undefined;
      const variants = (): readonly RequestWithoutAction[] => {
        const values = names.map((key) => [key, context.value(key)] as const);
        const known = values.flatMap(([key, value]) =>
          typeof value === 'string' || typeof value === 'object' ? [[key, value] as const] : [],
        );
        const present = values.flatMap(([key, value]) => (value === PRESENT && !isTimeKey(key) ? [key] : []));
        const samples = present.length === 0 ? [[]] : samplesOf(present);
        const times =
          context.value(CURRENT_TIME) === PRESENT
            ? instants.map((instant) => [[CURRENT_TIME, instant] as const])
            : [[]];
        return samples
          .flatMap((sample) => times.map((time) => [...known, ...sample, ...time]))
          .map((entries) => ({ resource: access.arn ?? '*', context: Object.fromEntries(entries) }));
      };
      const madeByCallerOf = (request: RequestWithoutAction, { madeBy, caller }: AccountGroup): RequestWithoutAction =>
        madeBy(request, scp?.number ?? '', caller);
      return { variants: () => (read ??= variants()), accounts, others, madeByCallerOf };
    });
  };
}

function covers({ type, sets }: ActionChange, { variants, accounts, others, madeByCallerOf }: BoundRequest): boolean {
  const [account, other = ''] = [accounts[type], others[type]];
  if (account === undefined) return false;
  const candidates = sets.filter(
    ({ group }) =>
      group.accounts.has(account) &&
      (group.other === undefined ? !group.except.has(other) : group.other.number === other),
  );
  // Only then are the keys of the request read.
  return candidates.some(({ group, contains }) =>
    variants().some(
      (request) =>
        group.absent.every((key) => request.context[key.toLowerCase()] === undefined) &&
        contains(type === 'SERVICE_CONTROL_POLICY' ? madeByCallerOf(request, group) : request),
    ),
  );
}
