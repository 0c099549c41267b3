/** The actions that CloudFormation needs for a type of resource. */
export interface Calls {
  /** To create, read and update it. */
  readonly always: readonly string[];
  /** What a property needs, where it is set. */
  readonly ifSet?: Readonly<Record<string, readonly string[]>>;
  /** To delete it, where its `DeletionPolicy` lets CloudFormation do so. */
  readonly toDelete: readonly string[];
}

/** What whoever assigns permission sets in the management account needs, because Identity Center acts there as the caller. */
const IN_MANAGEMENT_ACCOUNT = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:CreateSAMLProvider',
  'iam:DeleteRole',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:GetRole',
  'iam:GetSAMLProvider',
  'iam:ListAttachedRolePolicies',
  'iam:ListPolicies',
  'iam:ListRolePolicies',
  'iam:ListRoles',
  'iam:PutRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
  'iam:UpdateSAMLProvider',
];

/**
 * What CloudFormation calls for each type of resource, for the properties that our templates set. Source: the handlers in
 * the CloudFormation registry, in the copy of cfn-lint 1.58.0, read on 2026-11-22 and 2026-11-30.
 */
export const CALLS: Readonly<Record<string, Calls>> = {
  'AWS::Organizations::Organization': {
    always: [
      'organizations:CreateOrganization',
      'organizations:DescribeOrganization',
      'organizations:ListRoots',
      'iam:CreateServiceLinkedRole',
    ],
    toDelete: ['organizations:DeleteOrganization'],
  },
  'AWS::Organizations::OrganizationalUnit': {
    always: [
      'organizations:CreateOrganizationalUnit',
      'organizations:DescribeOrganizationalUnit',
      'organizations:UpdateOrganizationalUnit',
      'organizations:ListOrganizationalUnitsForParent',
      'organizations:ListParents',
      'organizations:ListTagsForResource',
      'organizations:TagResource',
      'organizations:UntagResource',
    ],
    toDelete: ['organizations:DeleteOrganizationalUnit'],
  },
  'AWS::Organizations::Account': {
    always: [
      'organizations:CreateAccount',
      'organizations:DescribeCreateAccountStatus',
      'organizations:DescribeAccount',
      'organizations:MoveAccount',
      'organizations:ListAccounts',
      'organizations:ListParents',
      'organizations:ListRoots',
      'organizations:ListTagsForResource',
      'organizations:TagResource',
      'organizations:UntagResource',
    ],
    toDelete: ['organizations:CloseAccount'],
  },
  'AWS::Organizations::Policy': {
    always: [
      'organizations:CreatePolicy',
      'organizations:DescribePolicy',
      'organizations:UpdatePolicy',
      'organizations:AttachPolicy',
      'organizations:DetachPolicy',
      'organizations:ListPolicies',
      'organizations:ListTargetsForPolicy',
      'organizations:ListTagsForResource',
      'organizations:TagResource',
      'organizations:UntagResource',
    ],
    toDelete: ['organizations:DeletePolicy'],
  },
  'AWS::Lambda::Function': {
    always: [
      'lambda:CreateFunction',
      'lambda:GetFunction',
      'lambda:GetFunctionCodeSigningConfig',
      'lambda:GetFunctionRecursionConfig',
      'lambda:GetFunctionScalingConfig',
      'lambda:GetRuntimeManagementConfig',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
      'lambda:ListTags',
      'lambda:TagResource',
      'lambda:UntagResource',
      'iam:PassRole',
      's3:GetObject',
    ],
    toDelete: ['lambda:DeleteFunction'],
  },
  'AWS::IAM::Role': {
    always: [
      'iam:CreateRole',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateRole',
      'iam:UpdateAssumeRolePolicy',
    ],
    // Without `iam:DeleteRolePermissionsBoundary`, which an update calls when the property goes.
    ifSet: { PermissionsBoundary: ['iam:PutRolePermissionsBoundary'] },
    toDelete: ['iam:DeleteRole'],
  },
  'AWS::IAM::ManagedPolicy': {
    always: [
      'iam:CreatePolicy',
      'iam:CreatePolicyVersion',
      'iam:DeletePolicyVersion',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:ListPolicyVersions',
      'iam:ListEntitiesForPolicy',
      'iam:AttachRolePolicy',
      'iam:DetachRolePolicy',
    ],
    toDelete: ['iam:DeletePolicy'],
  },
  // Without the actions that delete stacks of a StackSet: docs/decisions/0002-what-outlives-its-stack.md.
  'AWS::CloudFormation::StackSet': {
    always: [
      'cloudformation:CreateStackSet',
      'cloudformation:CreateStackInstances',
      'cloudformation:DescribeStackInstance',
      'cloudformation:DescribeStackSet',
      'cloudformation:DescribeStackSetOperation',
      'cloudformation:GetTemplateSummary',
      'cloudformation:ListStackInstances',
      'cloudformation:ListStackSetOperationResults',
      'cloudformation:TagResource',
      'cloudformation:UntagResource',
      'cloudformation:UpdateStackInstances',
      'cloudformation:UpdateStackSet',
    ],
    toDelete: ['cloudformation:DeleteStackInstances', 'cloudformation:DeleteStackSet'],
  },
  // Without `cloudtrail:StopLogging`, which an update calls when `IsLogging` becomes false.
  'AWS::CloudTrail::Trail': {
    always: [
      'cloudtrail:AddTags',
      'cloudtrail:CreateTrail',
      'cloudtrail:DescribeTrails',
      'cloudtrail:GetEventConfiguration',
      'cloudtrail:GetEventSelectors',
      'cloudtrail:GetInsightSelectors',
      'cloudtrail:GetTrail',
      'cloudtrail:GetTrailStatus',
      'cloudtrail:ListTags',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:RemoveTags',
      'cloudtrail:StartLogging',
      'cloudtrail:UpdateTrail',
      'iam:CreateServiceLinkedRole',
      'iam:GetRole',
      'iam:PassRole',
      'organizations:DescribeOrganization',
      'organizations:ListAWSServiceAccessForOrganization',
    ],
    toDelete: ['cloudtrail:DeleteTrail'],
  },
  'AWS::Logs::MetricFilter': {
    always: ['logs:DescribeMetricFilters', 'logs:PutMetricFilter'],
    toDelete: ['logs:DeleteMetricFilter'],
  },
  'AWS::CloudWatch::Alarm': {
    always: [
      'cloudwatch:DescribeAlarms',
      'cloudwatch:ListTagsForResource',
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:TagResource',
      'cloudwatch:UntagResource',
    ],
    toDelete: ['cloudwatch:DeleteAlarms'],
  },
  'AWS::Events::Rule': {
    always: [
      'events:DescribeRule',
      'events:ListTagsForResource',
      'events:ListTargetsByRule',
      'events:PutRule',
      'events:PutTargets',
      'events:RemoveTargets',
      'events:TagResource',
      'events:UntagResource',
      'iam:PassRole',
    ],
    toDelete: ['events:DeleteRule'],
  },
  'AWS::SNS::Topic': {
    always: [
      'sns:CreateTopic',
      'sns:GetDataProtectionPolicy',
      'sns:GetTopicAttributes',
      'sns:ListSubscriptionsByTopic',
      'sns:ListTagsForResource',
      'sns:SetTopicAttributes',
      'sns:TagResource',
      'sns:UntagResource',
    ],
    toDelete: ['sns:DeleteTopic'],
  },
  'AWS::SNS::TopicPolicy': { always: ['sns:SetTopicAttributes'], toDelete: [] },
  'AWS::SNS::Subscription': {
    always: ['sns:GetSubscriptionAttributes', 'sns:SetSubscriptionAttributes', 'sns:Subscribe'],
    toDelete: ['sns:Unsubscribe'],
  },
  'AWS::KMS::Key': {
    always: [
      'kms:CreateKey',
      'kms:DescribeKey',
      'kms:DisableKeyRotation',
      'kms:EnableKeyRotation',
      'kms:GetKeyPolicy',
      'kms:GetKeyRotationStatus',
      'kms:ListResourceTags',
      'kms:PutKeyPolicy',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:UpdateKeyDescription',
    ],
    toDelete: ['kms:ScheduleKeyDeletion'],
  },
  'AWS::KMS::Alias': {
    always: ['kms:CreateAlias', 'kms:ListAliases', 'kms:UpdateAlias'],
    toDelete: ['kms:DeleteAlias'],
  },
  'AWS::Logs::LogGroup': {
    always: [
      'logs:CreateLogGroup',
      'logs:PutRetentionPolicy',
      'logs:DeleteRetentionPolicy',
      'logs:DescribeLogGroups',
      'logs:DescribeIndexPolicies',
      'logs:DescribeResourcePolicies',
      'logs:GetDataProtectionPolicy',
      'logs:ListTagsForResource',
      'logs:TagResource',
      'logs:UntagResource',
    ],
    ifSet: { DeletionProtectionEnabled: ['logs:PutLogGroupDeletionProtection'] },
    toDelete: ['logs:DeleteLogGroup'],
  },
  'AWS::Events::EventBus': {
    always: [
      'events:CreateEventBus',
      'events:DescribeEventBus',
      'events:ListTagsForResource',
      'events:PutPermission',
      'events:TagResource',
      'events:UntagResource',
      'events:UpdateEventBus',
    ],
    toDelete: ['events:DeleteEventBus', 'events:RemovePermission'],
  },
  'AWS::Config::ConfigurationRecorder': {
    always: [
      'config:DescribeConfigurationRecorders',
      'config:ListTagsForResource',
      'config:PutConfigurationRecorder',
      'config:StartConfigurationRecorder',
      'iam:PassRole',
    ],
    toDelete: ['config:DeleteConfigurationRecorder'],
  },
  'AWS::Config::DeliveryChannel': {
    always: ['config:DescribeDeliveryChannels', 'config:PutDeliveryChannel'],
    toDelete: ['config:DeleteDeliveryChannel'],
  },
  // Without `s3:GetObject`, `s3:GetBucketAcl` and `iam:PassRole`: the pack's template is inline, and no bucket is named.
  'AWS::Config::OrganizationConformancePack': {
    always: [
      'config:DescribeOrganizationConformancePackStatuses',
      'config:DescribeOrganizationConformancePacks',
      'config:GetOrganizationConformancePackDetailedStatus',
      'config:ListTagsForResource',
      'config:PutOrganizationConformancePack',
      'config:TagResource',
      'config:UntagResource',
      'iam:CreateServiceLinkedRole',
      'organizations:EnableAWSServiceAccess',
      'organizations:ListDelegatedAdministrators',
    ],
    toDelete: ['config:DeleteOrganizationConformancePack'],
  },
  'AWS::GuardDuty::Detector': {
    always: [
      'guardduty:CreateDetector',
      'guardduty:GetDetector',
      'guardduty:ListDetectors',
      'guardduty:ListTagsForResource',
      'guardduty:TagResource',
      'guardduty:UntagResource',
      'guardduty:UpdateDetector',
      'iam:CreateServiceLinkedRole',
      'iam:GetRole',
    ],
    toDelete: ['guardduty:DeleteDetector'],
  },
  'AWS::SSM::ServiceSetting': {
    always: ['ssm:GetServiceSetting', 'ssm:UpdateServiceSetting'],
    toDelete: ['ssm:ResetServiceSetting'],
  },
  'AWS::IAM::ServiceLinkedRole': {
    always: ['iam:CreateServiceLinkedRole', 'iam:GetRole', 'iam:UpdateRole'],
    toDelete: ['iam:DeleteServiceLinkedRole', 'iam:GetServiceLinkedRoleDeletionStatus'],
  },
  // Without what attaches managed policies and boundaries: our permission sets have inline policies alone. The handlers
  // in the registry name no call of IAM. AWS's page does, for permission sets that the management account has:
  // https://docs.aws.amazon.com/singlesignon/latest/userguide/iam-auth-access-using-id-policies.html
  'AWS::SSO::PermissionSet': {
    always: [
      'sso:CreatePermissionSet',
      'sso:DeleteInlinePolicyFromPermissionSet',
      'sso:DeletePermissionsBoundaryFromPermissionSet',
      'sso:DescribePermissionSet',
      'sso:DescribePermissionSetProvisioningStatus',
      'sso:DetachCustomerManagedPolicyReferenceFromPermissionSet',
      'sso:DetachManagedPolicyFromPermissionSet',
      'sso:GetInlinePolicyForPermissionSet',
      'sso:GetPermissionsBoundaryForPermissionSet',
      'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
      'sso:ListManagedPoliciesInPermissionSet',
      'sso:ListTagsForResource',
      'sso:ProvisionPermissionSet',
      'sso:PutInlinePolicyToPermissionSet',
      'sso:TagResource',
      'sso:UntagResource',
      'sso:UpdatePermissionSet',
      ...IN_MANAGEMENT_ACCOUNT,
    ],
    toDelete: ['sso:DeletePermissionSet'],
  },
  'AWS::SSO::Assignment': {
    always: [
      'sso:CreateAccountAssignment',
      'sso:DescribeAccountAssignmentCreationStatus',
      'sso:ListAccountAssignments',
      ...IN_MANAGEMENT_ACCOUNT,
    ],
    toDelete: ['sso:DeleteAccountAssignment', 'sso:DescribeAccountAssignmentDeletionStatus'],
  },
  'Custom::AWS': { always: ['lambda:InvokeFunction'], toDelete: [] },
};

