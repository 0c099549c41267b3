import type { RehearsalClients } from './clients';
import { send } from './send';

/** Settings of an organization that services other than Organizations hold. */
export interface LiveSettings {
  /** The enabled features of centralized root access, such as `RootSessions`. */
  readonly rootFeatures: readonly string[];
  /** Whether StackSets may act in the whole organization. */
  readonly stackSetsActivated: boolean;
}

export async function readSettings(clients: Pick<RehearsalClients, 'iam' | 'cloudformation'>): Promise<LiveSettings> {
  const { EnabledFeatures = [] } = await send(clients, 'iam:ListOrganizationsFeatures', {});
  const { Status } = await send(clients, 'cloudformation:DescribeOrganizationsAccess', {});
  return { rootFeatures: EnabledFeatures, stackSetsActivated: Status === 'ENABLED' };
}
