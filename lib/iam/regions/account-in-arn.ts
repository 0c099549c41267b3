/**
 * `aws:PrincipalAccount` is the account in `aws:PrincipalArn`, wherever a request has the latter. So the ARNs are divided
 * by the accounts that policies ask for, and combinations of different accounts are impossible.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount
 */
import { listed } from './box';
import type { Box } from './box';
import { cell, cellsUpTo, indexesOf, NO_CELLS } from './cells';
import type { Cells } from './cells';
import type { PlainValue } from './clause';
import type { Layout } from './layout';
import { textValue } from './text-partition';
import type { TextValue } from './text-partition';

export const PRINCIPAL_ARN = 'aws:principalarn';
export const PRINCIPAL_ACCOUNT = 'aws:principalaccount';

/** The ARNs whose account matches a value of `aws:PrincipalAccount`; nothing where this cannot be said as a pattern. */
export function inArn(value: PlainValue): TextValue | undefined {
  if (value.kind !== 'text' || value.mode !== 'glob' || value.pattern.includes(':')) return undefined;
  return textValue('arn', `arn:*:*:*:${value.pattern}:*`);
}

/** ARNs, each with accounts that are not its own, or with none. */
export function impossibleAccounts(layout: Layout): readonly Box[] {
  const [arns, accounts] = [layout.plans.get(PRINCIPAL_ARN), layout.plans.get(PRINCIPAL_ACCOUNT)];
  const [arnPlace, accountPlace] = [layout.placeOfKey(PRINCIPAL_ARN), layout.placeOfKey(PRINCIPAL_ACCOUNT)];
  const [arnCells, accountCells] = [arns?.partition, accounts?.partition];
  if (arnPlace === undefined || accountPlace === undefined || !arnCells || !accountCells) return [];
  const pairs = (accounts?.values ?? []).flatMap((value): (readonly [Cells, Cells])[] => {
    const arn = inArn(value);
    return arn === undefined ? [] : [[arnCells.cellsOf(arn.id), accountCells.cellsOf(value.id)]];
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

/** The cells, grouped by which of the sets they lie in. */
function groupBy(size: number, sets: readonly Cells[]): ReadonlyMap<string, Cells> {
  const groups = new Map<string, Cells>();
  for (const index of indexesOf(cellsUpTo(size))) {
    const vector = sets.map((set) => ((set & cell(index)) === NO_CELLS ? 0 : 1)).join('');
    groups.set(vector, (groups.get(vector) ?? NO_CELLS) | cell(index));
  }
  return groups;
}
