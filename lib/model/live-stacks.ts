/** What CloudFormation found out about one resource of a stack. */
export interface ResourceDrift {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  /**
   * `MODIFIED`, `DELETED`, `IN_SYNC`, `NOT_CHECKED`, `UNKNOWN` or `UNSUPPORTED`.
   *
   * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackResourceDrift.html
   */
  readonly status: string;
  /** Why CloudFormation could not tell, in AWS's words. */
  readonly reason: string | undefined;
  /** JSON pointers into the properties that differ, such as `/Content/Statement/0`. */
  readonly properties: readonly string[];
}

/** What CloudFormation found out about a stack. */
export interface StackDrift {
  readonly stack: string;
  readonly region: string;
  /** Why the detection failed, in AWS's words; undefined: it did not fail. Some resources may be compared all the same. */
  readonly failure: string | undefined;
  readonly resources: readonly ResourceDrift[];
}

/** Whether a StackSet deploys by itself to accounts that join, and leaves its stacks in those that go away. */
export interface AutoDeployment {
  readonly isEnabled: boolean;
  readonly retainsStacks: boolean;
}

/** A StackSet as CloudFormation reports it. */
export interface LiveStackSet {
  readonly name: string;
  /** The template of its stacks, as text; undefined: there is no such StackSet. */
  readonly template: string | undefined;
  readonly autoDeployment: AutoDeployment;
  readonly parameters: Readonly<Record<string, string>>;
}
