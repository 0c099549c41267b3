import type { Construct } from 'constructs';
import { GlobalEventForwarding } from '../../constructs/audit/global-event-forwarding';
import { AccountBaseline } from '../../constructs/baseline/account-baseline';
import { GlobalEvents } from '../../constructs/baseline/global-events';
import { RegionBaseline } from '../../constructs/baseline/region-baseline';
import { ALARMS } from '../model/names';
import type { Baseline, LogArchive, Organization } from '../model/organization';
import { GLOBAL_EVENTS_REGION } from '../model/regions';
import { forwardingOf, regionBaselineOf } from './baseline-parts';
import type { Ids } from './ids';
import { ManagementStack } from './management-stack';

export interface RegionalStackProps {
  readonly organization: Organization;
  readonly region: string;
  readonly ids: Pick<Ids, 'accountId'>;
}

/**
 * What the management account needs in one Region, because no StackSet reaches it: its own baseline.
 *
 * The stack of the home Region comes first: its roles are used in all Regions.
 */
export class RegionalStack extends ManagementStack {
  constructor(scope: Construct, id: string, props: RegionalStackProps) {
    const { organization, region } = props;
    super(scope, id, { organization, region, description: `What the management account needs in ${region}` });
    const { homeRegion, baseline, logArchive } = organization;
    if (region === GLOBAL_EVENTS_REGION && region !== homeRegion)
      new GlobalEventForwarding(this, 'GlobalEvents', {
        homeRegion,
        prefix: ALARMS.prefix,
        roleName: `${ALARMS.prefix}event-forwarding`,
      });
    if (baseline !== null && logArchive !== null) this.addBaseline(props, baseline, logArchive);
  }

  private addBaseline({ organization, region, ids }: RegionalStackProps, baseline: Baseline, logArchive: LogArchive) {
    const { homeRegion, governedRegions } = organization;
    const forwarding = forwardingOf(organization);
    const roles = region === homeRegion ? new AccountBaseline(this, 'Account', { forwarding }) : null;
    if (governedRegions.includes(region)) {
      const archiveId = ids.accountId(logArchive.account);
      const own = new RegionBaseline(this, 'Baseline', regionBaselineOf(organization, baseline, archiveId));
      if (roles !== null) own.node.addDependency(roles);
    }
    if (region === homeRegion || region === GLOBAL_EVENTS_REGION) {
      // The rules of the audit watch the root user of the management account.
      const events = new GlobalEvents(this, 'Events', { forwarding, watchesRoot: false });
      if (roles !== null) events.node.addDependency(roles);
    }
  }
}
