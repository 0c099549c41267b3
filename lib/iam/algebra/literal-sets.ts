/**
 * Clauses as limits on axes, in disjunctive normal form: a clause is true if all limits ("literals") of one of its sets
 * are met.
 */
import type { Clause, ComparisonClause, PresenceClause, Value } from './clause';
import { cell, NO_CELLS } from './cells';
import type { Cells } from './cells';
import type { KeyPlan } from './key-plan';
import { ABSENT, separateAxisOf, axisOfWholeClause, NO, YES } from './layout';
import type { Layout, Literal } from './layout';

type LiteralSets = readonly (readonly Literal[])[];

const ALWAYS: LiteralSets = [[]];
const NEVER: LiteralSets = [];

export function literalSetsOf(clause: Clause, layout: Layout): LiteralSets {
  const whole = axisOfWholeClause(clause, layout.plans);
  if (whole !== undefined) return [[[layout.placeOf(whole), YES]]];
  const plan = clause.kind === 'opaque' ? undefined : layout.plans.get(clause.key);
  if (clause.kind === 'opaque' || plan === undefined) return ALWAYS;
  if (clause.kind === 'presence') return ofPresence(clause, plan, layout);
  return clause.set === null ? ofOneValue(clause, plan, layout) : ofManyValues(clause, plan, layout);
}

function ofPresence({ whenAbsent, whenPresent }: PresenceClause, plan: KeyPlan, layout: Layout): LiteralSets {
  if (whenAbsent === whenPresent) return whenAbsent ? ALWAYS : NEVER;
  const place = layout.placeOfKey(plan.key);
  if (place !== undefined) return [[[place, whenAbsent ? ABSENT : ~ABSENT]]];
  const members = layout.placesOfMembers(plan);
  return whenAbsent ? [members.map((member) => [member, NO])] : members.map((member) => [[member, YES]]);
}

/** The values of a positive operator are alternatives; a negated operator excludes each of them. */
function ofOneValue(clause: ComparisonClause, plan: KeyPlan, layout: Layout): LiteralSets {
  const place = layout.placeOfKey(plan.key) ?? 0;
  // A negated operator is true without the key in any case.
  let matching = clause.ifExists && !clause.negated ? ABSENT : NO_CELLS;
  const others: number[] = [];
  for (const value of clause.values) {
    const separate = separateAxisOf(value, plan, layout.plans);
    if (separate === undefined) matching |= cellsOf(value, plan) << 1n;
    else others.push(layout.placeOf(separate));
  }
  if (clause.negated) return [[[place, ~matching], ...others.map((other): Literal => [other, NO])]];
  return [[[place, matching]], ...others.map((other): readonly Literal[] => [[other, YES]])];
}

/** `ForAnyValue`: the request has a value of a class that passes. `ForAllValues`: it has none of a class that does not. */
function ofManyValues({ set, negated, values }: ComparisonClause, plan: KeyPlan, layout: Layout): LiteralSets {
  const matching = values.reduce((cells, value) => cells | cellsOf(value, plan), NO_CELLS);
  const members = layout.placesOfMembers(plan);
  const passes = (index: number): boolean => ((matching & cell(index)) !== NO_CELLS) !== negated;
  if (set === 'ForAnyValue') return members.flatMap((member, index) => (passes(index) ? [[[member, YES]]] : []));
  return [members.flatMap((member, index): readonly Literal[] => (passes(index) ? [] : [[member, NO]]))];
}

function cellsOf(value: Value, { valueClasses }: KeyPlan): Cells {
  return value.kind === 'equal' ? NO_CELLS : (valueClasses?.cellsOf(value.id) ?? NO_CELLS);
}
