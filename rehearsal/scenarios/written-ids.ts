import { readOrganization } from '../../lib/cli/input/read-organization';
import type { Organization } from '../../lib/model/organization';

/** The lines, comments included, that a file no longer has in their order, but for empty maps: they may have got something. */
export function findLostLines(before: string, after: string): readonly string[] {
  const left = after.split('\n');
  return before.split('\n').filter((line) => {
    if (line.endsWith(': {}')) return false;
    const index = left.indexOf(line);
    if (index >= 0) left.splice(0, index + 1);
    return index < 0;
  });
}

/** The ids that a configuration does not have, or has otherwise than the running organization. */
export function findUnwrittenIds(folder: string, running: Organization): readonly string[] {
  const read = readOrganization(folder);
  if (read.kind === 'problems') return [`${folder} has problems`];
  const live = idsOf(running);
  return [...idsOf(read.value.organization)].flatMap(([what, id]) => {
    const expected = live.get(what);
    return expected === id ? [] : [`the files have ${String(id)} for ${what}, not ${String(expected)}`];
  });
}

function idsOf({ id, rootId, units, accounts }: Organization): ReadonlyMap<string, string | null> {
  return new Map([
    ['the organization', id],
    ['the root', rootId],
    ...units.map((unit) => [`the unit \`${unit.id}\``, unit.awsId] as const),
    ...accounts.map(({ key, accountId }) => [`the account \`${key}\``, accountId] as const),
  ]);
}
