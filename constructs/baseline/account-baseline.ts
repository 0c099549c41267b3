import { Construct } from 'constructs';
import { ConfigRole } from './config-role';
import { EventForwarder } from './event-forwarder';
import type { Forwarding } from './forwarding-rules';

export interface AccountBaselineProps {
  readonly forwarding: Forwarding;
}

/** What an account has once, whatever its Regions: the roles on which the rest of the baseline relies. */
export class AccountBaseline extends Construct {
  constructor(scope: Construct, id: string, { forwarding }: AccountBaselineProps) {
    super(scope, id);
    new ConfigRole(this, 'ConfigRole');
    new EventForwarder(this, 'Forwarder', forwarding);
  }
}
