import type { Clients } from '../../aws/clients';
import { listResourceDrifts, readDetectionState, startDriftDetection } from '../../aws/detect-stack-drift';
import { listStackResources } from '../../aws/read-stacks';
import type { StackDrift } from '../../model/live-stacks';
import { counted } from '../../report/words';
import type { ClientsIn } from '../input/ask-aws';
import type { Patience } from '../input/patience';
import type { PlacedStack, Tell } from './placed-stack';

export interface Detected {
  readonly found: readonly StackDrift[];
  /** The resources that CloudFormation does not compare. */
  readonly notCompared: readonly { readonly type: string }[];
}

interface Detection {
  readonly stack: PlacedStack;
  /** Null: it could not be started. */
  readonly id: string | null;
  failure: string | undefined;
  isOver: boolean;
}

/**
 * CloudFormation compares the resources of a stack only in these states.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
 */
const COMPARABLE: readonly string[] = [
  'CREATE_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
];

/** Detects the drift of all stacks at once, since each takes minutes, and waits for the end. */
export async function detectDrift(
  stacks: readonly PlacedStack[],
  clientsIn: ClientsIn,
  patience: Patience,
  tell: Tell,
): Promise<Detected> {
  const detections: Detection[] = [];
  for (const stack of stacks) detections.push(await start(stack, clientsIn(stack.region)));
  await waitFor(detections, clientsIn, patience, tell);
  const found: StackDrift[] = [];
  const notCompared: { readonly type: string }[] = [];
  for (const { stack, id, failure } of detections) {
    const { name, region } = stack;
    const { cloudformation } = clientsIn(region);
    tell(`the resources of ${name}`);
    const resources = id === null ? [] : await listResourceDrifts(cloudformation, name);
    found.push({ stack: name, region, failure, resources });
    if (failure !== undefined) continue;
    const compared = new Set(
      resources.filter(({ status }) => IS_COMPARED[status] === true).map((one) => one.logicalId),
    );
    const unknown = new Set(resources.filter(({ status }) => status === 'UNKNOWN').map((one) => one.logicalId));
    const all = await listStackResources(cloudformation, name);
    notCompared.push(...all.filter(({ logicalId }) => !compared.has(logicalId) && !unknown.has(logicalId)));
  }
  return { found, notCompared };
}

const IS_COMPARED: Readonly<Record<string, boolean>> = { IN_SYNC: true, MODIFIED: true, DELETED: true };

async function start(stack: PlacedStack, { cloudformation }: Clients): Promise<Detection> {
  const { name, status } = stack;
  if (!COMPARABLE.includes(status)) return { stack, id: null, failure: `it is ${status}`, isOver: true };
  try {
    return { stack, id: await startDriftDetection(cloudformation, name), failure: undefined, isOver: false };
  } catch (error) {
    // Such as another detection of the same stack that still runs.
    if (error instanceof Error && error.name === 'ValidationError')
      return { stack, id: null, failure: error.message, isOver: true };
    throw error;
  }
}

async function waitFor(
  detections: readonly Detection[],
  clientsIn: ClientsIn,
  { timeoutMs, pauseMs, now, sleep }: Patience,
  tell: Tell,
): Promise<void> {
  const deadline = now() + timeoutMs;
  for (;;) {
    const running = detections.filter(({ isOver }) => !isOver);
    for (const detection of running) await look(detection, clientsIn);
    const left = detections.filter(({ isOver }) => !isOver);
    if (left.length === 0) return;
    if (now() >= deadline) {
      for (const detection of left) {
        detection.failure = `CloudFormation still compared it after ${counted(Math.round(timeoutMs / 60_000), 'minute')}`;
        detection.isOver = true;
      }
      return;
    }
    tell(`CloudFormation to compare the resources: ${counted(left.length, 'stack')} of ${detections.length} left`);
    await sleep(pauseMs);
  }
}

async function look(detection: Detection, clientsIn: ClientsIn): Promise<void> {
  if (detection.id === null) return;
  const state = await readDetectionState(clientsIn(detection.stack.region).cloudformation, detection.id);
  if (state.kind === 'running') return;
  detection.isOver = true;
  if (state.kind === 'failed') detection.failure = state.reason;
}
