import { LOG_ARCHIVE, MANAGEMENT, TRAIL_BUCKET } from './an-audit';

/** A record of CloudTrail. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export type CloudTrailRecord = Readonly<Record<string, unknown>>;

const SHOP = '222222222222';

/** Who calls, as `userIdentity`. */
export const CALLERS = {
  developer: assumedRole(SHOP, 'aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_developer_0123456789abcdef'),
  administrator: assumedRole(MANAGEMENT, 'administrator'),
  archivist: assumedRole(LOG_ARCHIVE, 'administrator'),
  stackSets: assumedRole(LOG_ARCHIVE, 'stacksets-exec-0123456789abcdef'),
  config: assumedRole(LOG_ARCHIVE, 'aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'),
  iamUser: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: `arn:aws:iam::${SHOP}:user/alice`,
    accountId: SHOP,
    userName: 'alice',
  },
  identityCenterUser: { type: 'IdentityCenterUser', accountId: MANAGEMENT, onBehalfOf: { userId: '9067' } },
  root: { type: 'Root', principalId: MANAGEMENT, arn: `arn:aws:iam::${MANAGEMENT}:root`, accountId: MANAGEMENT },
  cloudTrail: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
  anonymous: { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
};

function assumedRole(account: string, path: string): Readonly<Record<string, unknown>> {
  const name = path.split('/').at(-1) ?? '';
  return {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:session',
    arn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
    accountId: account,
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE',
        arn: `arn:aws:iam::${account}:role/${path}`,
        accountId: account,
        userName: name,
      },
      attributes: { creationDate: '2026-11-30T08:00:00Z', mfaAuthenticated: 'false' },
    },
  };
}

/** A call: `iam:PutRolePolicy`, by a developer if nothing else is said. */
export function aRecord(call: string, overrides: CloudTrailRecord = {}): CloudTrailRecord {
  const [service = '', eventName = ''] = call.split(':');
  return {
    eventVersion: '1.11',
    userIdentity: CALLERS.developer,
    eventTime: '2026-11-30T08:15:00Z',
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-central-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: null,
    responseElements: null,
    requestID: '11111111-2222-3333-4444-555555555555',
    eventID: '66666666-7777-8888-9999-000000000000',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: SHOP,
    eventCategory: 'Management',
    ...overrides,
  };
}

/** A sign-in to the console. */
export function aSignIn(overrides: CloudTrailRecord = {}): CloudTrailRecord {
  return aRecord('signin:ConsoleLogin', {
    userIdentity: CALLERS.iamUser,
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/', MobileVersion: 'No', MFAUsed: 'No' },
    ...overrides,
  });
}

/** A data event of an object, of the trail's bucket if nothing else is said. */
export function anObjectCall(
  eventName: string,
  overrides: CloudTrailRecord = {},
  bucket = TRAIL_BUCKET,
): CloudTrailRecord {
  const key = `AWSLogs/${MANAGEMENT}/CloudTrail/eu-central-1/2026/11/30/log.json.gz`;
  return aRecord(`s3:${eventName}`, {
    userIdentity: CALLERS.archivist,
    requestParameters: { bucketName: bucket, key, Host: `${bucket}.s3.eu-central-1.amazonaws.com` },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
      { accountId: LOG_ARCHIVE, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
    ],
    managementEvent: false,
    eventCategory: 'Data',
    recipientAccountId: LOG_ARCHIVE,
    ...overrides,
  });
}

/** A record as EventBridge delivers it. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
export function asEvent(record: CloudTrailRecord, account = MANAGEMENT): CloudTrailRecord {
  const { eventSource, eventTime, eventType, awsRegion } = record as Readonly<Record<string, string>>;
  const types: Readonly<Record<string, string>> = {
    AwsConsoleSignIn: 'AWS Console Sign In via CloudTrail',
    AwsServiceEvent: 'AWS Service Event via CloudTrail',
  };
  return {
    version: '0',
    id: '99999999-8888-7777-6666-555555555555',
    'detail-type': types[eventType ?? ''] ?? 'AWS API Call via CloudTrail',
    source: `aws.${(eventSource ?? '').replace('.amazonaws.com', '')}`,
    account,
    time: eventTime,
    region: awsRegion,
    resources: [],
    detail: record,
  };
}
