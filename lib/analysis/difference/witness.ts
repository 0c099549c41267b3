import type { AlgebraRequest } from '../../iam/algebra/axis';
import type { SummarizedSet } from '../../iam/algebra/summary';
import { isTimeKey } from '../../iam/conditions/time-keys';
import { splitArn } from '../../iam/patterns/arn';
import { parsePrincipal } from '../../iam/evaluation/principal';
import type { Directory } from '../evaluate/directory';
import type { Decision, RequestLine } from '../evaluate/request-line';
import type { AccountGroup, OtherAccount } from './account-groups';
import type { LikelyCall } from './likely-calls';

/** An example request of a change, with both decisions. */
export interface Witness {
  readonly request: RequestLine;
  readonly before: Decision;
  readonly after: Decision;
}

/** Decide requests in the two states, which have the same ids. */
export interface Deciders {
  readonly before: DecideIfPossible;
  readonly after: DecideIfPossible;
  readonly directory: Directory;
}

/** Undefined for a request that no caller can send: examples are made from patterns. */
type DecideIfPossible = (request: RequestLine) => Decision | undefined;

/**
 * A request of a set whose decisions the evaluator confirms: it reads the policies without the algebra. Undefined if none
 * is found: the policies of the other type may deny all requests of the set.
 */
export function findWitness(requestSet: LikelySet, group: AccountGroup, deciders: Deciders): Witness | undefined {
  const [from, to] = requestSet.change === 'denied' ? ['permitted', 'denied'] : ['denied', 'permitted'];
  for (const request of candidates(requestSet, group, deciders.directory)) {
    const [before, after] = [deciders.before(request), deciders.after(request)];
    if (before?.decision === from && after?.decision === to)
      return withoutTime({ request, before, after }, deciders) ?? { request, before, after };
  }
  return undefined;
}

/** A request set with calls of it that make good examples. */
export type LikelySet = SummarizedSet & { readonly likely: readonly LikelyCall[] };

/** The same example without a time, where the time does not matter. */
function withoutTime({ request, before, after }: Witness, deciders: Deciders): Witness | undefined {
  const keys = Object.entries(request.context ?? {});
  const kept = keys.filter(([key]) => !isTimeKey(key));
  if (kept.length === keys.length) return undefined;
  const { id, account, principal, action, resource, resourceAccount } = request;
  const shorter: RequestLine = {
    id,
    account,
    principal,
    action,
    ...(resource === undefined ? {} : { resource }),
    ...(resourceAccount === undefined ? {} : { resourceAccount }),
    ...(kept.length === 0 ? {} : { context: Object.fromEntries(kept) }),
  };
  const decisions = [deciders.before(shorter), deciders.after(shorter)] as const;
  if (decisions[0]?.decision !== before.decision || decisions[1]?.decision !== after.decision) return undefined;
  return { request: shorter, before: decisions[0], after: decisions[1] };
}

/** An account outside the organization. AWS reserves the number for examples. */
export const OUTSIDE_ACCOUNT = '111122223333';
/** For policies that compare the time where the request set does not. */
const SOME_TIME = { 'aws:CurrentTime': '2030-01-01T00:00:00Z' };

/** The most likely one first: it confirms most changes. */
function* candidates(
  requestSet: LikelySet,
  { type, example: account, number: own, caller, madeBy, other: counterpart, absent: missing }: AccountGroup,
  directory: Directory,
): Iterable<RequestLine> {
  const asked = type === 'SERVICE_CONTROL_POLICY' ? madeBy(requestSet.witness, caller, own) : requestSet.witness;
  const { context } = asked;
  const calls = [...requestSet.likely, { action: asked.action, resource: asked.resource }];
  const given = { ...withoutPrincipal(context), ...Object.fromEntries(missing.map((key) => [key, []])) };
  const absent = absentKeys(requestSet);
  const contexts = [given, { ...given, ...absent }, { ...SOME_TIME, ...given, ...absent }];
  const callers =
    type === 'SERVICE_CONTROL_POLICY'
      ? callersIn(account, own, context)
      : callersFromAnywhere(context, account, own, { directory, other: counterpart });
  const holders =
    type === 'RESOURCE_CONTROL_POLICY'
      ? [account]
      : counterpart === undefined
        ? [undefined, account, OUTSIDE_ACCOUNT]
        : [counterpart.id];
  for (const { action, resource } of calls) {
    for (const { own: ofCaller = {}, ...from } of callers) {
      for (const resourceAccount of holders) {
        for (const keys of contexts) {
          const each = { ...keys, ...ofCaller };
          yield {
            id: 'witness',
            ...from,
            action,
            resource,
            ...(resourceAccount === undefined || holds(resource, own, resourceAccount, account)
              ? {}
              : { resourceAccount }),
            ...(Object.keys(each).length === 0 ? {} : { context: each }),
          };
        }
      }
    }
  }
}

type Context = AlgebraRequest['context'];
interface Caller extends Pick<RequestLine, 'account' | 'principal'> {
  /** Keys of the caller that do not follow from the principal. */
  readonly own?: Context;
}

