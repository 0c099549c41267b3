import { compareAccounts } from '../../lib/analysis/drift/compare-accounts';
import { comparePolicies } from '../../lib/analysis/drift/compare-policies';
import { compareUnits } from '../../lib/analysis/drift/compare-units';
import { findForeignPolicies } from '../../lib/analysis/drift/foreign-policies';
import { matchTree } from '../../lib/analysis/drift/match-tree';
import { placesOf } from '../../lib/analysis/drift/places';
import type { LiveOrganization } from '../../lib/aws/read-organization';
import type { Organization } from '../../lib/model/organization';
import type { ConfigurationVersion } from '../configuration/versions';
import { expectedPolicies } from './expected-policies';

/** A configured organization, compared with the running one. */
export interface ComparedOrganization {
  /** With the ids of the running organization. */
  readonly organization: Organization;
  /** The differences, one sentence each. */
  readonly faults: readonly string[];
}

/**
 * Compares as `rampart drift` does, but for what the emulator does not do: it attaches `FullAWSAccess` to the root only, and
 * keeps no trusted access by itself.
 */
export function compareOrganization(
  { organization, assembly }: Pick<ConfigurationVersion, 'organization' | 'assembly'>,
  live: LiveOrganization,
): ComparedOrganization {
  const tree = matchTree(organization, live);
  const places = placesOf(tree.organization, live);
  const expected = expectedPolicies(tree.organization, assembly);
  const drifts = [
    ...compareUnits(organization, live, tree, places),
    ...compareAccounts(organization, live, tree, places),
    ...comparePolicies(expected, live, places),
    ...findForeignPolicies(expected, live, organization.quotas, places),
  ];
  const { accountId } = organization.managementAccount;
  return {
    organization: tree.organization,
    faults: [
      ...(live.managementAccountId === accountId
        ? []
        : [`the management account is ${live.managementAccountId}, not ${accountId}`]),
      ...drifts.map(({ summary }) => summary),
    ],
  };
}
