import { Construct } from 'constructs';
import { ConfigRole } from './config-role';
import { EventForwarder } from './event-forwarder';
import type { Forwarding } from './forwarding-rules';

export interface AccountBaselineProps {
  readonly forwarding: Forwarding;
  /**
   * False where the account has AWS Config's role already: there is one per account.
   *
   * @default true
   */
  readonly makesConfigRole?: boolean;
}

/** What an account has once, whatever its Regions: the roles on which the rest of the baseline relies. */
export class AccountBaseline extends Construct {
  constructor(scope: Construct, id: string, { forwarding, makesConfigRole = true }: AccountBaselineProps) {
    super(scope, id);
    if (makesConfigRole) new ConfigRole(this, 'ConfigRole');
    new EventForwarder(this, 'Forwarder', forwarding);
  }
}