/** Properties that make CloudFormation call more than `CALLS` says, so none of our templates sets them. */
export const UNFORESEEN: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': [
    'CodeSigningConfigArn',
    'FileSystemConfigs',
    'KmsKeyArn',
    'Layers',
    'RecursiveLoop',
    'ReservedConcurrentExecutions',
    'RuntimeManagementConfig',
    'VpcConfig',
  ],
  'AWS::IAM::Role': ['ManagedPolicyArns', 'Policies'],
  'AWS::IAM::ManagedPolicy': ['Groups', 'Users'],
  'AWS::Logs::LogGroup': ['DataProtectionPolicy', 'FieldIndexPolicies', 'KmsKeyId', 'ResourcePolicyDocument'],
  'AWS::CloudFormation::StackSet': ['AdministrationRoleARN', 'ExecutionRoleName', 'Tags', 'TemplateURL'],
  'AWS::CloudTrail::Trail': ['AggregationConfigurations', 'EventSelectors', 'InsightSelectors', 'SnsTopicName'],
  'AWS::SNS::Topic': ['DataProtectionPolicy', 'DeliveryStatusLogging', 'Subscription'],
  'AWS::SNS::Subscription': ['DeliveryPolicy', 'SubscriptionRoleArn'],
  'AWS::KMS::Key': ['BypassPolicyLockoutSafetyCheck', 'Enabled', 'MultiRegion', 'Origin'],
  'AWS::Events::Rule': ['RoleArn'],
  'AWS::Events::EventBus': ['DeadLetterConfig', 'EventSourceName', 'KmsKeyIdentifier', 'LogConfig'],
  'AWS::Config::OrganizationConformancePack': ['DeliveryS3Bucket', 'TemplateS3Uri'],
  'AWS::GuardDuty::Detector': ['DataSources'],
  'AWS::SSO::PermissionSet': ['CustomerManagedPolicyReferences', 'ManagedPolicies', 'PermissionsBoundary'],
};
