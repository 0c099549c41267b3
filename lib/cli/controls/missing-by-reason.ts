import type { MissingMechanism } from '../../analysis/controls/assess';

/** Mechanisms of one kind that are not in force for the same reason. */
export interface MissingForReason {
  readonly kind: MissingMechanism['kind'];
  readonly ids: readonly string[];
  readonly why: string;
}

/** In the order of their first. */
export function missingByReason(missing: readonly MissingMechanism[]): readonly MissingForReason[] {
  const groups = new Map<string, MissingForReason>();
  for (const { kind, id, why } of missing) {
    const key = `${kind}: ${why}`;
    groups.set(key, { kind, ids: [...(groups.get(key)?.ids ?? []), id], why });
  }
  return [...groups.values()];
}
