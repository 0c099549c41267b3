import type { Construct } from 'constructs';
import { MemberTemplate } from '../stack-set/member-template';
import { GlobalEvents, type GlobalEventsProps } from './global-events';

/** `GlobalEvents` for member accounts. */
export class GlobalEventsTemplate extends MemberTemplate {
  constructor(scope: Construct, id: string, props: GlobalEventsProps) {
    super(scope, id, { description: 'Forwards events of credentials and root', namesManagementAccount: true });
    new GlobalEvents(this, 'Baseline', props);
  }
}
