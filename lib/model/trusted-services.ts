import type { Organization } from './organization';

/**
 * The services that apply policies of a type in the accounts need trusted access first: AWS Backup runs the plans, tag
 * policies report what does not comply, EC2 reports the state of the accounts. S3 and the AI services need no trusted
 * access.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-backup.html,
 * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-tag-policies.html and
 * https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-ec2.html
 */
export const TRUSTED_FOR_POLICIES: Readonly<Record<string, { readonly id: string; readonly service: string }>> = {
  BACKUP_POLICY: { id: 'TrustBackup', service: 'backup.amazonaws.com' },
  DECLARATIVE_POLICY_EC2: { id: 'TrustEc2', service: 'ec2.amazonaws.com' },
  TAG_POLICY: { id: 'TrustTagPolicies', service: 'tagpolicies.tag.amazonaws.com' },
};

/** The other services that have trusted access. */
export const TRUSTED = {
  account: 'account.amazonaws.com',
  accessAnalyzer: 'access-analyzer.amazonaws.com',
  cloudTrail: 'cloudtrail.amazonaws.com',
  config: 'config.amazonaws.com',
  conformancePacks: 'config-multiaccountsetup.amazonaws.com',
  iam: 'iam.amazonaws.com',
  resourceSharing: 'ram.amazonaws.com',
  stackSets: 'member.org.stacksets.cloudformation.amazonaws.com',
};

/** The services to which `OrganizationSettings` gives trusted access. */
export function trustedServices(
  { audit, baseline, compliance }: Pick<Organization, 'audit' | 'baseline' | 'compliance'>,
  policyTypes: readonly string[],
): readonly string[] {
  return [
    ...policyTypes.flatMap((type) => TRUSTED_FOR_POLICIES[type]?.service ?? []),
    TRUSTED.iam,
    ...(audit === null ? [] : [TRUSTED.cloudTrail]),
    ...(baseline === null ? [] : [TRUSTED.config, TRUSTED.accessAnalyzer]),
    ...(hasContacts(baseline) ? [TRUSTED.account] : []),
    ...(compliance === null ? [] : [TRUSTED.conformancePacks]),
    TRUSTED.stackSets,
    TRUSTED.resourceSharing,
  ];
}

/**
 * Whether accounts get alternate contacts. Before the contacts of an account of an organization can be changed, Account
 * Management needs trusted access, AWS says of the operation; elsewhere, only for the contacts of other accounts. The finisher
 * changes those of its own account. Should it do without, nothing is lost: what trusted access adds, only the management account
 * can use.
 *
 * Source: https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
 */
export function hasContacts(baseline: Organization['baseline']): boolean {
  return Object.keys(baseline?.contacts ?? {}).length > 0;
}
