import {
  ListCreateAccountStatusCommand,
  type CreateAccountStatus,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { required } from './required';

/** A request to create an account, and what became of it. AWS does not tell the e-mail address. */
export interface AccountCreation {
  /** Such as `car-0123456789abcdef`, which CloudFormation's messages name. */
  readonly id: string;
  /** The account's name. */
  readonly name: string;
  readonly state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';
  /** The number of the account; null: there is none, or none yet. */
  readonly accountId: string | null;
  readonly requestedAt: Date;
  /** AWS's word for why it failed, such as `EMAIL_ALREADY_EXISTS`; null: it did not. */
  readonly failureReason: string | null;
}

/**
 * The requests of the organization that AWS still knows, the newest first.
 *
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListCreateAccountStatus.html
 */
export async function listAccountCreations(
  organizations: Sender<OrganizationsClient>,
): Promise<readonly AccountCreation[]> {
  const requests = await everyPage(
    (NextToken) => organizations.send(new ListCreateAccountStatusCommand({ NextToken })),
    ({ CreateAccountStatuses }) => CreateAccountStatuses,
  );
  return requests.map(toAccountCreation).sort((one, other) => other.requestedAt.getTime() - one.requestedAt.getTime());
}

function toAccountCreation(status: CreateAccountStatus): AccountCreation {
  const { Id, AccountName, State, AccountId, RequestedTimestamp, FailureReason } = status;
  return {
    id: required(Id, 'the id of a request for an account'),
    name: required(AccountName, 'the name of a requested account'),
    state: required(State, 'the state of a request for an account'),
    accountId: AccountId ?? null,
    requestedAt: required(RequestedTimestamp, 'the time of a request for an account'),
    failureReason: FailureReason ?? null,
  };
}
