import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import { attachPolicy } from './change-organization';
import type { Sender } from './clients';

/** AWS's own policy, which AWS attaches to every unit and account that comes into being. */
const FULL_ACCESS = 'p-FullAWSAccess';

/** Attaches `FullAWSAccess` where it is missing: without it nothing is allowed. */
export async function attachFullAccess(
  organizations: Sender<OrganizationsClient>,
  targetIds: readonly string[],
): Promise<void> {
  for (const targetId of targetIds) {
    try {
      await attachPolicy(organizations, FULL_ACCESS, targetId);
    } catch (error) {
      if (!(error instanceof Error && error.name === 'DuplicatePolicyAttachmentException')) throw error;
    }
  }
}
