import type { Configuration } from '../configuration';

/** The keys of the organization's accounts by their numbers, as far as these are known. */
export function accountsByNumber({ landingZone, accounts }: Configuration): ReadonlyMap<string, string> {
  const management = landingZone.draft.organization?.managementAccount;
  const all = [
    ...accounts.map(({ key, draft }) => [draft.id, key] as const),
    [management?.id, management?.name ?? 'management'] as const,
  ];
  return new Map(all.flatMap(([id, key]) => (typeof id === 'string' ? [[id, key] as const] : [])));
}
