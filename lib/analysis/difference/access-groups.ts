import type { AccessEdit } from './access-edit';
import { NO_SUBJECT } from './access-edit';

/** Groups by name, each with its id in the identity store; null: it is not known. */
export type Groups = Readonly<Record<string, string | null>>;

/**
 * The name that each group of the earlier state has in the later one. A group is the same if its id is; without two ids, if
 * its name is. One that is gone gets a name that no group has.
 */
export function renameGroups(before: Groups, after: Groups): ReadonlyMap<string, string> {
  const [old, now] = [Object.entries(before), Object.entries(after)];
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const match = (was: string, is: string): void => {
    if (names.has(was) || taken.has(is)) return;
    names.set(was, is);
    taken.add(is);
  };
  for (const [was, id] of old) {
    const same = id === null ? undefined : now.find(([, other]) => other === id);
    if (same !== undefined) match(was, same[0]);
  }
  for (const [was, id] of old) {
    const same = now.find(([is, other]) => is === was && (id === null || other === null));
    if (same !== undefined) match(was, same[0]);
  }
  return new Map(old.map(([was]) => [was, names.get(was) ?? `${was} (previously)`]));
}

/** Ids that a configuration states, and that changed: nothing here can tell who is in a group. */
export function findGroupEdits(before: Groups, after: Groups): readonly AccessEdit[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((group): readonly AccessEdit[] => {
    const [was, is] = [old.get(group) ?? null, now.get(group) ?? null];
    if (was === is) return [];
    const edit = { ...NO_SUBJECT, group, accounts: [] };
    const previously = was === null ? '' : ` (previously \`${was}\`)`;
    if (is === null)
      return [
        {
          ...edit,
          kind: 'revoked',
          isOpening: false,
          summary: `Revokes: the group \`${group}\` no longer stands for anybody${previously}.`,
        },
      ];
    return [
      {
        ...edit,
        kind: 'people',
        isOpening: true,
        summary: `Other people: the group \`${group}\` stands for \`${is}\`${previously}. Nothing here checks who that is: compare with \`aws identitystore describe-group\`.`,
      },
    ];
  });
}
