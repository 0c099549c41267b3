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
import { exchanged } from './exchange';
import type { ComparedAccount, ComparedAccounts } from './places';

/**
 * For each request the changes in whose exact region it lies. A key of which nothing is known counts as absent: give
 * requests as they were made. Only the time is never absent: a request without one may be made at any.
 */
export function coverRequests(
  requests: readonly RequestLine[],
  changes: readonly FoundChange[],
  states: ComparedAccounts,
  directories: readonly [before: Directory, after: Directory],
): Readonly<Record<string, readonly number[]>> {
  const files = [states.before.file, states.after.file];
  const keys = conditionKeys(files);
  const instants = instantsOf(files);
  const readers = directories.map((directory, index) => {
    const interpret = interpreter(directory);
    const byNumber = new Map(
      states.places.flatMap((place) => {
        const account = directory.findAccount(index === 0 ? place.before : place.after);
        return account === undefined ? [] : [[account.number, place] as const];
      }),
    );
    const placeOf = (account: KnownAccount | null): ComparedAccount | undefined => byNumber.get(account?.number ?? '');
    return (request: RequestLine): readonly Bound[] => {
      const interpretation = interpret(request);
      if (interpretation.mistakes.length > 0) return [];
      return interpretation.accesses.flatMap((access) => {
        const { context, scp, rcp } = bindingOf(access, request.action, interpretation);
        const known = keys.flatMap((key) => {
          const value = context.value(key);
          return typeof value === 'string' || typeof value === 'object' ? [[key, value] as const] : [];
        });
        const places = { SERVICE_CONTROL_POLICY: placeOf(scp), RESOURCE_CONTROL_POLICY: placeOf(rcp) };
        const times = context.value(TIME) === PRESENT ? instants.map((instant) => [[TIME, instant] as const]) : [[]];
        return times.map((time) => ({
          request: {
            action: request.action,
            resource: access.arn ?? '*',
            context: Object.fromEntries([...known, ...time]),
          },
          places,
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

/** One access, and whose policies bind it. */
interface Bound {
  readonly request: AlgebraRequest;
  readonly places: Readonly<Record<FoundChange['type'], ComparedAccount | undefined>>;
  /** The number of the caller's account. */
  readonly caller: string;
}

function covers({ type, regions }: FoundChange, { request, places, caller }: Bound): boolean {
  const place = places[type];
  if (place === undefined) return false;
  return regions.some(
    ({ group, region }) =>
      group.places.has(place) &&
      // A region is one of the requests of the account that stands for the caller's.
      region.contains(type === 'SERVICE_CONTROL_POLICY' ? exchanged(request, caller, group.caller) : request),
  );
}

const TIME = 'aws:currenttime';

/** Of every stretch of time that policies tell apart, one instant at least. */
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

/** All keys that policies look at, in lower case. */
function conditionKeys(files: readonly GuardrailsFile[]): readonly string[] {
  const text = JSON.stringify(files.map(({ documents }) => documents));
  const named = conditionBlocks(files).flatMap((block) => Object.keys(block));
  // Policy variables ask for keys, too.
  const variables = [...text.matchAll(/\$\{([^}*?$,]+)/g)].map(([, key = '']) => key.trim());
  // The time has two names: whichever policies ask for, a request may give the other.
  return [...new Set([...named, ...variables, TIME, 'aws:epochtime'].map((key) => key.toLowerCase()))];
}
