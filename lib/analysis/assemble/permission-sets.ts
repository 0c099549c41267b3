import { identityPolicies } from '../../../policies/identity/policies';
import type { PolicyDocument } from '../../iam/statement';
import type { Organization } from '../../model/organization';
import type { PermissionSetId } from '../../model/permission-sets';

/** The policy of a tier, exactly as it is proved. Sets of Identity Center and roles have the same one. */
export function permissionSetDocument(id: PermissionSetId, organization: Organization): PolicyDocument {
  const policy = identityPolicies.get(id);
  if (policy === undefined) throw new Error(`policies/identity/ has no policy ${id}`);
  return policy.document(organization);
}
