import type { Problem } from '../../problem';
import type { ApplicationContext, WrittenGrant } from './context';

/** A partner is outside of the organization, and whoever writes from there does so until an agreed day. */
export function findBadPartners(context: ApplicationContext): readonly Problem[] {
  const { landingZone, accounts } = context.configuration;
  const management = landingZone.draft.organization?.managementAccount;
  const owners = new Map([
    ...accounts.map(({ key, draft }) => [draft.id, key] as const),
    [management?.id, management?.name ?? 'management'] as const,
  ]);
  return context.grants.flatMap((written) => [...findInside(written, owners), ...findEndless(written)]);
}

function findInside(
  { grant, locate }: WrittenGrant,
  owners: ReadonlyMap<string | null | undefined, string>,
): readonly Problem[] {
  if (!('partner' in grant) || grant.partner === null) return [];
  const owner = owners.get(grant.partner);
  if (owner === undefined) return [];
  return [
    {
      code: 'partner-inside',
      at: locate(['partner']),
      message: `\`${grant.partner}\` is the account \`${owner}\` of the organization, and no partner`,
      allowed: 'the number of an account outside of the organization',
      fix: 'grant to the application that runs there, or to the group of its people',
    },
  ];
}

function findEndless({ store, list, grant, at }: WrittenGrant): readonly Problem[] {
  if (list !== 'writers' || !('partner' in grant) || grant.until !== undefined) return [];
  return [
    {
      code: 'partner-without-end',
      at,
      message: `missing field \`until\`: a partner may write to \`${store}\` for ever`,
      allowed: 'a time in UTC to the second, such as `2027-03-31T00:00:00Z`',
      fix: 'write `until` with the end that you agreed on; a longer time is another edit',
    },
  ];
}
