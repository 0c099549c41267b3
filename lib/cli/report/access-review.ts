import { checksByHand, type CheckByHand } from '../../analysis/access/checks-by-hand';
import { evidenceReaders, type Reached } from '../../analysis/access/evidence-readers';
import { findAccessEnds, type AccessEnd } from '../../analysis/access/find-ends';
import type { ListedPrincipal } from '../../analysis/access/listed-principal';
import { listPrincipals } from '../../analysis/access/list-principals';
import { openAccounts } from '../../analysis/access/places';
import type { Organization } from '../../model/organization';
import type { AccountsOfEntry } from './principal-entry';

/** What ends within so many days is listed. */
export const REVIEW_DAYS = 30;

/** Who may do what where, for somebody who reviews it. */
export interface AccessReview extends AccountsOfEntry {
  readonly at: Date;
  /** From all-powerful down. */
  readonly principals: readonly ListedPrincipal[];
  readonly revocations: Organization['revocations'];
  readonly evidence: readonly Reached[];
  readonly checks: readonly CheckByHand[];
  readonly ends: readonly AccessEnd[];
}

export function readAccessReview(organization: Organization, at: Date): AccessReview {
  return {
    at,
    principals: listPrincipals(organization),
    revocations: organization.revocations,
    evidence: evidenceReaders(organization),
    checks: checksByHand(organization),
    ends: findAccessEnds(organization, at, REVIEW_DAYS),
    ...accountsOfEntry(organization),
  };
}

export function accountsOfEntry(organization: Organization): AccountsOfEntry {
  return { memberAccounts: openAccounts(organization), managementAccount: organization.managementAccount.key };
}
