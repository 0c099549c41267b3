import {
  AttachPolicyCommand,
  DetachPolicyCommand,
  MoveAccountCommand,
  UpdatePolicyCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Sender } from './clients';

type Organizations = Sender<OrganizationsClient>;

export async function replaceContent(organizations: Organizations, policyId: string, content: unknown): Promise<void> {
  await organizations.send(new UpdatePolicyCommand({ PolicyId: policyId, Content: JSON.stringify(content) }));
}

export async function detachPolicy(organizations: Organizations, policyId: string, targetId: string): Promise<void> {
  await organizations.send(new DetachPolicyCommand({ PolicyId: policyId, TargetId: targetId }));
}

export async function attachPolicy(organizations: Organizations, policyId: string, targetId: string): Promise<void> {
  await organizations.send(new AttachPolicyCommand({ PolicyId: policyId, TargetId: targetId }));
}

export async function moveAccount(
  organizations: Organizations,
  accountId: string,
  from: string,
  to: string,
): Promise<void> {
  const move = { AccountId: accountId, SourceParentId: from, DestinationParentId: to };
  await organizations.send(new MoveAccountCommand(move));
}
