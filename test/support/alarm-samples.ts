import type { AlarmId } from '../../lib/model/alarms';
import { LOG_ARCHIVE, MANAGEMENT, TRAIL_BUCKET } from './an-audit';
import { anObjectCall, aRecord, aSignIn, CALLERS, type CloudTrailRecord } from './cloudtrail-records';

/** Records by what they show. */
export interface Samples {
  /** The alarm must find these. */
  readonly finds: Readonly<Record<string, CloudTrailRecord>>;
  /** It must not find these, which are close. */
  readonly leaves: Readonly<Record<string, CloudTrailRecord>>;
}

const DENIED = {
  errorCode: 'AccessDenied',
  errorMessage: 'User: arn:aws:sts::222222222222:assumed-role/x is not authorized',
};
const ARCHIVE_KEY = `arn:aws:kms:eu-central-1:${LOG_ARCHIVE}:key/01234567-89ab-cdef-0123-456789abcdef`;

/** One key use, recorded in the account of the key. */
function keyUse(eventName: string, overrides: CloudTrailRecord = {}): CloudTrailRecord {
  return aRecord(`kms:${eventName}`, {
    userIdentity: CALLERS.archivist,
    recipientAccountId: LOG_ARCHIVE,
    requestParameters: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    resources: [{ accountId: LOG_ARCHIVE, type: 'AWS::KMS::Key', ARN: ARCHIVE_KEY }],
    ...overrides,
  });
}

function assuming(role: string, overrides: CloudTrailRecord = {}): CloudTrailRecord {
  const roleArn = `arn:aws:iam::222222222222:role/${role}`;
  return aRecord('sts:AssumeRole', {
    requestParameters: { roleArn, roleSessionName: 'me' },
    readOnly: true,
    ...overrides,
  });
}

/**
 * Identity Center, which takes the role of a permission set for a person.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
function federating(role: string, account = '222222222222'): CloudTrailRecord {
  return aRecord('sts:AssumeRoleWithSAML', {
    userIdentity: { type: 'SAMLUser', principalId: 'EXAMPLE=:alice', userName: 'alice', identityProvider: 'EXAMPLE=' },
    requestParameters: {
      sAMLAssertionID: '_11111111-2222-3333-4444-555555555555',
      roleSessionName: 'alice',
      roleArn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/${role}`,
      principalArn: `arn:aws:iam::${account}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
    },
    recipientAccountId: account,
    readOnly: true,
  });
}

/** A denied call, whose record lacks its parameters. */
function deniedAssuming(role: string, why = ''): CloudTrailRecord {
  const resource = `arn:aws:iam::222222222222:role/${role}`;
  const caller = 'arn:aws:iam::222222222222:user/alice';
  return aRecord('sts:AssumeRole', {
    errorCode: 'AccessDenied',
    errorMessage: `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${resource}${why}`,
    readOnly: true,
  });
}

function bucketCall(eventName: string, bucketName: string, overrides: CloudTrailRecord = {}): CloudTrailRecord {
  return aRecord(`s3:${eventName}`, {
    userIdentity: CALLERS.archivist,
    requestParameters: { bucketName, Host: `${bucketName}.s3.eu-central-1.amazonaws.com` },
    recipientAccountId: LOG_ARCHIVE,
    ...overrides,
  });
}

/** Records of calls, by the call. */
function calls(...names: readonly string[]): Readonly<Record<string, CloudTrailRecord>> {
  return Object.fromEntries(names.map((name) => [name, aRecord(name)]));
}

/** The same in the management account. */
function inManagement(...names: readonly string[]): Readonly<Record<string, CloudTrailRecord>> {
  return Object.fromEntries(names.map((name) => [name, aRecord(name, { recipientAccountId: MANAGEMENT })]));
}

