/** The actions that CloudFormation needs for a type of resource. */
export interface Calls {
  /** To create, read and update it. */
  readonly always: readonly string[];
  /** To delete it, where its `DeletionPolicy` lets CloudFormation do so. */
  readonly toDelete: readonly string[];
}

/**
 * What CloudFormation calls for each type of resource, for the properties that our templates set. Source: the handlers in
 * the CloudFormation registry, in the copy of cfn-lint 1.58.0, read on 2026-11-22.
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
    toDelete: ['logs:DeleteLogGroup'],
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
  'AWS::IAM::Role': ['ManagedPolicyArns', 'PermissionsBoundary', 'Policies', 'RoleName'],
  'AWS::IAM::ManagedPolicy': ['Groups', 'ManagedPolicyName', 'Users'],
  'AWS::Logs::LogGroup': [
    'DataProtectionPolicy',
    'FieldIndexPolicies',
    'KmsKeyId',
    'LogGroupName',
    'ResourcePolicyDocument',
  ],
};
