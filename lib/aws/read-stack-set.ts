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
    if (StackSet === undefined || StackSet.Status === 'DELETED') return missing(name);
    const { TemplateBody: template, AutoDeployment: auto, Parameters = [] } = StackSet;
    return {
      ...{ name, template },
      autoDeployment: {
        isEnabled: auto?.Enabled ?? false,
        retainsStacks: auto?.RetainStacksOnAccountRemoval ?? false,
      },
      parameters: Object.fromEntries(
        Parameters.map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
      ),
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'StackSetNotFoundException') return missing(name);
    throw error;
  }
}

function missing(name: string): LiveStackSet {
  return { name, template: undefined, autoDeployment: { isEnabled: false, retainsStacks: false }, parameters: {} };
}
