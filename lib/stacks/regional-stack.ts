import type { Construct } from 'constructs';
import { GlobalEventForwarding } from '../../constructs/audit/global-event-forwarding';
import { AccountBaseline } from '../../constructs/baseline/account-baseline';
import { GlobalEvents } from '../../constructs/baseline/global-events';
import { RegionBaseline } from '../../constructs/baseline/region-baseline';
import { ConformancePacks } from '../../constructs/compliance/conformance-packs';
import { ALARMS } from '../model/names';
import type { Pack } from '../model/config-rules/config-rule';
import { packsIn } from '../model/config-rules/packs';
import type { Organization } from '../model/organization';
import { GLOBAL_EVENTS_REGION, globalEventRegions } from '../model/regions';
import { accountBaselineOf, forwardingOf, regionBaselineOf } from './baseline-parts';
import { conformancePacksOf } from './conformance-packs';
import { finisherRolesOf } from './finisher-parts';
import { ManagementStack } from './management-stack';

export interface RegionalStackProps {
  readonly organization: Organization;
  readonly region: string;
  /** The organization's conformance packs. */
  readonly packs: readonly Pack[];
  /** An account's number, by its key, as a stack in this Region reads it. */
  readonly accountId: (account: string) => string;
}

/**
 * What the management account needs in one Region, because no StackSet reaches it: its own baseline, and the
 * conformance packs of all accounts.
 *
 * The stack of the home Region comes first: its roles are used in all Regions.
 */
export class RegionalStack extends ManagementStack {
  constructor(scope: Construct, id: string, props: RegionalStackProps) {
    const { organization, region, packs, accountId } = props;
    super(scope, id, { organization, region, description: `What the management account needs in ${region}` });
    const { homeRegion, governedRegions, baseline, logArchive, managementAccount } = organization;
    if (region === GLOBAL_EVENTS_REGION && region !== homeRegion)
      new GlobalEventForwarding(this, 'GlobalEvents', {
        homeRegion,
        prefix: ALARMS.prefix,
        roleName: `${ALARMS.prefix}event-forwarding`,
      });
    if (baseline === null || logArchive === null) return;
    const forwarding = forwardingOf(organization);
    const roles =
      region === homeRegion
        ? new AccountBaseline(this, 'Account', {
            ...accountBaselineOf(organization),
            makesConfigRole: managementAccount.hasBaseline,
            ...(managementAccount.hasBaseline ? { finisher: finisherRolesOf(organization, baseline) } : {}),
          })
        : null;
    if (governedRegions.includes(region)) {
      const archiveId = accountId(logArchive.account);
      const everywhere = regionBaselineOf(organization, baseline, archiveId);
      const own = new RegionBaseline(
        this,
        'Baseline',
        managementAccount.hasBaseline ? everywhere : { ...everywhere, recorder: null, finisher: null },
      );
      if (roles !== null) own.node.addDependency(roles);
      const conformance = new ConformancePacks(this, 'Compliance', {
        packs: conformancePacksOf(packsIn(packs, region, homeRegion), accountId),
      });
      // A pack fails where an account has no recorder.
      conformance.node.addDependency(own);
    }
    if (globalEventRegions(homeRegion).includes(region)) {
      // The rules of the audit watch the root user of the management account.
      const events = new GlobalEvents(this, 'Events', { forwarding, watchesRoot: false });
      if (roles !== null) events.node.addDependency(roles);
    }
  }
}
