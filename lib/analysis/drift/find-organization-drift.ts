import type { LiveOrganization } from '../../model/live-organization';
import type { Organization } from '../../model/organization';
import type { AssembledPolicies } from '../assemble/assembly';
import { compareAccounts } from './compare-accounts';
import { comparePolicies } from './compare-policies';
import { compareSettings } from './compare-settings';
import { compareUnits } from './compare-units';
import type { Drift } from './drift';
import { expectedPolicies } from './expected-policies';
import { findForeignPolicies } from './foreign-policies';
import { findDetachedFullAccess } from './full-access';
import { matchTree, type KnownIds, type MatchedTree } from './match-tree';
import { placesOf } from './places';

export interface Compared {
  readonly organization: Organization;
  readonly assembly: AssembledPolicies;
  readonly live: LiveOrganization;
  /** The policy types that are enabled. */
  readonly policyTypes: readonly string[];
  readonly known?: KnownIds;
}

/** The differences between the files and the live organization: its settings, units, accounts and policies. */
export function findOrganizationDrift({ organization, assembly, live, policyTypes, known }: Compared): {
  readonly tree: MatchedTree;
  readonly drifts: readonly Drift[];
} {
  const tree = matchTree(organization, live, known);
  const places = placesOf(tree.organization, live);
  const expected = expectedPolicies(tree.organization, assembly);
  const settings = compareSettings(organization, live, expected, policyTypes);
  // One sentence says it of all policies of a type that is off.
  const off = new Set(settings.filter(({ kind }) => kind === 'policy-type-disabled').map(({ subject }) => subject));
  const offNames = new Set(expected.filter(({ type }) => off.has(type)).map(({ name }) => name));
  return {
    tree,
    drifts: [
      ...settings,
      ...compareUnits(organization, live, tree, places),
      ...compareAccounts(organization, live, tree, places),
      ...comparePolicies(expected, live, places).filter(
        ({ kind, subject }) => kind !== 'policy-detached' || !offNames.has(subject),
      ),
      ...findForeignPolicies(expected, live, organization.quotas, places),
      ...findDetachedFullAccess(tree.organization, live, places),
    ],
  };
}
