import {
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
  DetectStackDriftCommand,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import type { ResourceDrift } from '../model/live-stacks';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { required } from './required';

type CloudFormation = Sender<CloudFormationClient>;

/** How far a detection is. `reason`: why it failed, in AWS's words. */
export type DetectionState =
  { readonly kind: 'running' | 'complete' } | { readonly kind: 'failed'; readonly reason: string };

/**
 * Starts to compare a stack's resources with its template, which takes up to several minutes.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackDrift.html
 *
 * @returns the id of the detection
 */
export async function startDriftDetection(cloudformation: CloudFormation, stack: string): Promise<string> {
  const { StackDriftDetectionId } = await cloudformation.send(new DetectStackDriftCommand({ StackName: stack }));
  return required(StackDriftDetectionId, 'the id of a drift detection');
}

export async function readDetectionState(cloudformation: CloudFormation, id: string): Promise<DetectionState> {
  const { DetectionStatus, DetectionStatusReason } = await cloudformation.send(
    new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId: id }),
  );
  if (DetectionStatus === 'DETECTION_IN_PROGRESS') return { kind: 'running' };
  if (DetectionStatus === 'DETECTION_COMPLETE') return { kind: 'complete' };
  return { kind: 'failed', reason: DetectionStatusReason ?? String(DetectionStatus) };
}

/** What the last detection found out about each resource that CloudFormation can compare, the unchanged ones among them. */
export async function listResourceDrifts(
  cloudformation: CloudFormation,
  stack: string,
): Promise<readonly ResourceDrift[]> {
  const drifts = await everyPage(
    (NextToken) => cloudformation.send(new DescribeStackResourceDriftsCommand({ StackName: stack, NextToken })),
    ({ StackResourceDrifts }) => StackResourceDrifts,
  );
  return drifts.map((drift) => ({
    logicalId: required(drift.LogicalResourceId, 'the logical id of a resource'),
    physicalId: drift.PhysicalResourceId ?? '',
    type: required(drift.ResourceType, 'the type of a resource'),
    status: required(drift.StackResourceDriftStatus, 'the drift status of a resource'),
    reason: drift.DriftStatusReason,
    properties: (drift.PropertyDifferences ?? []).flatMap(({ PropertyPath }) => PropertyPath ?? []),
  }));
}
