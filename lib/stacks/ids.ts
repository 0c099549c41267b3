/** The ids at AWS of the organization, its root and its units for use in a stack, whether they are known or not. */
export interface OrganizationIds {
  readonly organizationId: string;
  readonly rootId: string;
  /** By the unit's id, such as `Workloads/Production`. */
  unitId(unit: string): string;
}

/** All ids at AWS for use in a stack. */
export interface Ids extends OrganizationIds {
  /** By the account's key. */
  accountId(account: string): string;
}
