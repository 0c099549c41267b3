import { SHOP } from './a-baseline';
import type { Samples } from './alarm-samples';
import { aRecord, asEvent, aSignIn, CALLERS, type CloudTrailRecord } from './cloudtrail-records';

/** Root of a member account. */
const ROOT = { type: 'Root', principalId: SHOP, arn: `arn:aws:iam::${SHOP}:root`, accountId: SHOP };

/** A call of IAM in a member account, as EventBridge delivers it in us-east-1. */
function iam(name: string, overrides: CloudTrailRecord = {}): CloudTrailRecord {
  return asEvent(aRecord(`iam:${name}`, { awsRegion: 'us-east-1', ...overrides }), SHOP);
}

function byRoot(name: string, overrides: CloudTrailRecord = {}): CloudTrailRecord {
  return asEvent(aRecord(name, { awsRegion: 'us-east-1', userIdentity: ROOT, ...overrides }), SHOP);
}

/** Events in us-east-1, by the rule that must forward each, and neighbors that no rule may forward. */
export const GLOBAL_SAMPLES: Readonly<Record<string, Samples['finds']>> = {
  'access-keys': {
    CreateAccessKey: iam('CreateAccessKey', { requestParameters: { userName: 'alice' } }),
    'a key for root': iam('CreateAccessKey', { userIdentity: ROOT }),
    'a refused CreateAccessKey': iam('CreateAccessKey', { errorCode: 'AccessDenied' }),
    UpdateAccessKey: iam('UpdateAccessKey', { requestParameters: { status: 'Active' } }),
    CreateServiceSpecificCredential: iam('CreateServiceSpecificCredential'),
    ResetServiceSpecificCredential: iam('ResetServiceSpecificCredential'),
    UpdateServiceSpecificCredential: iam('UpdateServiceSpecificCredential'),
    UploadSigningCertificate: iam('UploadSigningCertificate'),
    UploadSSHPublicKey: iam('UploadSSHPublicKey'),
  },
  mfa: {
    DeactivateMFADevice: iam('DeactivateMFADevice', { requestParameters: { userName: 'alice' } }),
    DeleteVirtualMFADevice: iam('DeleteVirtualMFADevice'),
    "root's device": iam('DeactivateMFADevice', { userIdentity: ROOT }),
  },
  'iam-users': {
    CreateUser: iam('CreateUser', { requestParameters: { userName: 'mallory' } }),
    CreateLoginProfile: iam('CreateLoginProfile'),
    UpdateLoginProfile: iam('UpdateLoginProfile'),
    'a user by CloudFormation': iam('CreateUser', {
      userIdentity: { ...CALLERS.developer, invokedBy: 'cloudformation.amazonaws.com' },
    }),
  },
  'root-use': {
    'a sign-in': asEvent(aSignIn({ awsRegion: 'us-east-1', userIdentity: ROOT }), SHOP),
    'a failed sign-in': asEvent(
      aSignIn({ awsRegion: 'us-east-1', userIdentity: ROOT, responseElements: { ConsoleLogin: 'Failure' } }),
      SHOP,
    ),
    'a call of another service': byRoot('account:CloseAccount'),
    'a user of another service': byRoot('transfer:CreateUser'),
  },
  'root-use-of-iam': {
    'another call of IAM': byRoot('iam:CreateRole'),
    'a refused call': byRoot('iam:UpdateAccountPasswordPolicy', { errorCode: 'AccessDenied' }),
  },
};

export const GLOBAL_NEIGHBORS: Samples['leaves'] = {
  'a call of IAM by a role': iam('CreateRole'),
  'a deleted key': iam('DeleteAccessKey'),
  'a list of keys by a role': iam('ListAccessKeys', { readOnly: true }),
  'a user of another service, by a role': asEvent(aRecord('transfer:CreateUser', { awsRegion: 'us-east-1' }), SHOP),
  'a sign-in by an IAM user': asEvent(aSignIn({ awsRegion: 'us-east-1' }), SHOP),
  'AWS on behalf of root': byRoot('ce:GetCostAndUsage', { userIdentity: { ...ROOT, invokedBy: 'AWS Internal' } }),
  'an event of another account': {
    ...iam('CreateAccessKey'),
    account: '111111111111',
  },
  'an event that another Region has forwarded': { ...iam('CreateAccessKey'), region: 'eu-west-1' },
  'an event that somebody invented': { ...iam('CreateAccessKey'), source: 'custom.iam' },
};

/** A finding of GuardDuty. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html */
export function aFinding(severity: number, region: string, overrides: CloudTrailRecord = {}): CloudTrailRecord {
  return {
    version: '0',
    'detail-type': 'GuardDuty Finding',
    source: 'aws.guardduty',
    account: SHOP,
    region,
    resources: [],
    detail: { accountId: SHOP, region, type: 'UnauthorizedAccess:EC2/SSHBruteForce', severity },
    ...overrides,
  };
}

/** The end of an execution. https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
export function anExecution(
  status: string,
  region: string,
  stateMachine = 'rampart-finisher',
  overrides: CloudTrailRecord = {},
): CloudTrailRecord {
  const arn = `arn:aws:states:${region}:${SHOP}`;
  return {
    version: '0',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: SHOP,
    region,
    resources: [`${arn}:execution:${stateMachine}:run`],
    detail: {
      executionArn: `${arn}:execution:${stateMachine}:run`,
      stateMachineArn: `${arn}:stateMachine:${stateMachine}`,
      name: 'run',
      status,
    },
    ...overrides,
  };
}
