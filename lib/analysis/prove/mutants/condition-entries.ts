import { oneOrMany } from '../../../../policies/core/statements';
import type { ConditionValue, Statement } from '../../../iam/statement';

type Scalar = string | number | boolean;

/** One key under one operator. */
export interface ConditionEntry {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Scalar[];
}

export function entriesOf({ Condition = {} }: Statement): readonly ConditionEntry[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ operator, key, values: [value].flat() })),
  );
}

/** The statement with other conditions; undefined if two of them have the same operator and key. */
export function withEntries(
  { Condition, ...statement }: Statement,
  entries: readonly ConditionEntry[],
): Statement | undefined {
  const blocks: Record<string, Record<string, ConditionValue>> = {};
  for (const { operator, key, values } of entries) {
    const block = (blocks[operator] ??= {});
    if (block[key] !== undefined) return undefined;
    block[key] = valueOf(values);
  }
  return Condition === undefined || entries.length === 0 ? statement : { ...statement, Condition: blocks };
}

function valueOf(values: readonly Scalar[]): ConditionValue {
  const [first, ...others] = values;
  if (first !== undefined && others.length === 0) return first;
  return values.every((value) => typeof value === 'string') ? oneOrMany(values) : values;
}

export function describeEntry({ operator, key }: ConditionEntry): string {
  return `${operator} ${key}`;
}

/** Statements with each entry changed, one at a time; `change` returns the new entries and a description. */
export function changingEntries(
  statement: Statement,
  change: (entry: ConditionEntry) => readonly { readonly change: string; readonly now: readonly ConditionEntry[] }[],
): readonly { readonly change: string; readonly statement: Statement }[] {
  const entries = entriesOf(statement);
  return entries.flatMap((entry, index) =>
    change(entry).flatMap(({ change: text, now }) => {
      const changed = withEntries(statement, entries.toSpliced(index, 1, ...now));
      return changed === undefined ? [] : [{ change: text, statement: changed }];
    }),
  );
}
