/** What can be done with a stack. */
export const STACK_CONDITIONS = [
  /** There is none, or only an empty one that waits for its first change set. */
  'absent',
  /** An operation is running. */
  'busy',
  /** At rest: it takes a deployment and an import. */
  'stable',
  /** Stopped after a failure (`--no-rollback`). It takes a deployment, but no import. */
  'paused',
  /** The same, but it was never complete: there is nothing to which it could be rolled back. */
  'paused-unborn',
  /** It was never complete, and takes nothing but its deletion. */
  'unborn',
  /** Its rollback failed, and must come to an end first. */
  'stuck',
  /** AWS does not document what helps. */
  'unknown',
] as const;

export type StackCondition = (typeof STACK_CONDITIONS)[number];

const CONDITIONS: Readonly<Record<string, StackCondition>> = {
  REVIEW_IN_PROGRESS: 'absent',
  DELETE_COMPLETE: 'absent',
  CREATE_COMPLETE: 'stable',
  UPDATE_COMPLETE: 'stable',
  UPDATE_ROLLBACK_COMPLETE: 'stable',
  IMPORT_COMPLETE: 'stable',
  IMPORT_ROLLBACK_COMPLETE: 'stable',
  UPDATE_FAILED: 'paused',
  CREATE_FAILED: 'paused-unborn',
  ROLLBACK_COMPLETE: 'unborn',
  ROLLBACK_FAILED: 'unborn',
  DELETE_FAILED: 'unborn',
  UPDATE_ROLLBACK_FAILED: 'stuck',
};

/**
 * @param status null: there is no such stack
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-describing-stacks.html (the statuses),
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RollbackStack.html (which of them are stable)
 */
export function conditionOf(status: string | null): StackCondition {
  if (status === null) return 'absent';
  return CONDITIONS[status] ?? (status.endsWith('_IN_PROGRESS') ? 'busy' : 'unknown');
}

/** Whether CloudFormation would import into it now. */
export function takesImport(condition: StackCondition): boolean {
  return condition === 'stable' || condition === 'absent';
}
