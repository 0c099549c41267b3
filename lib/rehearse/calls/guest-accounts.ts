import {
  AttachPolicyCommand,
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  ListParentsCommand,
  MoveAccountCommand,
  RemoveAccountFromOrganizationCommand,
} from '@aws-sdk/client-organizations';
import type { Clients } from '../../aws/clients';
import type { GuardrailsFile } from '../../model/guardrails-file';

/** Accounts that only the rehearsal has, in units that hold none. */
export interface GuestAccounts {
  /** With them. */
  readonly file: GuardrailsFile;
  /** Takes them out of the organization. */
  leave(): Promise<void>;
}

type Organizations = Pick<Clients, 'organizations'>;

/** Makes an account in each of these units, without which nothing that holds there could be shown. */
export async function inviteGuests(
  { organizations }: Organizations,
  file: GuardrailsFile,
  units: readonly string[],
  name: (what: string) => string,
): Promise<GuestAccounts> {
  const numbers: string[] = [];
  const targets = [...file.targets];
  const leave = async (): Promise<void> => {
    for (const AccountId of numbers.splice(0))
      await organizations.send(new RemoveAccountFromOrganizationCommand({ AccountId }));
  };
  try {
    for (const unit of units) {
      const AccountId = await createAccount({ organizations }, name(unit.replaceAll('/', '-')));
      numbers.push(AccountId);
      await settle({ organizations }, AccountId, file.targets.find(({ id }) => id === unit)?.awsId ?? '');
      targets.push({ id: `a guest in ${unit}`, kind: 'account', parent: unit, accountId: AccountId, state: 'active' });
    }
  } catch (error) {
    await leave();
    throw error;
  }
  return { file: { ...file, targets }, leave };
}

async function createAccount({ organizations }: Organizations, AccountName: string): Promise<string> {
  let { CreateAccountStatus: status } = await organizations.send(
    new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` }),
  );
  while (status?.State === 'IN_PROGRESS') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    ({ CreateAccountStatus: status } = await organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status.Id }),
    ));
  }
  if (status?.AccountId === undefined) throw new Error(`no account was made: ${status?.FailureReason ?? 'no reason'}`);
  return status.AccountId;
}

async function settle({ organizations }: Organizations, AccountId: string, unit: string): Promise<void> {
  const { Parents } = await organizations.send(new ListParentsCommand({ ChildId: AccountId }));
  await organizations.send(
    new MoveAccountCommand({ AccountId, SourceParentId: Parents?.[0]?.Id, DestinationParentId: unit }),
  );
  // As AWS does by itself: without it, nothing is allowed in the account.
  await organizations
    .send(new AttachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: AccountId }))
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'DuplicatePolicyAttachmentException')) throw error;
    });
}
