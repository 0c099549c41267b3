import { required } from '../../lib/aws/required';
import { STACK_SETS } from '../../lib/model/names';
import type { LiveOrganization, LivePolicy } from '../../lib/model/live-organization';
import { deleteInstances, putInstances } from '../aws/change-stack-sets';
import { createMemberAccount, removeMemberAccount } from '../aws/member-accounts';
import { send } from '../aws/send';
import type { Site } from '../site';
import type { Verification } from '../verify/verify';
import type { DeployedVersion } from './scenario';

/** What `rampart drift` finds, as `kind subject`. */
export type Finding = string;

/** A change outside the stacks that is made and undone, and what the command must find of it. */
export interface DriftChange {
  readonly commit: () => Promise<Finding>;
  readonly undo: () => Promise<unknown>;
}

type Clients = Site['clients'];

/** One change of each kind, in the order in which they are made. */
export function listChanges({ clients, region }: Site, { found }: DeployedVersion): readonly DriftChange[] {
  const { live } = found;
  const member = chooseMember(found);
  const [detached, added] = live.policies.filter(
    ({ awsManaged, type, targetIds }) =>
      !awsManaged && type === 'SERVICE_CONTROL_POLICY' && live.units.some((unit) => targetIds.includes(unit.id)),
  );
  return [
    editPolicy(clients, found),
    detachPolicy(clients, required(detached, 'a policy of a unit')),
    attachPolicy(clients, required(added, 'another policy of a unit'), live),
    // Before the account moves: the stack is deleted by its unit.
    deleteStack(clients, member, { region, rootId: live.rootId }),
    moveAccount(clients, member),
    addPolicy(clients, member.to),
    addAccount(clients),
    disableType(clients, live.rootId),
  ];
}

interface Member {
  readonly key: string;
  /** Its number. */
  readonly id: string;
  /** The ids of its unit and of another one. */
  readonly from: string;
  readonly to: string;
}

/** An account that the files put into a unit, and another unit. */
function chooseMember({ live, organization }: Verification): Member {
  const account = organization.accounts.find(({ accountId, state }) => accountId !== null && state === 'active');
  const found = live.accounts.find(({ id }) => id === account?.accountId);
  const other = live.units.find(({ id }) => id !== found?.parentId);
  if (account === undefined || found === undefined || other === undefined)
    throw new Error('the organization has no account that can move');
  return { key: account.key, id: found.id, from: found.parentId, to: other.id };
}

/** Contents that change nothing else, by the types of policies that are not adapted to the emulator. */
const EMPTY: Readonly<Record<string, object>> = { TAG_POLICY: { tags: {} }, BACKUP_POLICY: { plans: {} } };

function editPolicy(clients: Clients, { live }: Verification): DriftChange {
  const { id, name, type, content } = required(
    live.policies.find((policy) => !policy.awsManaged && policy.type in EMPTY),
    'a policy that is not adapted',
  );
  const write = (value: unknown) =>
    send(clients, 'organizations:UpdatePolicy', { PolicyId: id, Content: JSON.stringify(value) });
  return {
    commit: async () => {
      await write(EMPTY[type]);
      return `policy-changed ${name}`;
    },
    undo: () => write(content),
  };
}

function detachPolicy(clients: Clients, { id, name, targetIds }: LivePolicy): DriftChange {
  const attachment = { PolicyId: id, TargetId: targetIds[0] };
  return {
    commit: async () => {
      await send(clients, 'organizations:DetachPolicy', attachment);
      return `policy-detached ${name}`;
    },
    undo: () => send(clients, 'organizations:AttachPolicy', attachment),
  };
}

function attachPolicy(clients: Clients, { id, name, targetIds }: LivePolicy, live: LiveOrganization): DriftChange {
  const unit = live.units.find((candidate) => !targetIds.includes(candidate.id));
  const attachment = { PolicyId: id, TargetId: unit?.id };
  return {
    commit: async () => {
      await send(clients, 'organizations:AttachPolicy', attachment);
      return `policy-elsewhere ${name}`;
    },
    undo: () => send(clients, 'organizations:DetachPolicy', attachment),
  };
}

function deleteStack(
  clients: Clients,
  { id, from }: Member,
  { region, rootId }: { readonly region: string; readonly rootId: string },
): DriftChange {
  return {
    commit: async () => {
      await deleteInstances(clients, STACK_SETS.account, { account: id, unit: from, region });
      return `stack-instance-missing ${STACK_SETS.account} ${id} ${region}`;
    },
    undo: () =>
      putInstances(clients, STACK_SETS.account, {
        DeploymentTargets: { OrganizationalUnitIds: [rootId], Accounts: [id], AccountFilterType: 'INTERSECTION' },
        Regions: [region],
      }),
  };
}

function moveAccount(clients: Clients, { key, id, from, to }: Member): DriftChange {
  const move = (SourceParentId: string, DestinationParentId: string) =>
    send(clients, 'organizations:MoveAccount', { AccountId: id, SourceParentId, DestinationParentId });
  return {
    commit: async () => {
      await move(from, to);
      return `account-moved ${key}`;
    },
    undo: () => move(to, from),
  };
}

const FOREIGN = 'of-somebody-else';

function addPolicy(clients: Clients, unit: string): DriftChange {
  let id: string | undefined;
  return {
    commit: async () => {
      const statement = { Effect: 'Deny', Action: 'sqs:*', Resource: '*' };
      const { Policy } = await send(clients, 'organizations:CreatePolicy', {
        ...{ Name: FOREIGN, Description: 'rehearsal', Type: 'SERVICE_CONTROL_POLICY' },
        Content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
      });
      id = Policy?.PolicySummary?.Id;
      await send(clients, 'organizations:AttachPolicy', { PolicyId: id, TargetId: unit });
      return `policy-foreign ${FOREIGN}`;
    },
    undo: async () => {
      await send(clients, 'organizations:DetachPolicy', { PolicyId: id, TargetId: unit });
      await send(clients, 'organizations:DeletePolicy', { PolicyId: id });
    },
  };
}

function addAccount(clients: Clients): DriftChange {
  let id = '';
  return {
    commit: async () => {
      id = await createMemberAccount(clients, 'stranger', 'aws+rehearsal-stranger@example.com');
      return `account-unknown ${id}`;
    },
    undo: () => removeMemberAccount(clients, id),
  };
}

/** AWS detaches the policies of a type that is disabled. The emulator keeps them. */
function disableType(clients: Clients, RootId: string): DriftChange {
  const PolicyType = 'AISERVICES_OPT_OUT_POLICY';
  return {
    commit: async () => {
      await send(clients, 'organizations:DisablePolicyType', { RootId, PolicyType });
      return `policy-type-disabled ${PolicyType}`;
    },
    undo: () => send(clients, 'organizations:EnablePolicyType', { RootId, PolicyType }),
  };
}
