import { identityPolicies } from '../../../policies/identity/policies';
import type { PolicyDocument } from '../../iam/statement';
import type { Organization } from '../../model/organization';
import { PERMISSION_SET_DEFAULTS, PERMISSION_SET_IDS, type PermissionSetId } from '../../model/permission-sets';

/** A tier as it is deployed. */
interface TierPermissionSet {
  readonly id: PermissionSetId;
  readonly summary: string;
  /** How long a session lasts, in hours. */
  readonly hours: number;
  /** What is proved, word for word. */
  readonly document: PolicyDocument;
}

/** The permission sets of the tiers, from the one that may least; none if the instance of Identity Center is not known. */
export function tiersOf(organization: Organization): readonly TierPermissionSet[] {
  const { identity } = organization;
  if (identity === null || identity.instance === null) return [];
  return PERMISSION_SET_IDS.map((id) => ({
    id,
    summary: PERMISSION_SET_DEFAULTS[id].summary,
    hours: identity.hours[id],
    document: permissionSetDocument(id, organization),
  }));
}

/** The policy of a tier, exactly as it is proved. Sets of Identity Center and roles have the same one. */
export function permissionSetDocument(id: PermissionSetId, organization: Organization): PolicyDocument {
  const policy = identityPolicies.get(id);
  if (policy === undefined) throw new Error(`policies/identity/ has no policy ${id}`);
  return policy.document(organization);
}

/** Whether anything has the policy of a tier: permission sets, roles of the baseline, or those of partners. */
export function hasPermissionSets({
  baseline,
  identity,
  partners,
}: Pick<Organization, 'baseline' | 'identity' | 'partners'>): boolean {
  return baseline !== null || identity !== null || partners.length > 0;
}
