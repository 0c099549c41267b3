import { required } from '../../lib/aws/required';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import { attachFullAccess } from '../aws/attach-full-access';
import type { RehearsalClients } from '../aws/clients';
import { createMemberAccount, removeMemberAccount } from '../aws/member-accounts';
import { send } from '../aws/send';

/** Accounts that exist only during the calls, in units that have no account. */
export interface GuestAccounts {
  /** With the guests among its targets. */
  readonly file: GuardrailsFile;
  /** Removes them from the organization. */
  leave(): Promise<void>;
}

/** Creates an account in each of these units: without one, no call can be made there. */
export async function inviteGuests(
  clients: Pick<RehearsalClients, 'organizations'>,
  file: GuardrailsFile,
  units: readonly string[],
  nameFor: (what: string) => string,
): Promise<GuestAccounts> {
  const numbers: string[] = [];
  const targets = [...file.targets];
  const leave = async (): Promise<void> => {
    for (const number of numbers.splice(0)) await removeMemberAccount(clients, number);
  };
  try {
    for (const unit of units) {
      const name = nameFor(unit.replaceAll('/', '-'));
      const accountId = await createMemberAccount(clients, name, `${name}@example.com`);
      numbers.push(accountId);
      await moveInto(clients, accountId, file.targets.find(({ id }) => id === unit)?.awsId ?? '');
      targets.push({ id: `a guest in ${unit}`, kind: 'account', parent: unit, accountId, state: 'active' });
    }
  } catch (error) {
    await leave();
    throw error;
  }
  return { file: { ...file, targets }, leave };
}

async function moveInto(
  clients: Pick<RehearsalClients, 'organizations'>,
  AccountId: string,
  unitId: string,
): Promise<void> {
  const { Parents } = await send(clients, 'organizations:ListParents', { ChildId: AccountId });
  const SourceParentId = required(Parents?.[0]?.Id, "the account's parent");
  await send(clients, 'organizations:MoveAccount', { AccountId, SourceParentId, DestinationParentId: unitId });
  // AWS does this by itself.
  await attachFullAccess(clients, [AccountId]);
}
