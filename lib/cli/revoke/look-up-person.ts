import { findPerson } from '../../aws/find-person';
import type { Organization } from '../../model/organization';
import { askAws } from '../input/ask-aws';
import { UserMistake } from '../input/user-mistake';
import type { Io } from '../io';

/**
 * The id of a person by user name or e-mail address, with the credentials that the SDK finds.
 *
 * @throws UserMistake if nobody has the name, or AWS cannot be asked
 */
export async function lookUpPerson(
  name: string,
  organization: Organization,
  region: string,
  io: Pick<Io, 'progress'>,
): Promise<string> {
  const store = organization.identity?.instance?.identityStoreId;
  if (store === undefined)
    throw new UserMistake({
      message: `\`${name}\` is looked up in the identity store, whose id the configuration does not have`,
      fix: 'write `identity.instance` (`npx rampart groups` shows it), or give the id of the person: IAM Identity Center, Users, the person, User ID',
    });
  try {
    io.progress(`looking for ${name} in the identity store`);
    const found = await askAws(
      organization,
      ['identitystore:GetUserId'],
      ({ identitystore }) => findPerson(identitystore, store, name),
      { region, attempts: 3 },
    );
    if (found !== null) return found.id;
  } finally {
    io.progress(null);
  }
  throw new UserMistake({
    message: `nobody in the identity store ${store} has the user name or the e-mail address \`${name}\``,
    allowed: 'the whole name or address, as IAM Identity Center shows it under Users',
    fix: 'give the id of the person, which IAM Identity Center shows as User ID',
  });
}
