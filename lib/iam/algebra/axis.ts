/**
 * The axes of the space of requests: one for each key; for a key with several values one for each class of values; one
 * for each pair of keys that is compared; and one for each comparison that nothing is known of.
 */
import { CURRENT_TIME, EPOCH_TIME, RESOURCE } from './clause';
import type { PlainValue } from './clause';
import type { ValueClasses } from './value-classes';

/** What the algebra looks at in a request. */
export interface AlgebraRequest extends RequestWithoutAction {
  readonly action: string;
}

/** All of it but the action. Keys of the context have no case; absent keys are left out. */
export interface RequestWithoutAction {
  /** An ARN, or `*` for a call that touches no resource. */
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A key with one value: cell 0 holds the requests without the key, cell n + 1 those with a value of cell n. */
export interface KeyAxis {
  readonly kind: 'key';
  readonly key: string;
  readonly name: string;
  /** Nothing: its values are not told apart, and cell 1 holds them all. */
  readonly valueClasses: ValueClasses | undefined;
  /** What policies compare the key with: the words in which its cells can be described. */
  readonly values: readonly PlainValue[];
}

/** Whether a key with several values holds one of a class: cell 0 no, cell 1 yes. Without the key it holds none. */
export interface MemberAxis {
  readonly kind: 'member';
  readonly key: string;
  readonly name: string;
  readonly valueClasses: ValueClasses;
  readonly cell: number;
  readonly values: readonly PlainValue[];
}

/** Whether two keys are there and equal: cell 0 no, cell 1 yes. */
export interface EqualAxis {
  readonly kind: 'equal';
  /** In the order of the alphabet. */
  readonly key: string;
  readonly other: string;
  readonly name: string;
}

/** Whether a comparison holds that cannot be decided: cell 0 no, cell 1 yes. */
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

/** The cell of a request; undefined where the request is none that AWS sends, or where it cannot be decided. */
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
  // Only whether the key is there was asked for: then it may have several values, too.
  if (valueClasses === undefined || valueClasses.size === 1) return 1;
  const cell = typeof value === 'string' ? valueClasses.cellOf(value) : undefined;
  return cell === undefined ? undefined : cell + 1;
}

function cellOfMembers({ key, valueClasses, cell }: MemberAxis, request: RequestWithoutAction): number | undefined {
  const cells = [valueOf(request, key) ?? []].flat().map((value) => valueClasses.cellOf(value));
  if (cells.includes(undefined)) return undefined;
  return cells.includes(cell) ? 1 : 0;
}

/** A list of one is a value; a list of none is an absent key. */
export function valueOf(request: RequestWithoutAction, key: string): string | readonly string[] | undefined {
  if (key === RESOURCE) return request.resource;
  const found = Object.entries(request.context).find(([name]) => name.toLowerCase() === key)?.[1];
  if (found === undefined && key === CURRENT_TIME) return valueOf(request, EPOCH_TIME);
  if (found === undefined || typeof found === 'string') return found;
  return found.length > 1 ? found : found[0];
}
