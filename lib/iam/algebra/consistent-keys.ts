/** Gives the keys of an example request consistent values. */
import { PRINCIPAL_ACCOUNT, PRINCIPAL_ARN } from './account-in-arn';
import { valueOf, withValue } from './axis';
import type { EqualAxis, RequestWithoutAction } from './axis';
import type { Box } from './box';
import { cell } from './cells';
import type { Space } from './space';

/**
 * The request with consistent values in keys that depend on each other: the account is the one in the ARN, and keys are
 * equal or different as the box requires. The caller checks the result by `contains`.
 */
export function withConsistentKeys(request: RequestWithoutAction, space: Space, box: Box): RequestWithoutAction {
  const limited = [...space.axes.entries()].flatMap(([place, axis]) =>
    axis.kind === 'equal' && box[place] !== space.full[place] ? [{ axis, equal: box[place] === cell(1) }] : [],
  );
  const groups = equalGroups(limited.flatMap(({ axis, equal }) => (equal ? [axis] : [])));
  let result = withAccountOfArn(request, space);
  for (const group of new Set(groups.values())) result = withOneValue(result, group, space);
  for (const { axis, equal } of limited) if (!equal) result = withDifferentValues(result, axis, groups, space);
  return result;
}

function withAccountOfArn(request: RequestWithoutAction, space: Space): RequestWithoutAction {
  const account = space.keyAxis(PRINCIPAL_ACCOUNT);
  const arn = valueOf(request, PRINCIPAL_ARN);
  if (account === undefined || typeof arn !== 'string') return request;
  return withValue(request, account.name, arn.split(':')[4] ?? '');
}

type Groups = ReadonlyMap<string, ReadonlySet<string>>;

/** For each key that must be equal to another one: all keys that must be equal to it, with itself. */
function equalGroups(axes: readonly EqualAxis[]): Groups {
  const groups = new Map<string, ReadonlySet<string>>();
  for (const { key, other } of axes) {
    const joined = new Set([...(groups.get(key) ?? [key]), ...(groups.get(other) ?? [other])]);
    for (const each of joined) groups.set(each, joined);
  }
  return groups;
}

/** Whether the value of a key follows from the principal, and so must stay. */
function isFixed(key: string, request: RequestWithoutAction): boolean {
  return key === PRINCIPAL_ARN || (key === PRINCIPAL_ACCOUNT && valueOf(request, PRINCIPAL_ARN) !== undefined);
}

function withOneValue(request: RequestWithoutAction, group: ReadonlySet<string>, space: Space): RequestWithoutAction {
  const keys = [...group];
  const value = valueOf(request, keys.find((key) => isFixed(key, request)) ?? keys[0] ?? '');
  return typeof value === 'string' ? withValueOf(request, keys, value, space) : request;
}

function withDifferentValues(
  request: RequestWithoutAction,
  { key, other }: EqualAxis,
  groups: Groups,
  space: Space,
): RequestWithoutAction {
  const value = valueOf(request, key);
  if (typeof value !== 'string' || value !== valueOf(request, other)) return request;
  // All keys that are equal to the changed one change with it.
  const changed = [key, other].map((each) => [...(groups.get(each) ?? [each])]);
  const keys = changed.find((each) => !each.some((one) => isFixed(one, request))) ?? [];
  const valueClasses = space.keyAxis(keys[0] ?? '')?.valueClasses;
  const different = valueClasses?.another(valueClasses.cellOf(value) ?? 0, value);
  return different === undefined ? request : withValueOf(request, keys, different, space);
}

function withValueOf(
  request: RequestWithoutAction,
  keys: readonly string[],
  value: string,
  space: Space,
): RequestWithoutAction {
  return keys.reduce((each, key) => {
    const name = space.keyAxis(key)?.name;
    return name === undefined ? each : withValue(each, name, value);
  }, request);
}