function callersIn(account: string, number: string, context: Context): readonly Caller[] {
  if (!hasArn(context)) return principalsIn(number).map((principal) => ({ account, principal }));
  return principalsOf(context).map((principal) => ({ account, principal }));
}

/**
 * Resource control policies bind callers from every account: first one from outside, for whom no other policy can deny the
 * request, then the account's own.
 */
function callersFromAnywhere(
  context: Context,
  account: string,
  own: string,
  { directory, other }: { readonly directory: Directory; readonly other: OtherAccount | undefined },
): readonly Caller[] {
  if (valueOf(context, 'aws:principalisawsservice') === 'true') return [serviceIn(context)];
  if (valueOf(context, 'aws:principaltype') === 'Anonymous') return [{ account: null, principal: '*' }];
  if (!hasArn(context) && other !== undefined)
    return principalsIn(other.number).map((principal) => ({ account: other.id, principal }));
  if (!hasArn(context))
    return [
      ...principalsIn(OUTSIDE_ACCOUNT).map((principal) => ({ account: null, principal })),
      ...principalsIn(own).map((principal) => ({ account, principal })),
      ...callersOfAccount(context, directory),
      // A caller without an ARN.
      { account: null, principal: '*' },
      serviceIn(context),
    ];
  const principals = principalsOf(context).map((principal) => {
    const number = splitArn(principal)?.[4] ?? '';
    const isOutside = directory.findAccount(number) === undefined;
    return { account: isOutside ? null : number === own ? account : number, principal };
  });
  return [...principals, serviceIn(context)];
}

/** Callers of the account that the context names. */
function callersOfAccount(context: Context, directory: Directory): readonly Caller[] {
  const number = textOf(context, 'aws:principalaccount') ?? '';
  if (!/^\d{12}$/.test(number)) return [];
  const account = directory.findAccount(number) === undefined ? null : number;
  return principalsIn(number).map((principal) => ({ account, principal }));
}

/** One principal of each kind. */
function principalsIn(account: string): readonly string[] {
  const ofIam = ['role/developer', 'user/developer', 'root'].map((name) => `arn:aws:iam::${account}:${name}`);
  return [...ofIam, `arn:aws:sts::${account}:federated-user/developer`];
}

/** AWS does not document that a service has no ARN, so it gets the one of the request. */
function serviceIn(context: Context): Caller {
  const [name, arn] = [textOf(context, 'aws:principalservicename'), textOf(context, 'aws:principalarn')];
  return {
    account: null,
    principal: `service:${name ?? 'cloudtrail.amazonaws.com'}`,
    ...(arn === undefined ? {} : { own: { 'aws:PrincipalArn': arn } }),
  };
}

function hasArn(context: Context): boolean {
  return textOf(context, 'aws:principalarn') !== undefined;
}

function holds(resource: string, own: string, resourceAccount: string, account: string): boolean {
  return resourceAccount === account && splitArn(resource)?.[4] === own;
}

/** Completes the account and the name where they are open: the shortest text of a class is not always a principal. */
function principalsOf(context: Context): readonly string[] {
  const arn = textOf(context, 'aws:principalarn');
  if (arn === undefined) return [];
  const [scheme, partition, service, region, account = '', ...rest] = arn.split(':');
  const accounts = /^\d{12}$/.test(account) ? [account] : [OUTSIDE_ACCOUNT, '444455556666'];
  const name = rest.join(':');
  // A slash at the end is any character that the pattern leaves open, except right after the kind of principal.
  const beginning = /^[^/]*\/$/.test(name) ? name : name.slice(0, -1);
  const named = name.endsWith('/') ? ['x', 'y'].map((letter) => `${beginning}${letter}`) : [name];
  return accounts
    .flatMap((number) => named.map((each) => [scheme, partition, service, region, number, each].join(':')))
    .filter((principal) => parsePrincipal(principal).kind !== 'mistake');
}

function textOf(context: Context, key: string): string | undefined {
  const value = valueOf(context, key);
  return typeof value === 'string' ? value : undefined;
}

function valueOf(context: Context, key: string): Context[string] | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key)?.[1];
}

/** Keys that follow from the principal. */
const OF_PRINCIPAL = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalisawsservice',
]);

function withoutPrincipal(context: Context): Context {
  return Object.fromEntries(Object.entries(context).filter(([name]) => !OF_PRINCIPAL.has(name.toLowerCase())));
}

/** The keys that the request set tests and its example lacks: an empty list says that they are absent, not derived. */
function absentKeys({ limits, witness }: SummarizedSet): Context {
  const asked = limits.flatMap(({ axis }) => (axis.kind === 'key' || axis.kind === 'member' ? [axis] : []));
  const missing = asked.filter(
    ({ key }) => key !== 'resource' && !OF_PRINCIPAL.has(key) && valueOf(witness.context, key) === undefined,
  );
  return Object.fromEntries(missing.map(({ name }) => [name, []]));
}
