import type { AccountBaselineProps } from '../../constructs/baseline/account-baseline';
import type { Forwarding } from '../../constructs/baseline/forwarding-rules';
import type { AccountTemplateProps } from '../../constructs/baseline/account-template';
import type { RegionBaselineProps } from '../../constructs/baseline/region-baseline';
import type { RoleFromAudit } from '../../constructs/baseline/role-from-audit-account';
import type { RoleForPartnerProps } from '../../constructs/partner/role-for-partner';
import { boundaryOf } from '../analysis/assemble/boundary';
import { partnerDocument } from '../analysis/assemble/partner-document';
import { permissionSetDocument } from '../analysis/assemble/permission-sets';
import { AUDIT_ROLES } from '../model/audit-roles';
import {
  accountRegionalName,
  ARCHIVE_BUCKETS,
  BASELINE,
  BOUNDARY,
  BREAK_GLASS,
  BREAK_GLASS_USERS,
  eventBusArn,
  PARTNERS,
  roleEverywhere,
  rolesOfPermissionSet,
} from '../model/names';
import type { Baseline } from '../model/baseline';
import type { Organization, PartnerRole } from '../model/organization';
import { finisherOf } from './finisher-parts';

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

/** The roles by which people of the audit account work in member accounts. */
export function rolesFromAuditOf(organization: Organization): Pick<AccountTemplateProps, 'auditor' | 'backupOperator'> {
  const { auditor, backupOperator } = AUDIT_ROLES;
  const part = (
    { role, people, permissions }: (typeof AUDIT_ROLES)[keyof typeof AUDIT_ROLES],
    description: string,
  ): RoleFromAudit => ({
    ...role,
    description,
    people: rolesOfPermissionSet(people),
    permissions: { name: permissions, document: permissionSetDocument(permissions, organization) },
  });
  return {
    auditor: part(auditor, 'For people of the audit account who read how this account is configured'),
    backupOperator: part(
      backupOperator,
      'For people of the audit account who start and restore backups: every use sets off an alarm',
    ),
  };
}

/** The role of a partner in each of its accounts. */
export function roleForPartnerOf(partner: PartnerRole, organization: Organization): RoleForPartnerProps {
  return {
    partner,
    role: { path: PARTNERS.path, name: partner.key },
    permissions: { name: partner.permissionSet, document: partnerDocument(partner, organization) },
    boundary: BOUNDARY,
  };
}

/**
 * What every account, the management account included, has in each governed Region.
 *
 * @param logArchive the number of the account that has the bucket of AWS Config
 */
export function regionBaselineOf(
  organization: Organization,
  baseline: Baseline,
  logArchive: string,
): RegionBaselineProps {
  const { recorder, guardDuty } = baseline;
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
    finisher: finisherOf(organization, baseline),
  };
}
