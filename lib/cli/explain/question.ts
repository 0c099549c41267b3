import { knowCaller, lacksNumbers } from '../../analysis/explain/call';
import { accountInPrincipal } from '../../iam/evaluation/principal';
import type { DenialMessage } from '../../analysis/explain/message/denial-message';
import { outsideNumber, possibleOwners } from '../../analysis/explain/possible-owners';
import type { CallReading } from '../../analysis/explain/readings';
import { isFromAws } from '../../model/is-from-aws';
import { prepareJudge, type Judge } from '../../analysis/evaluate/decide';
import type { RequestLine } from '../../analysis/evaluate/request-line';
import type { GuardrailsFile } from '../../model/guardrails-file';
import { loadServiceReference } from '../../iam/service-reference/load';
import { UserMistake } from '../input/user-mistake';
import {
  callersNamed,
  callersOf,
  readMessage,
  refuseIncomplete,
  unmask,
  type PossibleCallers,
  type ReadMessage,
} from './read-message';

/** The options that describe one call. */
export interface CallFlags {
  readonly account?: string;
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  /** Each `key=value`. */
  readonly context?: readonly string[];
  readonly unknown?: readonly string[];
  /** When the call was made; it overrides the time in a message. */
  readonly at?: string;
  /** The message with which AWS denied the call. */
  readonly message?: string;
}

/** What a person asks about one call. */
export interface Question {
  /** Null: a management policy refused a call that AWS's message does not describe. */
  readonly call: Call | null;
  readonly message: DenialMessage | null;
  /** The other denials in the text that AWS printed. */
  readonly others: readonly DenialMessage[];
  /** The account in which the call is refused, by name or number; null: not known. */
  readonly account: string | null;
  /** Assumptions, as sentences without a period. */
  readonly assumed: readonly string[];
}

/** A call, and what its description leaves open. */
export interface Call {
  readonly judge: Judge;
  readonly request: RequestLine;
  /** The possible callers and accounts of the resource; the first is that of the request. */
  readonly readings: readonly CallReading[];
}

/** Means that the caller, or the resource, is outside of the organization, as `null` in a file of requests. */
const OUTSIDE = 'null';

/** Makes a request from options and from AWS's message; an option overrides the message. */
export function readQuestion(file: GuardrailsFile, options: CallFlags): Question {
  const read = options.message === undefined ? null : readMessage(options.message, options);
  const message = read?.message ?? null;
  const callers = readCallers(file, options, message);
  const [principal] = callers?.principals ?? [];
  const action = options.action ?? message?.action ?? undefined;
  if (callers === null || principal === undefined || action === undefined) return withoutCall(read, options, principal);
  const { judge, ...caller } =
    options.account === OUTSIDE
      ? { judge: prepareJudge(file), principal, account: null, assumed: [] }
      : knowCaller(file, { principal: principal, account: options.account });
  const { file: known } = judge.directory.tree;
  requireAccount(known, principal, options);
  const told = message?.resource ?? null;
  const holder = options.resourceAccount ?? options.account ?? caller.account;
  const resource = options.resource ?? (told === null ? null : unmask(told, known, 'resource-account', holder));
  refuseOtherPartition(file, principal, resource);
  const context = readContext(message?.context ?? {}, options);
  const { unknown = [] } = options;
  const owners = readOwners(judge, caller.account, resource, action, options, message !== null);
  const [owner] = owners;
  const { principals } = callers;
  const request: RequestLine = {
    id: 'request',
    account: caller.account,
    principal,
    action,
    ...(resource === null ? {} : { resource }),
    ...(owner === undefined || (message === null && options.resourceAccount === undefined)
      ? {}
      : { resourceAccount: owner }),
    context,
    ...(unknown.length === 0 ? {} : { unknown }),
  };
  return {
    call: { judge, request, readings: readingsOf(principals, owners) },
    message,
    others: read?.others ?? [],
    account: options.resourceAccount ?? caller.account,
    assumed: [
      ...(options.action === undefined ? (message?.assumed ?? []) : []),
      ...callers.assumed,
      ...caller.assumed,
      ...(told !== null && options.resource === undefined && resource !== told
        ? [
            `Assuming that the resource is ${resource ?? told} (the message masks its account); override with --resource`,
          ]
        : []),
      ...(message === null && owners.length > 1
        ? ["Assuming that the resource is in the caller's account; override with --resource-account"]
        : []),
    ],
  };
}

function readCallers(file: GuardrailsFile, options: CallFlags, message: DenialMessage | null): PossibleCallers | null {
  if (options.principal !== undefined) return callersNamed(options.principal, file, options);
  return callersOf(message?.caller ?? null, file, options);
}

