import type { Problem } from '../../problem';
import { accountsByNumber } from '../account-owners';
import { isActive, type ApplicationContext, type WrittenGrant } from './context';

/** A partner is outside of the organization, and whoever writes from there does so until an agreed day. */
export function findBadPartners(context: ApplicationContext): readonly Problem[] {
  const owners = accountsByNumber(context.configuration);
  return context.grants.flatMap((written) => [...findInside(written, owners, context), ...findEndless(written)]);
}

function findInside(
  { grant, locate }: WrittenGrant,
  owners: ReadonlyMap<string, string>,
  { accounts, applications }: ApplicationContext,
): readonly Problem[] {
  if (!('partner' in grant) || grant.partner === null) return [];
  const owner = owners.get(grant.partner);
  if (owner === undefined) return [];
  const [one] = [...applications.values()].filter(
    (application) => isActive(application) && application.draft.accounts?.includes(owner) === true,
  );
  return [
    {
      code: 'partner-inside',
      at: locate(['partner']),
      message: `\`${grant.partner}\` is the account \`${owner}\` of the organization, and no partner`,
      allowed: 'the number of an account outside of the organization',
      fix: accounts.has(owner)
        ? `grant to an application that runs there: \`application: ${one?.key ?? 'KEY'}\` in place of \`partner\` and \`role\``
        : 'remove the grant: no application runs in the management account, and its people have no permission set of an application',
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
