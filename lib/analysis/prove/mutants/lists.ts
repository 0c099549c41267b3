import type { OneOrMany } from '../../../iam/statement';

export function listOf(value: OneOrMany | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

/** A list with one of its values removed or replaced. */
interface ChangedList<Value> {
  readonly old: Value;
  readonly now?: Value;
  readonly list: readonly Value[];
}

/** The list without each of its values, one at a time. */
export function withoutEach<Value>(list: readonly Value[]): readonly ChangedList<Value>[] {
  return list.map((old, index) => ({ old, list: list.toSpliced(index, 1) }));
}

/** The list with each of its values changed, one at a time; changes to a value that is already listed are skipped. */
export function changingEach<Value>(
  list: readonly Value[],
  change: (value: Value) => readonly Value[],
): readonly ChangedList<Value>[] {
  return list.flatMap((old, index) =>
    change(old)
      .filter((now) => !list.includes(now))
      .map((now) => ({ old, now, list: list.with(index, now) })),
  );
}
