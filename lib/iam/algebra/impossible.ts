import { impossibleAccounts } from './impossible-accounts';
import type { EqualAxis } from './axis';
import { listed } from './box';
import type { Box } from './box';
import { cell, cellsUpTo, indexesOf } from './cells';
import type { Clause } from './clause';
import { ABSENT, axisApart, NO, YES } from './layout';
import type { Layout, Literal } from './layout';

/** Combinations of cells that no request has: the ties between axes, which boxes alone do not know. */
export function impossibleBoxes(layout: Layout, clauses: readonly Clause[]): readonly Box[] {
  return [
    ...layout.axes.flatMap((axis) => (axis.kind === 'equal' ? impossibleEqualities(axis, layout) : [])),
    ...clauses.flatMap((clause) => impossibleMatches(clause, layout)),
    ...impossibleAccounts(layout),
  ];
}

/** Keys that are equal are both there and in the same class; a class of one text holds no two different ones. */
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
    // Both keys are divided by the same patterns, so that one text tells which class here is which class there.
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

/** Whatever an opaque comparison says: a key that is absent does not match, nor does a text that is nowhere like it. */
function impossibleMatches(clause: Clause, layout: Layout): readonly Box[] {
  if (clause.kind !== 'comparing' || clause.set !== null) return [];
  const [plan, place] = [layout.plans.get(clause.key), layout.placeOfKey(clause.key)];
  if (plan === undefined || plan.multivalued || place === undefined) return [];
  return clause.values.flatMap((value) => {
    const apart = axisApart(value, plan, layout.plans);
    if (apart?.kind !== 'opaque') return [];
    const within = value.kind === 'opaque' && plan.kind === 'text' ? value.within : undefined;
    const like = within === undefined ? ~ABSENT : (plan.valueClasses?.cellsOf(within.id) ?? ~0n) << 1n;
    return listed(layout.boxWith([layout.placeOf(apart), YES], [place, ~like]));
  });
}
