/** How backups are kept. What is backed up, and when, are parameters of the guardrail `organization-backups`. */
export interface Backups {
  /** What no recovery point of the vaults may fall below or exceed. */
  readonly lock: VaultLock;
  /** The types of resources that a tag is enough for, by AWS Backup's names. */
  readonly resourceTypes: readonly string[];
}

/** The lock of the vaults. */
export interface VaultLock {
  /** In days. */
  readonly minimumDays: number;
  /** In days; null: no limit. */
  readonly maximumDays: number | null;
  /**
   * After how many days nobody can change or remove the lock, not even AWS (compliance mode), 3 or more; null: it can be
   * removed by whom the guardrails let (governance mode).
   */
  readonly finalAfterDays: number | null;
}
