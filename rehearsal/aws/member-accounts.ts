import { required } from '../../lib/aws/required';
import { until } from '../until';
import type { RehearsalClients } from './clients';
import { send } from './send';

type WithOrganizations = Pick<RehearsalClients, 'organizations'>;

/** Creates an account through the API, as a person at the console would, and returns its number. */
export async function createMemberAccount(clients: WithOrganizations, name: string, email: string): Promise<string> {
  const { CreateAccountStatus: started } = await send(clients, 'organizations:CreateAccount', {
    AccountName: name,
    Email: email,
  });
  const request = { CreateAccountRequestId: required(started?.Id, 'the id of the request') };
  const look = async () => {
    const { CreateAccountStatus: status } = await send(clients, 'organizations:DescribeCreateAccountStatus', request);
    return status?.State === 'IN_PROGRESS' ? undefined : status;
  };
  const ended = await until(look, { seconds: 30, pauseMs: 100 });
  if (ended?.State !== 'SUCCEEDED')
    throw new Error(`the account with the address ${email} was not created: ${ended?.FailureReason ?? 'no answer'}`);
  return required(ended.AccountId, "the account's number");
}

export async function removeMemberAccount(clients: WithOrganizations, accountId: string): Promise<void> {
  await send(clients, 'organizations:RemoveAccountFromOrganization', { AccountId: accountId });
}
