import { Construct } from 'constructs';
import { CREDENTIAL_EVENTS, GLOBAL_EVENTS } from './forwarded-events';
import { ForwardingRules, type Forwarding } from './forwarding-rules';

export interface GlobalEventsProps {
  readonly forwarding: Forwarding;
  /**
   * False where other rules watch the root user already, as in the management account.
   *
   * @default true
   */
  readonly watchesRoot?: boolean;
}

/**
 * Forwards what happens to credentials, IAM users, MFA devices and root. It belongs into us-east-1, where the events of IAM
 * and most sign-ins of root are, and into the home Region, where root may work. It needs the role of `AccountBaseline`.
 */
export class GlobalEvents extends Construct {
  constructor(scope: Construct, id: string, { forwarding, watchesRoot = true }: GlobalEventsProps) {
    super(scope, id);
    new ForwardingRules(this, 'Events', { ...forwarding, events: watchesRoot ? GLOBAL_EVENTS : CREDENTIAL_EVENTS });
  }
}
