import { inArn, PRINCIPAL_ACCOUNT, PRINCIPAL_ARN } from './account-in-arn';
import { listed } from './box';
import type { Box } from './box';
import { cell, cellsUpTo, indexesOf, NO_CELLS } from './cells';
import type { Cells } from './cells';
import type { Layout } from './layout';

/** Boxes that combine an ARN with another account than its own, or with none. No request has such a combination. */
export function impossibleAccounts(layout: Layout): readonly Box[] {
  const [arns, accounts] = [layout.plans.get(PRINCIPAL_ARN), layout.plans.get(PRINCIPAL_ACCOUNT)];
  const [arnPlace, accountPlace] = [layout.placeOfKey(PRINCIPAL_ARN), layout.placeOfKey(PRINCIPAL_ACCOUNT)];
  const [arnCells, accountCells] = [arns?.valueClasses, accounts?.valueClasses];
  if (arnPlace === undefined || accountPlace === undefined || !arnCells || !accountCells) return [];
  // A value says something about both keys only if both are divided by it.
  const divided = new Set(arns?.values.map(({ id }) => id));
  const pairs = (accounts?.values ?? []).flatMap((value): (readonly [Cells, Cells])[] => {
    const arn = inArn(value);
    return arn === undefined || !divided.has(arn.id)
      ? []
      : [[arnCells.cellsOf(arn.id), accountCells.cellsOf(value.id)]];
  });
  const groups = groupBy(
    arnCells.size,
    pairs.map(([arn]) => arn),
  );
  const sameAccount = groupBy(
    accountCells.size,
    pairs.map(([, account]) => account),
  );
  return [...groups].flatMap(([vector, cells]) => {
    const own = sameAccount.get(vector) ?? NO_CELLS;
    return listed(layout.boxWith([arnPlace, cells << 1n], [accountPlace, ~(own << 1n)]));
  });
}

/** The cells, grouped by the sets that contain them. */
function groupBy(size: number, sets: readonly Cells[]): ReadonlyMap<string, Cells> {
  const groups = new Map<string, Cells>();
  for (const index of indexesOf(cellsUpTo(size))) {
    const vector = sets.map((set) => ((set & cell(index)) === NO_CELLS ? 0 : 1)).join('');
    groups.set(vector, (groups.get(vector) ?? NO_CELLS) | cell(index));
  }
  return groups;
}
