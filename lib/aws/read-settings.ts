import { DescribeOrganizationsAccessCommand } from '@aws-sdk/client-cloudformation';
import { ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam';
import type { Clients } from './clients';

/** Settings of an organization that services other than Organizations keep. */
export interface LiveSettings {
  /** Of centralised root access, such as `RootSessions`. */
  readonly rootFeatures: readonly string[];
  /** Whether StackSets may act in the whole organization. */
  readonly stackSetsActivated: boolean;
}

export async function readSettings({
  iam,
  cloudformation,
}: Pick<Clients, 'iam' | 'cloudformation'>): Promise<LiveSettings> {
  const { EnabledFeatures = [] } = await iam.send(new ListOrganizationsFeaturesCommand({}));
  const { Status } = await cloudformation.send(new DescribeOrganizationsAccessCommand({}));
  return { rootFeatures: EnabledFeatures, stackSetsActivated: Status === 'ENABLED' };
}
