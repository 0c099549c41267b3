import type { Construct } from 'constructs';
import { GlobalEventForwarding } from '../../constructs/audit/global-event-forwarding';
import { ALARMS } from '../model/names';
import type { Organization } from '../model/organization';
import { ManagementStack } from './management-stack';

export interface RegionalStackProps {
  readonly organization: Organization;
  /** Not the home Region. */
  readonly region: 'us-east-1';
}

/** What the management account needs in a Region beside the home Region: in us-east-1, the forwarding of global events. */
export class RegionalStack extends ManagementStack {
  constructor(scope: Construct, id: string, { organization, region }: RegionalStackProps) {
    super(scope, id, { organization, region, description: `What the management account needs in ${region}` });
    new GlobalEventForwarding(this, 'GlobalEvents', {
      homeRegion: organization.homeRegion,
      prefix: ALARMS.prefix,
      roleName: `${ALARMS.prefix}event-forwarding`,
    });
  }
}
