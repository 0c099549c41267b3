import { ListStackSetOperationsCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Sender } from './clients';
import { everyPage } from './every-page';

/** Automatic deployments queue, too. */
const ACTIVE: readonly (string | undefined)[] = ['QUEUED', 'RUNNING', 'STOPPING'];

/**
 * Whether an operation of a StackSet is running, waits for its turn, or is being stopped. The answer may be some seconds
 * old: AWS reads eventually consistent here.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackSetOperations.html
 */
export async function hasActiveOperations(
  cloudformation: Sender<CloudFormationClient>,
  stackSet: string,
): Promise<boolean> {
  const operations = await everyPage(
    (NextToken) => cloudformation.send(new ListStackSetOperationsCommand({ StackSetName: stackSet, NextToken })),
    ({ Summaries }) => Summaries,
  );
  return operations.some(({ Status }) => ACTIVE.includes(Status));
}
