import { ListStackInstancesCommand, type CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { required } from './required';

/** A stack that a StackSet created in an account. */
export interface LiveStackInstance {
  /** The account's number. */
  readonly account: string;
  readonly region: string;
  /**
   * `CURRENT`, `OUTDATED` or `INOPERABLE`.
   *
   * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstanceSummary.html
   */
  readonly status: string;
  /**
   * What became of its last operation: `PENDING`, `RUNNING`, `SUCCEEDED`, `FAILED` …
   *
   * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstanceComprehensiveStatus.html
   */
  readonly detailedStatus: string | undefined;
  /** Why it has this status, in AWS's words. */
  readonly reason: string | undefined;
  readonly stackId: string | undefined;
}

/** The stacks of a StackSet, in every account and Region. */
export async function listStackInstances(
  cloudformation: Sender<CloudFormationClient>,
  stackSet: string,
): Promise<readonly LiveStackInstance[]> {
  const instances = await everyPage(
    (NextToken) => cloudformation.send(new ListStackInstancesCommand({ StackSetName: stackSet, NextToken })),
    ({ Summaries }) => Summaries,
  );
  return instances.map(({ Account, Region, Status, StackInstanceStatus, StatusReason, StackId }) => ({
    account: required(Account, 'the account of a stack instance'),
    region: required(Region, 'the Region of a stack instance'),
    status: required(Status, 'the status of a stack instance'),
    detailedStatus: StackInstanceStatus?.DetailedStatus,
    reason: StatusReason,
    stackId: StackId,
  }));
}
