/** An account of an organization as its service reports it. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /**
   * `PENDING_ACTIVATION`, `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE` or `CLOSED`. Only an active account can be used.
   *
   * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html
   */
  readonly state: string;
}

export interface LiveUnit {
  readonly id: string;
  readonly name: string;
  readonly parentId: string;
}

export interface LiveAccount extends ListedAccount {
  readonly parentId: string;
}

export interface LivePolicy {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Attached by AWS itself, such as `FullAWSAccess`. */
  readonly awsManaged: boolean;
  readonly content: unknown;
  readonly targetIds: readonly string[];
}

/** The root, the units and the accounts of an organization. */
export interface LiveTree {
  readonly rootId: string;
  /** Parents before their children. */
  readonly units: readonly LiveUnit[];
  readonly accounts: readonly LiveAccount[];
}

/** An organization as its service reports it. AWS returns lists in any order; here they are sorted, so that equal organizations compare as equal. */
export interface LiveOrganization extends LiveTree {
  readonly id: string;
  readonly managementAccountId: string;
  /** The policy types that are enabled on the root. */
  readonly policyTypes: readonly string[];
  readonly trustedServices: readonly string[];
  readonly policies: readonly LivePolicy[];
}