export const ALARM_SAMPLES: Readonly<Record<AlarmId, Samples>> = {
  'unauthorized-calls': {
    finds: {
      'a denied call': aRecord('iam:CreateUser', DENIED),
      'a denied call of a service that says it in another way': aRecord('kms:Decrypt', {
        errorCode: 'AccessDeniedException',
      }),
      'a denied call to SNS': aRecord('sns:Publish', { errorCode: 'AuthorizationError' }),
      'a denied call to EC2': aRecord('ec2:RunInstances', { errorCode: 'Client.UnauthorizedOperation' }),
      "a denied look at a bucket by somebody's role": aRecord('s3:HeadBucket', DENIED),
    },
    leaves: {
      'a call that is not denied': aRecord('iam:CreateUser'),
      'a call that fails for another reason': aRecord('iam:CreateUser', { errorCode: 'EntityAlreadyExistsException' }),
      "AWS Config's look at a bucket": aRecord('s3:HeadBucket', {
        ...DENIED,
        userIdentity: CALLERS.config,
        sourceIPAddress: 'config.amazonaws.com',
      }),
      'a role of a service': aRecord('s3:HeadBucket', { ...DENIED, userIdentity: CALLERS.config }),
      'a service': aRecord('s3:PutObject', {
        ...DENIED,
        userIdentity: { type: 'AWSService', invokedBy: 'delivery.logs.amazonaws.com' },
        sourceIPAddress: 'delivery.logs.amazonaws.com',
      }),
    },
  },
  'sign-in-without-mfa': {
    finds: {
      'an IAM user without MFA': aSignIn(),
      'a sign-in that does not say whether MFA was used': aSignIn({ additionalEventData: { MobileVersion: 'No' } }),
    },
    leaves: {
      'an IAM user with MFA': aSignIn({ additionalEventData: { MFAUsed: 'Yes' } }),
      'a user of IAM Identity Center, whose sign-in looks like one without MFA': aSignIn({
        userIdentity: CALLERS.developer,
      }),
      'a failed sign-in': aSignIn({ responseElements: { ConsoleLogin: 'Failure' } }),
    },
  },
  'root-use': {
    finds: {
      'a call by root': aRecord('s3:ListBuckets', { userIdentity: CALLERS.root }),
      'a sign-in by root': aSignIn({ userIdentity: CALLERS.root }),
      'a root session that is opened': aRecord('sts:AssumeRoot', {
        userIdentity: CALLERS.administrator,
        requestParameters: { targetPrincipal: LOG_ARCHIVE },
      }),
    },
    leaves: {
      'an administrator': aRecord('s3:ListBuckets', { userIdentity: CALLERS.administrator }),
      'a service that works for root': aRecord('kms:Decrypt', {
        userIdentity: { ...CALLERS.root, invokedBy: 's3.amazonaws.com' },
      }),
      'what a service does by itself': aRecord('signin:UserAuthentication', {
        userIdentity: CALLERS.root,
        eventType: 'AwsServiceEvent',
      }),
      'a role that is assumed': assuming('administrator'),
    },
  },
  'iam-changes': {
    finds: calls(
      'iam:PutRolePolicy',
      'iam:PutUserPolicy',
      'iam:PutGroupPolicy',
      'iam:DeleteRolePolicy',
      'iam:DeleteUserPolicy',
      'iam:DeleteGroupPolicy',
      'iam:CreatePolicy',
      'iam:DeletePolicy',
      'iam:CreatePolicyVersion',
      'iam:DeletePolicyVersion',
      'iam:AttachRolePolicy',
      'iam:DetachRolePolicy',
      'iam:AttachUserPolicy',
      'iam:DetachUserPolicy',
      'iam:AttachGroupPolicy',
      'iam:DetachGroupPolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:DeleteRolePermissionsBoundary',
      'iam:PutRolePermissionsBoundary',
      'iam:SetDefaultPolicyVersion',
    ),
    leaves: calls(
      'iam:GetRolePolicy',
      'iam:GetPolicyVersion',
      'iam:SimulateCustomPolicy',
      'iam:CreateRole',
      'sqs:PutPolicy',
    ),
  },
  'trail-changes': {
    finds: calls(
      'cloudtrail:CreateTrail',
      'cloudtrail:UpdateTrail',
      'cloudtrail:DeleteTrail',
      'cloudtrail:StartLogging',
      'cloudtrail:StopLogging',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:PutInsightSelectors',
      'cloudtrail:PutEventConfiguration',
      'cloudtrail:RegisterOrganizationDelegatedAdmin',
      'cloudtrail:DeregisterOrganizationDelegatedAdmin',
    ),
    leaves: calls('cloudtrail:LookupEvents', 'cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'logs:PutTrail'),
  },
  'sign-in-failures': {
    finds: {
      'a failed sign-in to the console': aSignIn({
        responseElements: { ConsoleLogin: 'Failure' },
        errorMessage: 'Failed authentication',
      }),
      'a failed sign-in that says so only by its error': aSignIn({
        responseElements: null,
        errorMessage: 'Failed authentication',
      }),
      'a failed sign-in by IAM Identity Center': aRecord('signin:CredentialVerification', {
        userIdentity: CALLERS.identityCenterUser,
        eventType: 'AwsServiceEvent',
        serviceEventDetails: { CredentialVerification: 'Failure' },
      }),
    },
    leaves: {
      'a sign-in': aSignIn(),
      'a sign-in by IAM Identity Center': aRecord('signin:CredentialVerification', {
        userIdentity: CALLERS.identityCenterUser,
        eventType: 'AwsServiceEvent',
        serviceEventDetails: { CredentialVerification: 'Success' },
      }),
      'another failed authentication': aRecord('redshift:GetClusterCredentials', {
        errorMessage: 'Failed authentication',
      }),
    },
  },
  'key-deletion': {
    finds: calls('kms:DisableKey', 'kms:ScheduleKeyDeletion', 'kms:DeleteImportedKeyMaterial'),
    leaves: calls('kms:EnableKey', 'kms:CancelKeyDeletion', 'kms:DisableKeyRotation', 'other:DisableKey'),
  },
  'bucket-policy-changes': {
    finds: calls(
      's3:PutBucketPolicy',
      's3:DeleteBucketPolicy',
      's3:PutBucketAcl',
      's3:PutBucketCors',
      's3:DeleteBucketCors',
      's3:PutBucketLifecycle',
      's3:DeleteBucketLifecycle',
      's3:PutBucketLifecycleConfiguration',
      's3:PutBucketReplication',
      's3:DeleteBucketReplication',
      's3:PutBucketPublicAccessBlock',
      's3:DeleteAccountPublicAccessBlock',
      's3:PutBucketVersioning',
      's3:PutBucketObjectLockConfiguration',
      's3:PutBucketEncryption',
      's3:DeleteBucketEncryption',
      's3:PutBucketOwnershipControls',
      's3:DeleteBucketOwnershipControls',
      's3:PutBucketLogging',
      's3:PutAccessPointPolicy',
    ),
    leaves: calls(
      's3:GetBucketPolicy',
      's3:GetBucketAcl',
      's3:PutBucketTagging',
      's3:CreateBucket',
      'glacier:PutBucketPolicy',
    ),
  },
  'config-changes': {
    finds: calls(
      'config:StopConfigurationRecorder',
      'config:PutConfigurationRecorder',
      'config:DeleteConfigurationRecorder',
      'config:DeleteServiceLinkedConfigurationRecorder',
      'config:DisassociateResourceTypes',
      'config:PutDeliveryChannel',
      'config:DeleteDeliveryChannel',
    ),
    leaves: calls('config:StartConfigurationRecorder', 'config:PutConfigRule', 'config:DescribeDeliveryChannels'),
  },
  'security-group-changes': {
    finds: calls(
      'ec2:AuthorizeSecurityGroupIngress',
      'ec2:AuthorizeSecurityGroupEgress',
      'ec2:RevokeSecurityGroupIngress',
      'ec2:RevokeSecurityGroupEgress',
      'ec2:CreateSecurityGroup',
      'ec2:DeleteSecurityGroup',
      'ec2:ModifySecurityGroupRules',
    ),
    leaves: calls('ec2:DescribeSecurityGroups', 'ec2:DescribeSecurityGroupRules', 'rds:CreateDBSecurityGroup'),
  },
  'network-acl-changes': {
    finds: calls(
      'ec2:CreateNetworkAcl',
      'ec2:CreateNetworkAclEntry',
      'ec2:DeleteNetworkAcl',
      'ec2:DeleteNetworkAclEntry',
      'ec2:ReplaceNetworkAclEntry',
      'ec2:ReplaceNetworkAclAssociation',
    ),
    leaves: calls('ec2:DescribeNetworkAcls', 'ec2:CreateNetworkInterface'),
  },
  'gateway-changes': {
    finds: calls(
      'ec2:CreateCustomerGateway',
      'ec2:DeleteCustomerGateway',
      'ec2:AttachInternetGateway',
      'ec2:CreateInternetGateway',
      'ec2:DeleteInternetGateway',
      'ec2:DetachInternetGateway',
      'ec2:CreateEgressOnlyInternetGateway',
      'ec2:AttachVpnGateway',
      'ec2:CreateTransitGateway',
    ),
    leaves: calls('ec2:DescribeInternetGateways', 'ec2:CreateNatGateway', 'apigateway:CreateCustomerGateway'),
  },
  'route-table-changes': {
    finds: calls(
      'ec2:CreateRoute',
      'ec2:CreateRouteTable',
      'ec2:ReplaceRoute',
      'ec2:ReplaceRouteTableAssociation',
      'ec2:DeleteRouteTable',
      'ec2:DeleteRoute',
      'ec2:DisassociateRouteTable',
    ),
    leaves: calls('ec2:DescribeRouteTables', 'ec2:GetTransitGatewayRouteTable', 'appmesh:CreateRoute'),
  },
  'vpc-changes': {
    finds: calls(
      'ec2:CreateVpc',
      'ec2:DeleteVpc',
      'ec2:ModifyVpcAttribute',
      'ec2:AcceptVpcPeeringConnection',
      'ec2:CreateVpcPeeringConnection',
      'ec2:DeleteVpcPeeringConnection',
      'ec2:RejectVpcPeeringConnection',
      'ec2:ModifyVpcPeeringConnectionOptions',
      'ec2:AttachClassicLinkVpc',
      'ec2:DetachClassicLinkVpc',
      'ec2:DisableVpcClassicLink',
      'ec2:EnableVpcClassicLink',
    ),
    leaves: calls('ec2:DescribeVpcAttribute', 'ec2:CreateVpcEndpoint', 'ec2:CreateSubnet'),
  },
  'organizations-changes': {
    finds: calls(
      'organizations:CloseAccount',
      'organizations:RemoveAccountFromOrganization',
      'organizations:LeaveOrganization',
      'organizations:DetachPolicy',
      'organizations:DisablePolicyType',
      'organizations:MoveAccount',
      'organizations:CreateAccount',
      'organizations:UpdatePolicy',
      'organizations:DeletePolicy',
      'organizations:AcceptHandshake',
      'organizations:DisableAWSServiceAccess',
      'organizations:RegisterDelegatedAdministrator',
      'organizations:PutResourcePolicy',
      'account:CloseAccount',
    ),
    leaves: calls('organizations:DescribeAccount', 'organizations:ListPolicies', 'account:PutContactInformation'),
  },
  'mfa-changes': {
    finds: calls(
      'iam:DeactivateMFADevice',
      'iam:DeleteVirtualMFADevice',
      'sso-directory:DeleteMfaDeviceForUser',
      'identitystore:DeleteMfaDeviceForUser',
      'sso-directory:PutMfaDeviceManagementForDirectory',
      'sso:PutMfaDeviceManagementForIdentityStore',
    ),
    leaves: calls(
      'iam:EnableMFADevice',
      'sso-directory:ListMfaDevicesForUser',
      'sso-directory:CompleteVirtualMfaDeviceRegistration',
    ),
  },
  'access-key-created': {
    finds: calls('iam:CreateAccessKey'),
    leaves: calls('iam:DeleteAccessKey', 'iam:UpdateAccessKey', 'lightsail:CreateAccessKey'),
  },
  'platform-role-assumed': {
    finds: {
      deployment: assuming('platform/deployment'),
      'by a web identity': aRecord('sts:AssumeRoleWithWebIdentity', {
        userIdentity: { type: 'WebIdentityUser', userName: 'repo:example/platform' },
        requestParameters: { roleArn: 'arn:aws:iam::222222222222:role/platform/deployment' },
      }),
      'a denied attempt without parameters': deniedAssuming('platform/deployment'),
    },
    leaves: {
      'break-glass, which has an alarm of its own': assuming('platform/break-glass'),
      'by StackSets': assuming('platform/deployment', {
        userIdentity: { ...CALLERS.administrator, invokedBy: 'member.org.stacksets.cloudformation.amazonaws.com' },
      }),
    },
  },
  'break-glass-assumed': {
    finds: {
      'break-glass': assuming('platform/break-glass'),
      'the role of the management account': assuming('OrganizationAccountAccessRole', {
        userIdentity: CALLERS.administrator,
      }),
      'a denied attempt': assuming('platform/break-glass', DENIED),
      'a denied attempt without parameters': deniedAssuming('platform/break-glass'),
      'one that a policy of the organization denies': deniedAssuming(
        'platform/break-glass',
        ' with an explicit deny in a service control policy',
      ),
      "a denied attempt on the management account's role": deniedAssuming('OrganizationAccountAccessRole'),
    },
    leaves: {
      'deployment, which pipelines assume all day': assuming('platform/deployment'),
      'a denied attempt on another role': deniedAssuming('imitation/break-glass'),
      'another role': assuming('platform/break-glass-reader'),
      'a role of the same name elsewhere': assuming('imitation/break-glass'),
      'by StackSets': assuming('OrganizationAccountAccessRole', {
        userIdentity: { ...CALLERS.administrator, invokedBy: 'member.org.stacksets.cloudformation.amazonaws.com' },
      }),
      'another call that names the role': aRecord('iam:GetRole', {
        requestParameters: { roleArn: 'arn:aws:iam::222222222222:role/platform/break-glass' },
      }),
    },
  },
  'elevated-access': {
    finds: {
      'an administrator': federating('eu-central-1/AWSReservedSSO_administrator_0123456789abcdef'),
      'an administrator, if Identity Center is in us-east-1': federating(
        'AWSReservedSSO_administrator_0123456789abcdef',
      ),
      'a deployer, in the management account': federating(
        'eu-central-1/AWSReservedSSO_deployer_0123456789abcdef',
        MANAGEMENT,
      ),
      'a backup operator by Identity Center': federating(
        'eu-central-1/AWSReservedSSO_backup-operator_fedcba9876543210',
      ),
      'a backup operator from the audit account': assuming('platform/backup-operator'),
      'a person of a partner': assuming('partner/surveyor', { userIdentity: { type: 'AWSAccount' } }),
      'an imitation of a permission set': assuming('AWSReservedSSO_administrator_0123456789abcdef'),
    },
    leaves: {
      'a developer': federating('eu-central-1/AWSReservedSSO_developer_0123456789abcdef'),
      'a permission set whose name ends so': federating(
        'eu-central-1/AWSReservedSSO_app-administrator_0123456789abcdef',
      ),
      'the auditor': assuming('platform/audit'),
      'a machine of a partner': assuming('partner/observability'),
      'a role whose name ends so': assuming('platform/my-backup-operator'),
      'an attempt that is refused': assuming('platform/backup-operator', DENIED),
      'a call by an administrator': aRecord('sts:GetCallerIdentity', {
        requestParameters: {
          roleArn: 'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_administrator_0',
        },
      }),
      'another service': aRecord('other:AssumeRole', {
        requestParameters: { roleArn: 'arn:aws:iam::222222222222:role/platform/backup-operator' },
      }),
    },
  },
  'watch-changes': {
    finds: {
      ...inManagement(
        'events:DisableRule',
        'events:DeleteRule',
        'events:RemoveTargets',
        'events:PutRule',
        'events:PutTargets',
        'events:PutPermission',
        'events:RemovePermission',
        'events:UpdateEventBus',
        'sns:DeleteTopic',
        'sns:SetTopicAttributes',
        'sns:Subscribe',
        'sns:ConfirmSubscription',
        'sns:Unsubscribe',
        'sns:SetSubscriptionAttributes',
        'sns:AddPermission',
        'sns:RemovePermission',
        'sns:PutDataProtectionPolicy',
        'monitoring:DeleteAlarms',
        'monitoring:DisableAlarmActions',
        'monitoring:PutMetricAlarm',
        'monitoring:SetAlarmState',
        'monitoring:PutAlarmMuteRule',
        'logs:DeleteLogGroup',
        'logs:DeleteLogStream',
        'logs:DeleteMetricFilter',
        'logs:PutMetricFilter',
        'logs:PutRetentionPolicy',
        'logs:PutLogGroupDeletionProtection',
        'logs:PutDataProtectionPolicy',
        'logs:PutAccountPolicy',
        'logs:PutTransformer',
        'logs:PutStorageTierPolicy',
        'logs:AssociateKmsKey',
        'kms:DisableKey',
        'kms:ScheduleKeyDeletion',
        'kms:PutKeyPolicy',
      ),
      'a metric filter on another log group': aRecord('logs:PutMetricFilter', {
        recipientAccountId: MANAGEMENT,
        requestParameters: { logGroupName: 'other' },
      }),
    },
    leaves: {
      ...inManagement(
        'events:DescribeRule',
        'events:ListTargetsByRule',
        'events:EnableRule',
        'monitoring:DescribeAlarms',
        'sns:GetTopicAttributes',
        'kms:Decrypt',
        'kms:GetKeyPolicy',
        'logs:CreateLogStream',
        's3:DeleteBucket',
      ),
      'a rule of another account': aRecord('events:DisableRule'),
    },
  },
  'archive-touched': {
    finds: {
      'a log that is read': anObjectCall('GetObject'),
      'a log that is deleted': anObjectCall('DeleteObject'),
      'a denied deletion': anObjectCall('DeleteObject', DENIED),
      'an upload': anObjectCall('PutObject'),
      'a denied reading whose record has no parameters': anObjectCall('GetObject', {
        ...DENIED,
        requestParameters: null,
      }),
      'a reading from nowhere': anObjectCall('GetObject', { ...DENIED, userIdentity: CALLERS.anonymous }),
      'a reading by root': anObjectCall('GetObject', { userIdentity: CALLERS.root }),
      "a change of the bucket's policy": bucketCall('PutBucketPolicy', TRAIL_BUCKET, DENIED),
      'a deletion of the bucket by a StackSet': bucketCall('DeleteBucket', TRAIL_BUCKET, {
        userIdentity: { ...CALLERS.stackSets, invokedBy: 'cloudformation.amazonaws.com' },
        sourceIPAddress: 'cloudformation.amazonaws.com',
      }),
      'a use of the key': keyUse('Decrypt'),
      "a change of the key's policy": keyUse('PutKeyPolicy', { requestParameters: { keyId: ARCHIVE_KEY } }),
      'a denied use of the key from another account': aRecord('kms:Decrypt', {
        ...DENIED,
        requestParameters: { keyId: `arn:aws:kms:eu-central-1:${LOG_ARCHIVE}:alias/rampart-trail` },
      }),
    },
    leaves: {
      'a delivery by CloudTrail': anObjectCall('PutObject', {
        userIdentity: CALLERS.cloudTrail,
        sourceIPAddress: 'cloudtrail.amazonaws.com',
      }),
      "CloudTrail's look at the bucket": bucketCall('GetBucketAcl', TRAIL_BUCKET, { userIdentity: CALLERS.cloudTrail }),
      "AWS Config's look at the bucket": bucketCall('GetBucketPolicy', TRAIL_BUCKET, { userIdentity: CALLERS.config }),
      "CloudTrail's use of the key": keyUse('GenerateDataKey', { userIdentity: CALLERS.cloudTrail }),
      'a look at the key': keyUse('DescribeKey'),
      "a look at the key's grants": keyUse('ListGrants'),
      "a look at the key's policy": keyUse('GetKeyPolicy'),
      "another bucket's object": anObjectCall('GetObject', {}, 'rampart-config-444444444444-eu-central-1-an'),
      "another bucket's policy": bucketCall('PutBucketPolicy', 'orders'),
      "another account's key": keyUse('Decrypt', { recipientAccountId: MANAGEMENT }),
    },
  },
};
