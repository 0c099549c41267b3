import type { RehearsalClients } from './clients';
import { send } from './send';

/** AWS's own policy, which AWS attaches to every new unit and account. */
const FULL_ACCESS = 'p-FullAWSAccess';

/** Attaches `FullAWSAccess` to the targets that do not have it: without it, nothing is allowed there. */
export async function attachFullAccess(
  clients: Pick<RehearsalClients, 'organizations'>,
  targetIds: readonly string[],
): Promise<void> {
  for (const TargetId of targetIds) {
    try {
      await send(clients, 'organizations:AttachPolicy', { PolicyId: FULL_ACCESS, TargetId });
    } catch (error) {
      if (!(error instanceof Error && error.name === 'DuplicatePolicyAttachmentException')) throw error;
    }
  }
}
