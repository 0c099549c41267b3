/**
 * The axes of the space of requests: one for each key; for a multivalued key, one for each class of values; one for each
 * pair of keys that is compared; and one for each comparison that cannot be decided.
 */
import { CURRENT_TIME, EPOCH_TIME } from '../conditions/time-keys';
import { RESOURCE } from './clause';
import type { PlainValue } from './clause';
import type { ValueClasses } from './value-classes';

/** The parts of a request that the algebra uses. */
export interface AlgebraRequest extends RequestWithoutAction {
  readonly action: string;
}

/** A request without its action. Context keys are not case-sensitive; absent keys are omitted. */
export interface RequestWithoutAction {
  /** An ARN, or `*` for a call without a resource. */
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A single-valued key: cell 0 contains the requests without the key, cell n + 1 those with a value of class n. */
export interface KeyAxis {
  readonly kind: 'key';
  readonly key: string;
  readonly name: string;
  /** Undefined if its values are not distinguished; then cell 1 contains all of them. */
  readonly valueClasses: ValueClasses | undefined;
  /** The values with which policies compare the key; predicates describe cells by them. */
  readonly values: readonly PlainValue[];
}

/** Whether a multivalued key has a value of a class: cell 0 no, cell 1 yes. An absent key has none. */
export interface MemberAxis {
  readonly kind: 'member';
  readonly key: string;
  readonly name: string;
  readonly valueClasses: ValueClasses;
  readonly cell: number;
  readonly values: readonly PlainValue[];
}

/** Whether two keys are present and equal: cell 0 no, cell 1 yes. */
export interface EqualAxis {
  readonly kind: 'equal';
  /** `key` comes before `other` in alphabetical order. */
  readonly key: string;
  readonly other: string;
  readonly name: string;
}

/** Whether a comparison that cannot be decided is true: cell 0 no, cell 1 yes. */
export interface OpaqueAxis {
  readonly kind: 'opaque';
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

export type Axis = KeyAxis | MemberAxis | EqualAxis | OpaqueAxis;

/** The name of an axis within its space. */
export function idOf(axis: Axis): string {
  switch (axis.kind) {
    case 'key':
      return `key ${axis.key}`;
    case 'member':
      return `member ${axis.cell} ${axis.key}`;
    case 'equal':
      return `equal ${axis.key} ${axis.other}`;
    case 'opaque':
      return `opaque ${axis.id}`;
  }
}

export function sizeOf(axis: Axis): number {
  return axis.kind === 'key' ? 1 + (axis.valueClasses?.size ?? 1) : 2;
}

/** The cell of a request; undefined if AWS sends no such request, or if it cannot be decided. */
export function cellOf(axis: Axis, request: RequestWithoutAction): number | undefined {
  switch (axis.kind) {
    case 'key':
      return cellOfKey(axis, request);
    case 'member':
      return cellOfMembers(axis, request);
    case 'equal': {
      const [one, other] = [valueOf(request, axis.key), valueOf(request, axis.other)];
      return typeof one === 'string' && one === other ? 1 : 0;
    }
    case 'opaque':
      return undefined;
  }
}

function cellOfKey({ key, valueClasses }: KeyAxis, request: RequestWithoutAction): number | undefined {
  const value = valueOf(request, key);
  if (value === undefined) return 0;
  // Policies test only whether the key is present, so it may have several values.
  if (valueClasses === undefined || valueClasses.size === 1) return 1;
  const cell = typeof value === 'string' ? valueClasses.cellOf(value) : undefined;
  return cell === undefined ? undefined : cell + 1;
}

function cellOfMembers({ key, valueClasses, cell }: MemberAxis, request: RequestWithoutAction): number | undefined {
  const cells = [valueOf(request, key) ?? []].flat().map((value) => valueClasses.cellOf(value));
  if (cells.includes(undefined)) return undefined;
  return cells.includes(cell) ? 1 : 0;
}

/** A list of one value counts as that value, an empty list as an absent key. */
export function valueOf(request: RequestWithoutAction, key: string): string | readonly string[] | undefined {
  if (key === RESOURCE) return request.resource;
  const found =
    request.context[key] ?? Object.entries(request.context).find(([name]) => name.toLowerCase() === key)?.[1];
  if (found === undefined && key === CURRENT_TIME) return valueOf(request, EPOCH_TIME);
  if (found === undefined || typeof found === 'string') return found;
  return found.length > 1 ? found : found[0];
}

/** The request with a value of a context key, in place of any other. */
export function withValue(
  request: RequestWithoutAction,
  name: string,
  value: string | readonly string[],
): RequestWithoutAction {
  const others = Object.entries(request.context).filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, context: { ...Object.fromEntries(others), [name]: value } };
}
