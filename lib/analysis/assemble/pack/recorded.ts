import { policyName } from '../../../model/names';
import type { PackingLock } from '../../../model/packing-lock';
import type { PolicyKind } from '../policy-quota';
import type { TargetKey } from '../targets';

/** The recorded content of the documents of one type at one target: index → ids of statements, in order. */
export type Recorded = ReadonlyMap<number, readonly string[]>;

export function recordedFor({ documents }: PackingLock, { key }: TargetKey, kind: PolicyKind): Recorded {
  return new Map(
    Object.entries(documents).flatMap(([name, ids]) => {
      const index = Number(/\d+$/.exec(name)?.[0]);
      return policyName(key, kind.short, index) === name ? [[index, ids] as const] : [];
    }),
  );
}

/** The lowest number that no document has. */
export function firstFree(taken: { has(index: number): boolean }): number {
  let index = 1;
  while (taken.has(index)) index += 1;
  return index;
}
