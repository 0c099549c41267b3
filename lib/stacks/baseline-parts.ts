import type { Forwarding } from '../../constructs/baseline/forwarding-rules';
import type { RegionBaselineProps } from '../../constructs/baseline/region-baseline';
import { accountRegionalName, ARCHIVE_BUCKETS, BASELINE, eventBusArn } from '../model/names';
import type { Baseline, Organization } from '../model/organization';

/** How every account, the management account included, sends events to the organization's bus. */
export function forwardingOf({ managementAccount, homeRegion }: Organization): Forwarding {
  return {
    prefix: BASELINE.prefix,
    busArn: eventBusArn(managementAccount.accountId, homeRegion),
    forwarder: BASELINE.forwarder,
  };
}

/**
 * What every account, the management account included, has in each governed Region.
 *
 * @param logArchive the number of the account that has the bucket of AWS Config
 */
export function regionBaselineOf(
  organization: Organization,
  { recorder, guardDuty }: Baseline,
  logArchive: string,
): RegionBaselineProps {
  const { homeRegion } = organization;
  return {
    recorder: {
      recorderName: BASELINE.recorder,
      channelName: BASELINE.deliveryChannel,
      recording: recorder,
      homeRegion,
      bucketName: accountRegionalName(ARCHIVE_BUCKETS.config, logArchive, homeRegion),
    },
    findingsFrom: guardDuty?.forwardFrom ?? null,
    forwarding: forwardingOf(organization),
  };
}
