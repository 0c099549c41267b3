/** A role, and its policy of the same path and name. */
export interface FinisherRoleName {
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly name: string;
}

/** What the finisher consists of, by the same names in every account. */
export interface FinisherNames {
  readonly stateMachine: string;
  readonly schedule: string;
  /** The role with which Step Functions acts. */
  readonly role: FinisherRoleName;
  /** The role with which EventBridge Scheduler starts it. */
  readonly startRole: FinisherRoleName;
}

/** The ARN of a role of the finisher in an account. */
export function finisherRoleArn(account: string, { path, name }: FinisherRoleName): string {
  return `arn:aws:iam::${account}:role${path}${name}`;
}
