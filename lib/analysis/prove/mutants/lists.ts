import type { OneOrMany } from '../../../iam/statement';

export function listOf(value: OneOrMany | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}

/** A list with one of its values left out, or another in its place. */
export interface ChangedList<Value> {
  readonly old: Value;
  readonly now?: Value;
  readonly list: readonly Value[];
}

/** Each value of a list left out, one at a time. */
export function withoutEach<Value>(list: readonly Value[]): readonly ChangedList<Value>[] {
  return list.map((old, index) => ({ old, list: list.toSpliced(index, 1) }));
}

/** Each value of a list changed, one at a time, in each of some ways; what gives a value that is there is left out. */
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
