import { DescribeStackSetCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { LiveStackSet } from '../model/live-stacks';
import type { Sender } from './clients';

/**
 * A StackSet and the template of its stacks.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackSet.html
 */
export async function readStackSet(cloudformation: Sender<CloudFormationClient>, name: string): Promise<LiveStackSet> {
  try {
    const { StackSet } = await cloudformation.send(new DescribeStackSetCommand({ StackSetName: name }));
    return { name, template: StackSet?.Status === 'DELETED' ? undefined : StackSet?.TemplateBody };
  } catch (error) {
    if (error instanceof Error && error.name === 'StackSetNotFoundException') return { name, template: undefined };
    throw error;
  }
}
