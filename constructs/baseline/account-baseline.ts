import { Construct } from 'constructs';
import { FinisherRoles, type FinisherRolesProps } from '../finisher/finisher-roles';
import { BreakGlassRole, type BreakGlassRoleProps } from './break-glass-role';
import { ConfigRole } from './config-role';
import { EventForwarder } from './event-forwarder';
import type { Forwarding } from './forwarding-rules';
import { PermissionsBoundary, type PermissionsBoundaryProps } from './permissions-boundary';

export interface AccountBaselineProps {
  readonly forwarding: Forwarding;
  readonly boundary: PermissionsBoundaryProps;
  /**
   * The role for emergencies.
   *
   * @default - there is none
   */
  readonly breakGlass?: BreakGlassRoleProps;
  /**
   * The roles of the finisher.
   *
   * @default - there are none, and nothing is finished
   */
  readonly finisher?: FinisherRolesProps;
  /**
   * False where the account has AWS Config's role already: there is one per account.
   *
   * @default true
   */
  readonly makesConfigRole?: boolean;
}

/**
 * What an account has once, whatever its Regions: the roles on which the rest of the baseline relies, the boundary of the
 * roles that teams make, and the way in when there is no other.
 */
export class AccountBaseline extends Construct {
  constructor(scope: Construct, id: string, props: AccountBaselineProps) {
    super(scope, id);
    const { forwarding, boundary, breakGlass, finisher, makesConfigRole = true } = props;
    if (makesConfigRole) new ConfigRole(this, 'ConfigRole');
    new EventForwarder(this, 'Forwarder', forwarding);
    new PermissionsBoundary(this, 'Boundary', boundary);
    if (finisher !== undefined) new FinisherRoles(this, 'Finisher', finisher);
    if (breakGlass !== undefined) new BreakGlassRole(this, 'BreakGlass', breakGlass);
  }
}
