import { UpdateTerminationProtectionCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Sender } from './clients';

/** Takes a stack's termination protection away. */
export async function allowDeletion(cloudformation: Sender<CloudFormationClient>, stack: string): Promise<void> {
  await cloudformation.send(
    new UpdateTerminationProtectionCommand({ StackName: stack, EnableTerminationProtection: false }),
  );
}
