import { DescribeOrganizationsAccessCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Sender } from './clients';

/**
 * Whether StackSets may work in the accounts of the organization.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeOrganizationsAccess.html
 */
export async function areStackSetsActivated(cloudformation: Sender<CloudFormationClient>): Promise<boolean> {
  const { Status } = await cloudformation.send(new DescribeOrganizationsAccessCommand({}));
  return Status === 'ENABLED';
}
