import { ListAccountsCommand, type Account, type OrganizationsClient } from '@aws-sdk/client-organizations';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { required } from './required';

/** An account of an organization as its service reports it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /**
   * `PENDING_ACTIVATION`, `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE` or `CLOSED`. Only an active account can be used.
   *
   * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html
   */
  readonly state: string;
}

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
