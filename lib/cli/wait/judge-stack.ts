import type { ListedAccount } from '../../aws/list-accounts';
import type { LiveStackInstance } from '../../aws/list-stack-instances';

/** `failed`: it stays as it is until somebody acts; `late`: it may still come. */
export const STACK_STATES = ['current', 'failed', 'late'] as const;

/** A stack that an account must have, and how far it is. */
export interface AwaitedStack {
  readonly stackSet: string;
  readonly account: ListedAccount;
  readonly region: string;
  readonly state: (typeof STACK_STATES)[number];
  /** Undefined: the StackSet has no stack there yet. */
  readonly instance: Pick<LiveStackInstance, 'status' | 'detailedStatus' | 'reason'> | undefined;
}

/**
 * The detailed statuses after which StackSets does nothing by itself.
 *
 * `PENDING` is not one of them, although a stack that an update leaves out has it for ever
 * (https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1751): nothing tells the two apart.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackInstanceComprehensiveStatus.html
 */
const ENDED: readonly (string | undefined)[] = [
  'FAILED',
  'FAILED_IMPORT',
  'CANCELLED',
  'INOPERABLE',
  'SKIPPED_SUSPENDED_ACCOUNT',
];

/**
 * How far a stack is. While an operation of its StackSet is queued or runs, no stack has failed: the operation may try
 * again.
 */
export function judgeStack(instance: AwaitedStack['instance'], hasActiveOperations: boolean): AwaitedStack['state'] {
  if (instance === undefined) return 'late';
  if (instance.status === 'CURRENT') return 'current';
  const hasEnded = instance.status === 'INOPERABLE' || ENDED.includes(instance.detailedStatus);
  return hasEnded && !hasActiveOperations ? 'failed' : 'late';
}
