/** How a stack refers to the ids at AWS of the organization, its root and its units, known already or not. */
export interface OrganizationIds {
  readonly organizationId: string;
  readonly rootId: string;
  /** By the unit's id, such as `Workloads/Production`. */
  unitId(unit: string): string;
}

/** How a stack refers to every id at AWS. */
export interface Ids extends OrganizationIds {
  /** By the account's key. */
  accountId(account: string): string;
}
