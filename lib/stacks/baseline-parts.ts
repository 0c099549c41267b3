import type { AccountBaselineProps } from '../../constructs/baseline/account-baseline';
import type { Forwarding } from '../../constructs/baseline/forwarding-rules';
import type { RegionBaselineProps } from '../../constructs/baseline/region-baseline';
import { boundaryOf } from '../analysis/assemble/boundary';
import {
  accountRegionalName,
  ARCHIVE_BUCKETS,
  BASELINE,
  BOUNDARY,
  BREAK_GLASS,
  BREAK_GLASS_USERS,
  eventBusArn,
  roleEverywhere,
} from '../model/names';
import type { Baseline, Organization } from '../model/organization';

/** How every account, the management account included, sends events to the organization's bus. */
export function forwardingOf({ managementAccount, homeRegion }: Organization): Forwarding {
  return {
    prefix: BASELINE.prefix,
    busArn: eventBusArn(managementAccount.accountId, homeRegion),
    forwarder: BASELINE.forwarder,
  };
}

/** What every account, the management account included, has once. */
export function accountBaselineOf(organization: Organization): AccountBaselineProps {
  return {
    forwarding: forwardingOf(organization),
    boundary: { ...BOUNDARY, document: boundaryOf(organization) },
  };
}

/** The role for emergencies of member accounts, if the organization exempts it from guardrails; the management account has none. */
export function breakGlassOf({ platform, managementAccount }: Organization): Pick<AccountBaselineProps, 'breakGlass'> {
  if (!platform.principals.breakGlass.includes(roleEverywhere(BREAK_GLASS))) return {};
  const { accountId } = managementAccount;
  return { breakGlass: { ...BREAK_GLASS, managementAccount: accountId, userPath: BREAK_GLASS_USERS } };
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
