/** Impossible combinations of cells. */
import { impossibleAccounts } from './impossible-accounts';
import type { EqualAxis } from './axis';
import { listed } from './box';
import type { Box } from './box';
import { cell, cellsUpTo, indexesOf } from './cells';
import type { Clause } from './clause';
import { ABSENT, axisOfWholeClause, separateAxisOf, NO, YES } from './layout';
import type { Layout, Literal } from './layout';

/** Combinations of cells that no request has: dependencies between axes, which boxes alone do not express. */
export function impossibleBoxes(layout: Layout, clauses: readonly Clause[]): readonly Box[] {
  return [
    ...layout.axes.flatMap((axis) => (axis.kind === 'equal' ? impossibleEqualities(axis, layout) : [])),
    ...clauses.flatMap((clause) => [...impossibleMatches(clause, layout), ...impossibleWithoutKey(clause, layout)]),
    ...impossibleAccounts(layout),
  ];
}

/** Equal keys are both present and in the same class. A class with one text cannot contain two different texts. */
function impossibleEqualities(axis: EqualAxis, layout: Layout): readonly Box[] {
  const [plan, otherPlan] = [layout.plans.get(axis.key), layout.plans.get(axis.other)];
  const [place, otherPlace] = [layout.placeOfKey(axis.key), layout.placeOfKey(axis.other)];
  if (place === undefined || otherPlace === undefined || !plan?.valueClasses || !otherPlan?.valueClasses) return [];
  const [valueClasses, otherClasses] = [plan.valueClasses, otherPlan.valueClasses];
  const equal = layout.placeOf(axis);
  const literals: (readonly Literal[])[] = [
    [
      [equal, YES],
      [place, ABSENT],
    ],
    [
      [equal, YES],
      [otherPlace, ABSENT],
    ],
  ];
  for (const index of indexesOf(cellsUpTo(valueClasses.size))) {
    const witness = valueClasses.witness(index);
    const mine = cell(index + 1);
    // Both keys are divided by the same patterns, so one text shows which classes of the two keys correspond.
    const same = cell((otherClasses.cellOf(witness) ?? 0) + 1);
    literals.push([
      [equal, YES],
      [place, mine],
      [otherPlace, ~same],
    ]);
    if (valueClasses.isSingle(index))
      literals.push([
        [equal, NO],
        [place, mine],
        [otherPlace, same],
      ]);
  }
  return literals.flatMap((each) => listed(layout.boxWith(...each)));
}

/** Whatever an opaque comparison is: an absent key does not match, and neither does a text outside its pattern. */
function impossibleMatches(clause: Clause, layout: Layout): readonly Box[] {
  if (clause.kind !== 'comparing' || clause.set !== null) return [];
  const [plan, place] = [layout.plans.get(clause.key), layout.placeOfKey(clause.key)];
  if (plan === undefined || plan.multivalued || place === undefined) return [];
  return clause.values.flatMap((value) => {
    const separate = separateAxisOf(value, plan, layout.plans);
    if (separate?.kind !== 'opaque') return [];
    const within = value.kind === 'opaque' && plan.kind === 'text' ? value.within : undefined;
    const like = within === undefined ? ~ABSENT : (plan.valueClasses?.cellsOf(within.id) ?? ~0n) << 1n;
    return listed(layout.boxWith([layout.placeOf(separate), YES], [place, ~like]));
  });
}

/** A comparison that is opaque as a whole has a known result if its key is absent. */
function impossibleWithoutKey(clause: Clause, layout: Layout): readonly Box[] {
  const axis = axisOfWholeClause(clause, layout.plans);
  const plan = clause.kind === 'comparing' ? layout.plans.get(clause.key) : undefined;
  if (clause.kind !== 'comparing' || axis === undefined || plan === undefined) return [];
  const { set, negated, ifExists } = clause;
  const isTrue = set === null ? negated || ifExists : set === 'ForAllValues';
  return listed(layout.boxWith(...layout.withoutKey(plan), [layout.placeOf(axis), isTrue ? NO : YES]));
}
