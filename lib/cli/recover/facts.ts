import type { AccountCreation } from '../../aws/list-account-creations';
import type { ResourceFailure } from '../../aws/list-stack-failures';
import type { LiveTree } from '../../aws/read-organization';
import type { LiveResource } from '../../aws/read-stacks';

/** A stack of accounts, as CloudFormation has it. */
export interface LiveAccountsStack {
  /** Its id on the command line, such as `Accounts`. */
  readonly id: string;
  /** Its name in CloudFormation, such as `Rampart-Accounts`. */
  readonly name: string;
  /** Such as `UPDATE_COMPLETE`; null: there is no such stack. */
  readonly status: string | null;
  readonly resources: readonly LiveResource[];
  /** What failed since it was last at rest; the newest first. */
  readonly failures: readonly ResourceFailure[];
}

/** What AWS says, as plain data. */
export interface Facts {
  readonly tree: LiveTree;
  /** The newest first. */
  readonly creations: readonly AccountCreation[];
  /** One for each stack of the accounts' files. */
  readonly stacks: readonly LiveAccountsStack[];
  /** The exports of the home Region: name → value. */
  readonly exports: Readonly<Record<string, string>>;
}