/** @throws unless a management policy refused the call: that can be said about every caller */
function withoutCall(read: ReadMessage | null, options: CallFlags, principal: string | undefined): Question {
  if (read === null)
    throw new UserMistake(
      `--${principal === undefined ? 'principal' : 'action'} is missing; or pass --requests FILE or --message TEXT`,
    );
  if (read.message.reason?.kind !== 'management-policy') refuseIncomplete(read.message, options);
  const account = options.resourceAccount ?? options.account ?? null;
  return { call: null, ...read, account, assumed: read.message.assumed };
}

/** The accounts that may hold the resource, the one to start from first; empty: it follows from the rest of the request. */
function readOwners(
  { directory }: Judge,
  account: string | null,
  resource: string | null,
  action: string,
  { resourceAccount }: CallFlags,
  isFromMessage: boolean,
): readonly string[] {
  if (resourceAccount !== undefined)
    return [resourceAccount === OUTSIDE ? outsideNumber(directory.tree.file, directory.findAccount) : resourceAccount];
  if (account === null) return isFromMessage && namesNoAccount(resource) ? possibleOwners(directory, null) : [];
  const isOpen = resource === null ? isFromMessage && touchesResources(action) : omitsAccount(resource);
  return isOpen ? possibleOwners(directory, account) : [];
}

/** Whether an action may touch a resource of another account; else it is about the caller's. */
function touchesResources(action: string): boolean {
  return loadServiceReference().action(action)?.resources.length !== 0;
}

function readingsOf(principals: readonly string[], owners: readonly string[]): readonly CallReading[] {
  return principals.flatMap((principal): readonly CallReading[] =>
    owners.length === 0 ? [{ principal }] : owners.map((resourceAccount) => ({ principal, resourceAccount })),
  );
}

/**
 * Credentials work in one partition only, and so does an organization. A configuration is deployed to `aws`; the
 * partition of a file of what exists is not known.
 *
 * Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
function refuseOtherPartition(file: GuardrailsFile, principal: string, resource: string | null): void {
  const partitions = [principal, resource ?? ''].flatMap((arn) => /^arn:(aws[a-z-]*):/.exec(arn)?.[1] ?? []);
  const all = new Set([...(isFromAws(file) ? [] : ['aws']), ...partitions]);
  if (all.size < 2) return;
  const other = partitions.find((one) => one !== 'aws') ?? '';
  throw new UserMistake({
    message: `the call is about the partition ${other}, and the ${isFromAws(file) ? 'other ARN' : 'organization'} is in another one: organizations do not span partitions`,
    fix: 'pass ARNs of one partition, and with --against the guardrails.json of the organization in it',
  });
}

function requireAccount(file: GuardrailsFile, principal: string, { account }: CallFlags): void {
  const number = accountInPrincipal(principal);
  if (account !== undefined || /^(?:service:|\*$)/.test(principal)) return;
  if (number === undefined)
    throw new UserMistake(`--account is missing, and \`${principal}\` does not name an account`);
  const isKnown =
    file.organization.managementAccount === number || file.targets.some((one) => one.accountId === number);
  if (isKnown || !lacksNumbers(file)) return;
  throw new UserMistake({
    message: `account ${number} is unknown, and some accounts of the organization have no number yet`,
    fix: 'add --account with its name, or --account null if it is outside the organization',
  });
}

/** An option overrides what a message says, however it spells the key. */
function readContext(
  told: DenialMessage['context'],
  { context = [], unknown = [], at }: CallFlags,
): NonNullable<RequestLine['context']> {
  const given = parseContext(context);
  const names = new Set(
    [...Object.keys(given), ...unknown, ...(at === undefined ? [] : ['aws:CurrentTime'])].map(sameKey),
  );
  return { ...Object.fromEntries(Object.entries(told).filter(([key]) => !names.has(sameKey(key)))), ...given };
}

/** Equal for the names of one key: `aws:EpochTime` is `aws:CurrentTime` in another format. */
function sameKey(key: string): string {
  return key.toLowerCase().replace(/^aws:epochtime$/, 'aws:currenttime');
}

/** Reads `key=value`; a key that is passed several times has several values. */
export function parseContext(given: readonly string[]): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const one of given) {
    const equals = one.indexOf('=');
    const key = one.slice(0, equals);
    if (equals < 1)
      throw new UserMistake(`--context takes key=value, such as aws:RequestedRegion=eu-central-1; it got \`${one}\``);
    values.set(key, [...(values.get(key) ?? []), one.slice(equals + 1)]);
  }
  return Object.fromEntries(
    [...values].map(([key, [first = '', ...others]]) => [key, others.length === 0 ? first : [first, ...others]]),
  );
}

function namesNoAccount(resource: string | null): boolean {
  return resource === null || resource === '*' || omitsAccount(resource);
}

/** Whether an ARN omits the account that holds the resource, as S3's do. */
function omitsAccount(resource: string): boolean {
  return resource !== '*' && resource.split(':')[4] === '';
}
