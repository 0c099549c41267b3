import type { AlgebraRequest } from '../../iam/algebra/axis';
import type { SummarizedSet } from '../../iam/algebra/summary';
import { splitArn } from '../../iam/patterns/arn';
import { parsePrincipal } from '../../iam/evaluation/principal';
import type { Decide } from '../evaluate/decide';
import type { Directory } from '../evaluate/directory';
import type { Decision, RequestLine } from '../evaluate/request-line';
import { exchanged } from './exchange';
import type { Group } from './groups';

/** A request that shows a change, and what is decided of it. */
export interface Witness {
  readonly request: RequestLine;
  readonly before: Decision;
  readonly after: Decision;
}

/** Two states of an organization, with the same ids. */
export interface Judges {
  readonly before: Decide;
  readonly after: Decide;
  readonly directory: Directory;
}

/**
 * A request of a region that the evaluator decides as the region claims, which knows nothing of regions. Nothing where
 * there is none: the other type of policies may deny all of it.
 */
export function findWitness(region: SummarizedSet, group: Group, judges: Judges): Witness | undefined {
  const [from, to] = region.change === 'denied' ? ['permitted', 'denied'] : ['denied', 'permitted'];
  for (const request of candidates(region, group, judges.directory)) {
    const [before, after] = [judges.before(request), judges.after(request)];
    if (before.decision === from && after.decision === to) return { request, before, after };
  }
  return undefined;
}

/** An account that is in no organization: AWS keeps the number for examples. */
export const STRANGER = '111122223333';
/** For policies that ask for the time where the region does not. */
const SOME_TIME = { 'aws:CurrentTime': '2030-01-01T00:00:00Z' };

/** The likeliest first: most regions are shown by it. */
function* candidates(
  region: SummarizedSet,
  { type, account, number: own, caller }: Group,
  directory: Directory,
): Iterable<RequestLine> {
  const asked = type === 'SERVICE_CONTROL_POLICY' ? exchanged(region.witness, caller, own) : region.witness;
  const { action, resource, context } = asked;
  const keys = withoutPrincipal(context);
  const absent = absentKeys(region);
  const contexts = [keys, { ...keys, ...absent }, { ...SOME_TIME, ...keys, ...absent }];
  const callers =
    type === 'SERVICE_CONTROL_POLICY' ? callersIn(account, own, context) : strangers(context, account, own, directory);
  const holders = type === 'SERVICE_CONTROL_POLICY' ? [undefined, account, STRANGER] : [account];
  for (const { own: ofCaller = {}, ...from } of callers) {
    for (const resourceAccount of holders) {
      for (const other of contexts) {
        const each = { ...other, ...ofCaller };
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

type Context = AlgebraRequest['context'];
interface From extends Pick<RequestLine, 'account' | 'principal'> {
  /** Keys of the caller's that do not follow from who it is. */
  readonly own?: Context;
}

function callersIn(account: string, number: string, context: Context): readonly From[] {
  if (!asksForArn(context)) return [{ account, principal: `arn:aws:iam::${number}:role/developer` }];
  return principalsOf(context).map((principal) => ({ account, principal }));
}

/** Whoever calls, resource control policies ask: somebody from outside, where no other policy may deny, then the account. */
function strangers(context: Context, account: string, own: string, directory: Directory): readonly From[] {
  if (valueOf(context, 'aws:principalisawsservice') === 'true') return [serviceIn(context)];
  if (valueOf(context, 'aws:principaltype') === 'Anonymous') return [{ account: null, principal: '*' }];
  if (!asksForArn(context))
    return [
      { account: null, principal: `arn:aws:iam::${STRANGER}:role/developer` },
      { account, principal: `arn:aws:iam::${own}:role/developer` },
      // Who has no ARN.
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

/** AWS does not say that a service has no ARN. */
function serviceIn(context: Context): From {
  const [name, arn] = [textOf(context, 'aws:principalservicename'), textOf(context, 'aws:principalarn')];
  return {
    account: null,
    principal: `service:${name ?? 'cloudtrail.amazonaws.com'}`,
    ...(arn === undefined ? {} : { own: { 'aws:PrincipalArn': arn } }),
  };
}

function asksForArn(context: Context): boolean {
  return textOf(context, 'aws:principalarn') !== undefined;
}

function holds(resource: string, own: string, resourceAccount: string, account: string): boolean {
  return resourceAccount === account && splitArn(resource)?.[4] === own;
}

/** With accounts and names where policies leave them open: the shortest text of a class is not always a principal. */
function principalsOf(context: Context): readonly string[] {
  const arn = textOf(context, 'aws:principalarn');
  if (arn === undefined) return [];
  const [scheme, partition, service, region, account = '', ...rest] = arn.split(':');
  const accounts = /^\d{12}$/.test(account) ? [account] : [STRANGER, '444455556666'];
  const name = rest.join(':');
  // A slash at the end stands for any letter, unless nothing precedes it but what kind of principal it is.
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

/** What the principal says of itself need not be said again. */
const OF_PRINCIPAL = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalisawsservice',
]);

function withoutPrincipal(context: Context): Context {
  return Object.fromEntries(Object.entries(context).filter(([name]) => !OF_PRINCIPAL.has(name.toLowerCase())));
}

/** The keys that a region asks for and its request does not have: said so, they cannot be derived. */
function absentKeys({ limits, witness }: SummarizedSet): Context {
  const asked = limits.flatMap(({ axis }) => (axis.kind === 'key' || axis.kind === 'member' ? [axis] : []));
  const missing = asked.filter(
    ({ key }) => key !== 'resource' && !OF_PRINCIPAL.has(key) && valueOf(witness.context, key) === undefined,
  );
  return Object.fromEntries(missing.map(({ name }) => [name, []]));
}
