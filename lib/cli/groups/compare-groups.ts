import type { LiveGroup } from '../../aws/list-groups';
import type { Group } from '../../model/organization';
import { findClosest } from '../../model/suggest';

/**
 * `new`: the configuration lacks the id; `renamed`: the id is that of a group with another name; `different`: the name is
 * that of a group with another id; `missing`: neither is there.
 */
export const GROUP_STATES = ['same', 'new', 'renamed', 'different', 'missing'] as const;

/** A group of the configuration, and what the identity store knows of it. */
export interface ComparedGroup {
  readonly name: string;
  readonly state: (typeof GROUP_STATES)[number];
  readonly configured: string | null;
  /** The id of the group with this name; null: there is none. */
  readonly live: string | null;
  /** The name of the group with the configured id, if it differs; else a name that is similar, if the group is missing. */
  readonly otherName: string | null;
}

/** Compares by the exact name, as AWS does: names of groups are unique in an identity store. */
export function compareGroups(configured: readonly Group[], live: readonly LiveGroup[]): readonly ComparedGroup[] {
  const names = live.flatMap(({ name }) => name ?? []);
  return configured.map(({ name, id }): ComparedGroup => {
    const byName = live.find((group) => group.name === name);
    const byId = id === null ? undefined : live.find((group) => group.id === id);
    const found = { name, configured: id, live: byName?.id ?? null };
    if (byName !== undefined) {
      const state = id === null ? 'new' : id === byName.id ? 'same' : 'different';
      return { ...found, state, otherName: state === 'different' ? (byId?.name ?? null) : null };
    }
    if (byId !== undefined) return { ...found, state: 'renamed', otherName: byId.name };
    return { ...found, state: 'missing', otherName: findClosest(name, names) ?? null };
  });
}
