import { Validations } from 'aws-cdk-lib';
import type { PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { OneWayCalls, type OneWayCall } from '../../constructs/organization/one-way-calls';
import { backupReach } from '../model/backup-plans';
import type { Organization } from '../model/organization';
import { hasContacts, TRUSTED, TRUSTED_FOR_POLICIES } from '../model/trusted-services';
import type { OrganizationIds } from './ids';
import { ManagementStack } from './management-stack';

export interface OrganizationSettingsStackProps {
  readonly organization: Organization;
  readonly ids: OrganizationIds;
  /** The policy types to enable, by their names in Organizations. */
  readonly policyTypes: readonly string[];
}

/**
 * What CloudFormation has no type for: policy types, trusted access, centralized root access, StackSets, resource sharing.
 *
 * Nothing here is ever disabled, not even when it leaves the template: disabling a policy type detaches every policy of
 * that type, and enabling it again does not attach them again.
 */
export class OrganizationSettingsStack extends ManagementStack {
  constructor(scope: Construct, id: string, props: OrganizationSettingsStackProps) {
    const { organization, ids, policyTypes } = props;
    super(scope, id, { organization, description: 'Settings of the organization that CloudFormation has no type for' });
    const rootArn = this.globalArn('organizations', `root/${ids.organizationId}/${ids.rootId}`);
    const { permissions } = new OneWayCalls(this, 'Calls', {
      calls: [
        ...policyTypes.flatMap((type) => [...trustFor(type), enablePolicyType(type, ids.rootId, rootArn)]),
        trust('TrustIam', TRUSTED.iam),
        // CloudTrail refuses an organization trail without it.
        ...(organization.audit === null ? [] : [trust('TrustCloudTrail', TRUSTED.cloudTrail)]),
        ...(organization.baseline === null ? [] : lookAtAllAccounts(this.globalArn('iam', ACCESS_ANALYZER_ROLE))),
        ...(hasContacts(organization.baseline) ? [trust('TrustAccountManagement', TRUSTED.account)] : []),
        ...(organization.compliance === null ? [] : [trust('TrustPacks', TRUSTED.conformancePacks)]),
        centralizeRoot('RootCredentialsManagement'),
        centralizeRoot('RootSessions'),
        activateStackSets(this.globalArn('iam', STACK_SETS_ROLE)),
        shareResources(this.globalArn('iam', RESOURCE_SHARING_ROLE)),
        ...backUp(organization, this.globalArn('iam', BACKUP_ROLE)),
      ],
    });
    Validations.of(permissions).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason:
        'IAM has no resource but * for these actions. Where there is a condition key, the statement uses it: trusted ' +
        'access to named services.',
    });
  }

  private globalArn(service: string, resource: string): string {
    return this.formatArn({ service, region: '', resource });
  }
}

const STACK_SETS_ROLE =
  'role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin';
const RESOURCE_SHARING_ROLE = 'role/aws-service-role/ram.amazonaws.com/AWSServiceRoleForResourceAccessManager';

const BACKUP_ROLE = 'role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup';

const ACCESS_ANALYZER_ROLE = 'role/aws-service-role/access-analyzer.amazonaws.com/AWSServiceRoleForAccessAnalyzer';

/**
 * What an aggregator and an analyzer of the organization need in the management account before another account may have
 * them.
 *
 * Sources: https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-config.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-delegated-administrator.html
 */
function lookAtAllAccounts(analyzerRoleArn: string): readonly OneWayCall[] {
  const analyzer = TRUSTED.accessAnalyzer;
  return [
    trust('TrustConfig', TRUSTED.config),
    trust('TrustAccessAnalyzer', analyzer),
    {
      id: 'AccessAnalyzerRole',
      service: 'iam',
      action: 'CreateServiceLinkedRole',
      parameters: { AWSServiceName: analyzer },
      // IAM's error for a role that exists. The call has no other value that could be wrong.
      ignoredError: 'InvalidInputException',
      permissions: [mayCreate(analyzerRoleArn, analyzer)],
    },
  ];
}

/**
 * What AWS Backup needs besides its trusted access, where something is backed up.
 *
 * For plans of the organization, the types of resources that the management account has switched on count in every account.
 * They are settings of a Region, so each Region of the plans has them. Types that are not named here stay as they are.
 * Copies from account to account are one setting for all Regions.
 *
 * Sources: https://docs.aws.amazon.com/aws-backup/latest/devguide/manage-cross-account.html,
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/service-opt-in.html and
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateGlobalSettings.html
 */
