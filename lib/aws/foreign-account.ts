import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  RemoveAccountFromOrganizationCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sender } from './clients';
import { told } from './told';

type Organizations = Sender<OrganizationsClient>;

const POLLS = 60;

/** Creates an account by the API, as a person with a console would, and returns its number. */
export async function createForeignAccount(organizations: Organizations, email: string): Promise<string> {
  const { CreateAccountStatus: begun } = await organizations.send(
    new CreateAccountCommand({ AccountName: 'made by hand', Email: email }),
  );
  const request = told(begun?.Id, 'the id of a request');
  for (let poll = 0; poll < POLLS; poll += 1) {
    const { CreateAccountStatus } = await organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: request }),
    );
    if (CreateAccountStatus?.State === 'SUCCEEDED')
      return told(CreateAccountStatus.AccountId, 'the number of an account');
    if (CreateAccountStatus?.State === 'FAILED') break;
    await pause(500);
  }
  throw new Error(`no account with the address ${email} came to be`);
}

export async function removeAccount(organizations: Organizations, accountId: string): Promise<void> {
  await organizations.send(new RemoveAccountFromOrganizationCommand({ AccountId: accountId }));
}
