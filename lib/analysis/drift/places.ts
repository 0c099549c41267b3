import type { LiveOrganization } from '../../model/live-organization';
import { ROOT, type Organization } from '../../model/organization';

/** Names a root, a unit or an account, by its id at AWS. */
export type Places = (id: string) => string;

/** Units and accounts of the files by the names in the files, others by AWS's names and their ids. */
export function placesOf({ units, accounts }: Organization, live: LiveOrganization): Places {
  const names = new Map<string, string>([
    [live.rootId, 'the root'],
    ...live.units.map(({ id, name }) => [id, `unit \`${name}\` (${id})`] as const),
    ...live.accounts.map(({ id, name }) => [id, `account \`${name}\` (${id})`] as const),
    ...units.flatMap(({ id, awsId }) => (awsId === null ? [] : [[awsId, `unit \`${id}\``] as const])),
    ...accounts.flatMap(({ key, accountId }) =>
      accountId === null ? [] : [[accountId, `account \`${key}\``] as const],
    ),
  ]);
  return (id) => names.get(id) ?? id;
}

/** Finds the id at AWS of a target of the files; null: it is not known. */
export function awsIdsOf({ rootId, units, accounts }: Organization): (target: string) => string | null {
  const ids = new Map([
    [ROOT, rootId],
    ...accounts.map(({ key, accountId }) => [key, accountId] as const),
    ...units.map(({ id, awsId }) => [id, awsId] as const),
  ]);
  return (target) => ids.get(target) ?? null;
}
