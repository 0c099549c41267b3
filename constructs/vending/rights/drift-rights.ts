import { DEPLOYED_KEY } from './build-rights';
import type { Place } from './place';
import type { Right } from './right';

export interface DriftPlace extends Place {
  readonly topicName: string;
  /** The alias of the topic's key. */
  readonly topicKey: string;
}

/** Looking, and nothing else but telling the topic. */
export function driftRights({ account, region, bucketName, topicName, topicKey }: DriftPlace): readonly Right[] {
  return [
    {
      sid: 'Look',
      actions: LOOKS,
      resources: ['*'],
      because:
        'To see what differs, it reads every resource of our stacks in this account, and the whole organization. None of ' +
        'these actions changes anything or reads data.',
    },
    {
      sid: 'ReadDeployed',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [`arn:aws:s3:::${bucketName}/${DEPLOYED_KEY}`],
    },
    { sid: 'Tell', actions: ['sns:Publish'], resources: [`arn:aws:sns:${region}:${account}:${topicName}`] },
    {
      sid: 'EncryptMessages',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [`arn:aws:kms:${region}:${account}:key/*`],
      conditions: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [topicKey] } },
      because: "The id of the topic's key is random. The condition names the key by its alias, so that it is one key.",
    },
  ];
}

/**
 * What `rampart drift` asks, and what CloudFormation asks as its caller to detect the drift of our stacks.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/detect-drift-stack.html
 */
export const LOOKS: readonly string[] = [
  // The organization: policies and their targets, units and accounts.
  'organizations:DescribeAccount',
  'organizations:DescribeCreateAccountStatus',
  'organizations:DescribeOrganization',
  'organizations:DescribeOrganizationalUnit',
  'organizations:DescribePolicy',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListChildren',
  'organizations:ListDelegatedAdministrators',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListParents',
  'organizations:ListPolicies',
  'organizations:ListPoliciesForTarget',
  'organizations:ListRoots',
  'organizations:ListTagsForResource',
  'organizations:ListTargetsForPolicy',
  // Stacks, StackSets and their instances.
  'cloudformation:BatchDescribeTypeConfigurations',
  'cloudformation:DescribeStackDriftDetectionStatus',
  'cloudformation:DescribeStackInstance',
  'cloudformation:DescribeStackResource',
  'cloudformation:DescribeStackResourceDrifts',
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStackSet',
  'cloudformation:DescribeStackSetOperation',
  'cloudformation:DescribeStacks',
  'cloudformation:DetectStackDrift',
  'cloudformation:DetectStackResourceDrift',
  'cloudformation:GetTemplate',
  'cloudformation:GetTemplateSummary',
  'cloudformation:ListExports',
  'cloudformation:ListStackInstances',
  'cloudformation:ListStackResources',
  'cloudformation:ListStackSetOperationResults',
  'cloudformation:ListStackSetOperations',
  'cloudformation:ListStackSets',
  'cloudformation:ListStacks',
  // The resources of our stacks, which CloudFormation reads as its caller.
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetEventConfiguration',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetInsightSelectors',
  'cloudtrail:GetTrail',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:ListTags',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:ListTagsForResource',
  'config:DescribeConfigurationRecorders',
  'config:DescribeDeliveryChannels',
  'config:DescribeOrganizationConformancePackStatuses',
  'config:DescribeOrganizationConformancePacks',
  'config:GetOrganizationConformancePackDetailedStatus',
  'config:ListTagsForResource',
  'events:DescribeEventBus',
  'events:DescribeRule',
  'events:ListTagsForResource',
  'events:ListTargetsByRule',
  'guardduty:GetDetector',
  'guardduty:ListDetectors',
  'guardduty:ListTagsForResource',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListEntitiesForPolicy',
  'iam:ListPolicyVersions',
  'iam:ListRolePolicies',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListResourceTags',
  'lambda:GetFunction',
  'lambda:GetFunctionCodeSigningConfig',
  'lambda:GetFunctionRecursionConfig',
  'lambda:GetFunctionScalingConfig',
  'lambda:GetRuntimeManagementConfig',
  'lambda:ListTags',
  'logs:DescribeIndexPolicies',
  'logs:DescribeLogGroups',
  'logs:DescribeMetricFilters',
  'logs:DescribeResourcePolicies',
  'logs:GetDataProtectionPolicy',
  'logs:ListTagsForResource',
  'sns:GetDataProtectionPolicy',
  'sns:GetSubscriptionAttributes',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'sns:ListTagsForResource',
  'ssm:GetServiceSetting',
  'sso:DescribeAccountAssignmentCreationStatus',
  'sso:DescribePermissionSet',
  'sso:DescribePermissionSetProvisioningStatus',
  'sso:GetInlinePolicyForPermissionSet',
  'sso:GetPermissionsBoundaryForPermissionSet',
  'sso:ListAccountAssignments',
  'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
  'sso:ListManagedPoliciesInPermissionSet',
  'sso:ListTagsForResource',
];
