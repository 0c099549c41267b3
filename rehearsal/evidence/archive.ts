import { accountRegionalName, ARCHIVE_BUCKETS, ARCHIVE_KEYS, trailArn } from '../../lib/model/names';
import type { Organization } from '../../lib/model/organization';

/** The trail's archive as it is deployed. */
export interface Archive {
  /** The number of the account that holds it. */
  readonly account: string;
  /** The number of another member account. */
  readonly otherAccount: string;
  readonly managementAccount: string;
  /** The home Region. */
  readonly region: string;
  readonly bucket: string;
  readonly keyAlias: string;
  readonly trailArn: string;
  readonly lockDays: number;
  /** Patterns of the ARNs of platform roles, by their purpose. */
  readonly roles: Partial<Organization['platform']['principals']>;
}

/**
 * Null: the configuration has no log archive, or no trail.
 *
 * @param organization with the ids of the running organization
 */
export function archiveOf({
  logArchive,
  audit,
  accounts,
  managementAccount,
  homeRegion: region,
  platform,
}: Organization): Archive | null {
  if (logArchive === null || audit === null) return null;
  const numberOf = (key: string): string => {
    const number = accounts.find((account) => account.key === key)?.accountId;
    if (number == null) throw new Error(`account \`${key}\` has no number`);
    return number;
  };
  const account = numberOf(logArchive.account);
  return {
    account,
    otherAccount: numberOf(audit.account),
    managementAccount: managementAccount.accountId,
    region,
    bucket: accountRegionalName(ARCHIVE_BUCKETS.trail, account, region),
    keyAlias: ARCHIVE_KEYS.trail,
    trailArn: trailArn(managementAccount.accountId, region),
    lockDays: logArchive.lockDays,
    roles: platform.principals,
  };
}
