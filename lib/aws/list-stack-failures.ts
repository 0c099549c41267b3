import { DescribeStackEventsCommand, type CloudFormationClient, type StackEvent } from '@aws-sdk/client-cloudformation';
import type { Sender } from './clients';

/** A resource that CloudFormation could not create, change or import. */
export interface ResourceFailure {
  readonly logicalId: string;
  /** Such as `CREATE_FAILED`. */
  readonly status: string;
  /** In the words of CloudFormation. */
  readonly reason: string;
}

/** Where every operation has come to its end, and nothing is left half done. */
const AT_REST = /^(?:CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

/** What CloudFormation says of resources that it stopped because another one had failed. */
const CANCELED = /cancelled/i;

/**
 * What failed in a stack since it was last at rest before the operation that is or was the last; the newest first.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html
 *
 * @param stack its name
 */
export async function listStackFailures(
  cloudformation: Sender<CloudFormationClient>,
  stack: string,
): Promise<readonly ResourceFailure[]> {
  const failures: ResourceFailure[] = [];
  let isNewest = true;
  let token: string | undefined;
  do {
    const { StackEvents = [], NextToken } = await cloudformation.send(
      new DescribeStackEventsCommand({ StackName: stack, NextToken: token }),
    );
    for (const event of StackEvents) {
      if (isStack(event)) {
        if (!isNewest && AT_REST.test(event.ResourceStatus ?? '')) return failures;
        isNewest = false;
      } else failures.push(...failureOf(event));
    }
    token = NextToken;
  } while (token !== undefined && token !== '');
  return failures;
}

function isStack({ StackId, PhysicalResourceId }: StackEvent): boolean {
  return StackId !== undefined && StackId === PhysicalResourceId;
}

function failureOf({
  LogicalResourceId,
  ResourceStatus,
  ResourceStatusReason,
}: StackEvent): readonly ResourceFailure[] {
  const isFailure = ResourceStatus?.endsWith('_FAILED') === true;
  if (!isFailure || LogicalResourceId === undefined || ResourceStatusReason === undefined) return [];
  if (CANCELED.test(ResourceStatusReason)) return [];
  return [{ logicalId: LogicalResourceId, status: ResourceStatus, reason: ResourceStatusReason }];
}
