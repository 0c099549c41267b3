/** The axes of a space, and their positions in its boxes. */
import { idOf, sizeOf } from './axis';
import type { Axis, EqualAxis, OpaqueAxis } from './axis';
import type { Box } from './box';
import { cell, cellsUpTo, indexesOf, NO_CELLS } from './cells';
import type { Cells } from './cells';
import type { Clause, ComparisonClause, Value } from './clause';
import { isAlwaysPresent } from './key-plan';
import type { KeyPlan } from './key-plan';

/** A limit on one axis: its position, and a set of cells. */
export type Literal = readonly [place: number, cells: Cells];

export const NO: Cells = cell(0);
export const YES: Cells = cell(1);
export const ABSENT: Cells = cell(0);

/** The axes that some clauses need, and the position of each. */
export class Layout {
  readonly plans: ReadonlyMap<string, KeyPlan>;
  readonly axes: readonly Axis[];
  /** All cells of each axis. */
  readonly everything: Box;
  private readonly places: ReadonlyMap<string, number>;

  constructor(clauses: readonly Clause[], plans: ReadonlyMap<string, KeyPlan>) {
    const separate = clauses.flatMap((clause) => separateAxesOf(clause, plans));
    const axes = [...[...plans.values()].flatMap(axesOfKey), ...separate];
    this.plans = plans;
    this.axes = [...new Map(axes.map((axis) => [idOf(axis), axis])).values()];
    this.everything = this.axes.map(cellsOfAxis);
    this.places = new Map(this.axes.map((axis, place) => [idOf(axis), place]));
  }

  /** The position of an axis. The axis must exist. */
  placeOf(axis: EqualAxis | OpaqueAxis): number {
    return this.findPlace(idOf(axis));
  }

  /** The position of the axis of a single-valued key; undefined for a multivalued key. */
  placeOfKey(key: string): number | undefined {
    return this.places.get(`key ${key}`);
  }

  /** The positions of the axes of a multivalued key, by class of values. */
  placesOfMembers({ key, valueClasses }: KeyPlan): readonly number[] {
    return indexesOf(cellsUpTo(valueClasses?.size ?? 0)).map((index) => this.findPlace(`member ${index} ${key}`));
  }

  /** The limits that all requests without a key meet. */
  withoutKey(plan: KeyPlan): readonly Literal[] {
    const place = this.placeOfKey(plan.key);
    return place === undefined ? this.placesOfMembers(plan).map((member) => [member, NO]) : [[place, ABSENT]];
  }

  /** Whether the axes of its key are enough to represent a clause. */
  usesOnlyKeyAxes(clause: Clause): boolean {
    return axisOfWholeClause(clause, this.plans) === undefined && separateAxesOf(clause, this.plans).length === 0;
  }

  /** The box of all requests within some limits. */
  boxWith(...literals: readonly Literal[]): Box | undefined {
    return narrow(this.everything, literals);
  }

  private findPlace(id: string): number {
    const place = this.places.get(id);
    if (place === undefined) throw new Error(`invariant: axis '${id}' does not exist`);
    return place;
  }
}

/** The part of a box within some limits; undefined if it is empty. */
export function narrow(box: Box, literals: readonly Literal[]): Box | undefined {
  const narrowed = [...box];
  for (const [place, cells] of literals) {
    const rest = (narrowed[place] ?? NO_CELLS) & cells;
    if (rest === NO_CELLS) return undefined;
    narrowed[place] = rest;
  }
  return narrowed;
}

/** The separate axis for a value of a clause; undefined if the axis of the key represents the value. */
export function separateAxisOf(
  value: Value,
  plan: KeyPlan,
  plans: ReadonlyMap<string, KeyPlan>,
): EqualAxis | OpaqueAxis | undefined {
  const { key, name } = plan;
  const opaque = (id: string, reason: string): OpaqueAxis => ({ kind: 'opaque', id, name, reason });
  if (value.kind === 'opaque') return opaque(value.id, value.reason);
  if (value.kind === 'equal') {
    const other = plans.get(value.other);
    if (!isPlainText(plan) || other === undefined || !isPlainText(other) || value.other === key)
      return opaque(`${key} equals ${value.other}`, `\`${name}\` and \`${value.name}\` cannot be compared exactly`);
    const [first = '', second = ''] = [key, value.other].sort();
    return { kind: 'equal', key: first, other: second, name: `${name} and ${value.name}` };
  }
  if (plan.valueClasses === undefined)
    return opaque(`${key} ${value.kind} ${value.id}`, `the values of \`${name}\` have too many classes`);
  if (value.kind === plan.kind) return undefined;
  return opaque(
    `${key} ${value.kind} ${value.id}`,
    `\`${name}\` is compared both as ${plan.kind} and as ${value.kind}`,
  );
}

/** The axis of a clause that can be represented only as a whole. */
export function axisOfWholeClause(clause: Clause, plans: ReadonlyMap<string, KeyPlan>): OpaqueAxis | undefined {
  if (clause.kind === 'opaque') return { kind: 'opaque', id: clause.id, name: clause.id, reason: clause.reason };
  const plan = plans.get(clause.key);
  if (clause.kind === 'presence' || plan === undefined || isDivided(clause, plan)) return undefined;
  const { id, name } = clause;
  if (clause.set === null) return { kind: 'opaque', id, name, reason: reasonWithoutSet(plan) };
  return { kind: 'opaque', id, name, reason: `the set of values of \`${name}\` cannot be divided into classes` };
}

function reasonWithoutSet({ name, documented }: KeyPlan): string {
  const meaning = 'AWS does not document what several values mean without a set operator';
  switch (documented) {
    case 'one':
      return `\`${name}\` is compared with and without a set operator`;
    case 'several':
      return `\`${name}\` can have several values, and ${meaning}`;
    case 'unknown':
      return `\`${name}\` is not in this release's list of condition keys, so it may have several values, and ${meaning}`;
  }
}

/** Whether the axes of the key can represent a comparison value by value. */
function isDivided({ set, values }: ComparisonClause, plan: KeyPlan): boolean {
  if (set === null) return !plan.multivalued;
  return plan.valueClasses !== undefined && values.every((value) => value.kind === plan.kind);
}

function isPlainText({ kind, multivalued, valueClasses }: KeyPlan): boolean {
  return kind === 'text' && !multivalued && valueClasses !== undefined;
}

function separateAxesOf(clause: Clause, plans: ReadonlyMap<string, KeyPlan>): readonly Axis[] {
  const whole = axisOfWholeClause(clause, plans);
  if (whole !== undefined) return [whole];
  const plan = clause.kind === 'comparing' ? plans.get(clause.key) : undefined;
  if (clause.kind !== 'comparing' || clause.set !== null || plan === undefined) return [];
  return clause.values.flatMap((value) => separateAxisOf(value, plan, plans) ?? []);
}

function axesOfKey({ key, name, multivalued, valueClasses, values }: KeyPlan): readonly Axis[] {
  if (!multivalued || valueClasses === undefined)
    return [{ kind: 'key', key, name, valueClasses: multivalued ? undefined : valueClasses, values }];
  return indexesOf(cellsUpTo(valueClasses.size)).map((index) => ({
    kind: 'member',
    key,
    name,
    valueClasses,
    cell: index,
    values,
  }));
}

function cellsOfAxis(axis: Axis): Cells {
  const all = cellsUpTo(sizeOf(axis));
  return axis.kind === 'key' && isAlwaysPresent(axis.key) ? all & ~ABSENT : all;
}