function backUp(organization: Organization, serviceRoleArn: string): readonly OneWayCall[] {
  const reach = backupReach(organization);
  if (reach === null) return [];
  const permissions = (action: string): OneWayCall['permissions'] => [
    { actions: [`backup:${action}`, 'organizations:DescribeOrganization'], resources: ['*'] },
    mayCreate(serviceRoleArn, 'backup.amazonaws.com'),
  ];
  const types = organization.backups.resourceTypes;
  return [
    ...reach.planRegions.map((region): OneWayCall => ({
      id: `BackupTypes-${region}`,
      service: 'backup',
      action: 'UpdateRegionSettings',
      region,
      parameters: { ResourceTypeOptInPreference: Object.fromEntries(types.map((type) => [type, true])) },
      permissions: permissions('UpdateRegionSettings'),
    })),
    ...(reach.copyAccounts.length === 0
      ? []
      : [
          {
            id: 'BackupCopies',
            service: 'backup',
            action: 'UpdateGlobalSettings',
            parameters: { GlobalSettings: { isCrossAccountBackupEnabled: 'true' } },
            permissions: permissions('UpdateGlobalSettings'),
          },
        ]),
  ];
}

function enablePolicyType(type: string, rootId: string, rootArn: string): OneWayCall {
  return {
    id: type,
    service: 'organizations',
    action: 'EnablePolicyType',
    parameters: { RootId: rootId, PolicyType: type },
    ignoredError: 'PolicyTypeAlreadyEnabledException',
    permissions: [
      {
        actions: ['organizations:EnablePolicyType'],
        resources: [rootArn],
        conditions: { StringEquals: { 'organizations:PolicyType': type } },
      },
    ],
  };
}

function trustFor(policyType: string): readonly OneWayCall[] {
  const trusted = TRUSTED_FOR_POLICIES[policyType];
  return trusted === undefined ? [] : [trust(trusted.id, trusted.service)];
}

function trust(id: string, servicePrincipal: string): OneWayCall {
  return {
    id,
    service: 'organizations',
    action: 'EnableAWSServiceAccess',
    parameters: { ServicePrincipal: servicePrincipal },
    permissions: [mayTrust(servicePrincipal)],
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html */
function centralizeRoot(feature: 'RootCredentialsManagement' | 'RootSessions'): OneWayCall {
  const action = `EnableOrganizations${feature}`;
  return { id: feature, service: 'iam', action, permissions: [{ actions: [`iam:${action}`], resources: ['*'] }] };
}

/** CloudFormation's own call: trusted access through Organizations alone does not activate StackSets. */
function activateStackSets(roleArn: string): OneWayCall {
  return {
    id: 'StackSets',
    service: 'cloudformation',
    action: 'ActivateOrganizationsAccess',
    permissions: [
      {
        actions: ['cloudformation:ActivateOrganizationsAccess', 'organizations:DescribeOrganization'],
        resources: ['*'],
      },
      mayTrust(TRUSTED.stackSets),
      mayCreate(roleArn, 'stacksets.cloudformation.amazonaws.com'),
    ],
  };
}

/** RAM's own call: trusted access through Organizations alone does not create the role that sharing needs. */
function shareResources(roleArn: string): OneWayCall {
  return {
    id: 'ResourceSharing',
    service: 'ram',
    action: 'EnableSharingWithAwsOrganization',
    permissions: [
      { actions: ['ram:EnableSharingWithAwsOrganization', 'organizations:DescribeOrganization'], resources: ['*'] },
      mayTrust(TRUSTED.resourceSharing),
      mayCreate(roleArn, 'ram.amazonaws.com'),
    ],
  };
}

function mayTrust(servicePrincipal: string): PolicyStatementProps {
  return {
    actions: ['organizations:EnableAWSServiceAccess'],
    resources: ['*'],
    conditions: { StringEquals: { 'organizations:ServicePrincipal': servicePrincipal } },
  };
}

function mayCreate(serviceLinkedRoleArn: string, service: string): PolicyStatementProps {
  return {
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [serviceLinkedRoleArn],
    conditions: { StringEquals: { 'iam:AWSServiceName': service } },
  };
}
