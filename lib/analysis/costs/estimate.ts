import type { Pack } from '../../model/config-rules/config-rule';
import type { Organization } from '../../model/organization';
import { applicationLines } from './application-lines';
import { backupLines } from './backup-lines';
import { baselineLines } from './baseline-lines';
import { budgetLines } from './budget-lines';
import { complianceLines } from './compliance-lines';
import { counts, type CostLine } from './cost-line';
import { evidenceLines } from './evidence-lines';
import { finisherLines } from './finisher-lines';
import { vendingLines } from './vending-lines';

/** What Rampart's resources cost in a month, without workloads, taxes and discounts. */
export interface CostEstimate {
  /** What is on, and what the configuration could switch on. */
  readonly lines: readonly CostLine[];
  /** In USD, of what is on. */
  readonly usd: number;
}

/**
 * Estimates what AWS charges for what Rampart deploys, at the prices of us-east-1.
 *
 * Closed accounts are not charged. Free allowances are not subtracted: an organization shares them with its workloads.
 *
 * @param packs the conformance packs of the organization
 */
export function estimateCosts(organization: Organization, packs: readonly Pack[]): CostEstimate {
  const members = organization.accounts.filter(({ state }) => state !== 'closed');
  const accounts = counts(members.length + 1, 'account');
  const lines = [
    ...evidenceLines(organization, accounts),
    ...baselineLines(organization, accounts),
    ...finisherLines(organization),
    ...complianceLines(organization, packs),
    ...backupLines(organization),
    ...budgetLines(organization),
    ...applicationLines(organization),
    ...vendingLines(organization),
  ];
  return { lines, usd: lines.filter(({ isOn }) => isOn).reduce((sum, { usd }) => sum + usd, 0) };
}

/** What the default configuration is meant to stay below without applications, in USD a month. */
export const MODEST_USD = 20;

/** How many lines explain an estimate. */
const LARGEST = 3;

/** The lines that cost most, of those that are on. */
export function largestLines(lines: readonly CostLine[]): readonly CostLine[] {
  return lines
    .filter(({ isOn }) => isOn)
    .sort((a, b) => b.usd - a.usd)
    .slice(0, LARGEST);
}
