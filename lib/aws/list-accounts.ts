import { ListAccountsCommand, type Account, type OrganizationsClient } from '@aws-sdk/client-organizations';
import type { ListedAccount } from '../model/live-organization';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { required } from './required';

export type { ListedAccount };

/** All accounts of the organization, the management account among them. */
export async function listAccounts(organizations: Sender<OrganizationsClient>): Promise<readonly ListedAccount[]> {
  const accounts = await everyPage(
    (NextToken) => organizations.send(new ListAccountsCommand({ NextToken })),
    ({ Accounts }) => Accounts,
  );
  return accounts.map(toListedAccount);
}

/** AWS announced the end of `Status` for September 2026, and servers other than AWS's may know nothing else. */
export function toListedAccount({ Id, Name, Email, State, Status }: Account): ListedAccount {
  return {
    id: required(Id, 'the number of an account'),
    name: required(Name, 'the name of an account'),
    email: required(Email, 'the e-mail address of an account'),
    state: required(State ?? Status, 'the state of an account'),
  };
}
