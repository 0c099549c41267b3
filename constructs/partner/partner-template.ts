import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { RoleForPartner, type RoleForPartnerProps } from './role-for-partner';

/** `RoleForPartner` for the accounts in which a partner has a role. */
export class PartnerTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, props: RoleForPartnerProps) {
    super(scope, id, { description: `The role of the partner ${props.role.name}` });
    new RoleForPartner(this, 'Partner', props);
  }
}
