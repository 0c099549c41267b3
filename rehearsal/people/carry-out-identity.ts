import { required } from '../../lib/aws/required';
import type { AssemblyStack } from '../assembly/copy-assembly';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import type { TemplateReferences } from '../verify/resolve-intrinsics';
import { assignmentsOf, exportedSetsOf, keyOf, permissionSetsOf } from './identity-template';

type SsoClients = Pick<RehearsalClients, 'ssoAdmin'>;

/**
 * Creates the permission sets and assignments of the templates by API calls, as CloudFormation on AWS would: the emulator
 * ignores them in a template.
 *
 * @param InstanceArn of the emulator's own instance, in place of the configured one
 */
export async function carryOutIdentity(
  stacks: readonly AssemblyStack[],
  InstanceArn: string,
  clients: SsoClients,
  referencesOf: (stack: AssemblyStack) => Omit<TemplateReferences, 'resources'>,
): Promise<void> {
  const arns = new Map<string, string>();
  for (const stack of stacks)
    for (const [id, { InlinePolicy, ...set }] of permissionSetsOf(stack, referencesOf(stack))) {
      const { PermissionSet } = await send(clients, 'ssoAdmin:CreatePermissionSet', { InstanceArn, ...set });
      const PermissionSetArn = required(PermissionSet?.PermissionSetArn, 'the ARN of the permission set');
      if (InlinePolicy !== undefined)
        await send(clients, 'ssoAdmin:PutInlinePolicyToPermissionSet', {
          ...{ InstanceArn, PermissionSetArn, InlinePolicy: JSON.stringify(InlinePolicy) },
        });
      arns.set(keyOf(stack.name, id), PermissionSetArn);
    }
  for (const stack of stacks)
    for (const [name, id] of exportedSetsOf(stack)) arns.set(name, arns.get(keyOf(stack.name, id)) ?? '');
  for (const stack of stacks)
    for (const assignment of assignmentsOf(stack, referencesOf(stack), arns))
      await send(clients, 'ssoAdmin:CreateAccountAssignment', { InstanceArn, ...assignment });
}

/** The ARN of the instance that the emulator has from its start. */
export async function instanceOf(clients: SsoClients): Promise<string> {
  const { Instances } = await send(clients, 'ssoAdmin:ListInstances', {});
  return required(Instances?.[0]?.InstanceArn, 'the ARN of the instance');
}
