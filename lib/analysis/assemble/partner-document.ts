import { partnerDenials } from '../../../policies/baseline/partner';
import type { PolicyDocument } from '../../iam/statement';
import type { Organization, PartnerRole } from '../../model/organization';
import { permissionSetDocument } from './permission-sets';

/** The policy of a partner's role: that of its permission set, and what no partner may do. */
export function partnerDocument(partner: PartnerRole, organization: Organization): PolicyDocument {
  const { Version, Statement } = permissionSetDocument(partner.permissionSet, organization);
  return { Version, Statement: [...Statement, ...partnerDenials(partner, organization)] };
}
