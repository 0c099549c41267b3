import type { DenialMessage } from '../../../../../lib/analysis/explain/message/denial-message';
import { parseDenialMessages } from '../../../../../lib/analysis/explain/message/parse-message';

const ISSUER = 'arn:aws:iam::222222222222:role/team/deploy';
const SESSION = {
  type: 'AssumedRole',
  arn: 'arn:aws:sts::222222222222:assumed-role/deploy/alice',
  sessionContext: { sessionIssuer: { type: 'Role', arn: ISSUER } },
};
const EVENT = {
  userIdentity: SESSION,
  eventTime: '2026-09-01T12:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'ListBuckets',
  awsRegion: 'eu-north-1',
  errorCode: 'AccessDenied',
  errorMessage: 'Access Denied',
};
const TOLD = { 'aws:RequestedRegion': 'eu-north-1', 'aws:CurrentTime': '2026-09-01T12:00:00Z' };

const read = (...changes: readonly object[]): readonly DenialMessage[] =>
  parseDenialMessages(JSON.stringify({ Records: changes.map((change) => ({ ...EVENT, ...change })) }));
const calls = (text: string): readonly (string | null)[] => parseDenialMessages(text).map(({ action }) => action);

describe('an event of CloudTrail', () => {
  test('tells the call', () => {
    expect(parseDenialMessages(JSON.stringify(EVENT))).toEqual([
      {
        caller: { kind: 'principal', principal: ISSUER },
        action: 's3:ListAllMyBuckets',
        operation: 'ListBuckets',
        candidates: [],
        resource: null,
        context: TOLD,
        reason: null,
        isEncoded: false,
        assumed: [],
      },
    ]);
  });

  test('has the action, the resource and the reason in the sentence of the service', () => {
    const errorMessage = `User: ${SESSION.arn} is not authorized to perform: iam:PassRole on resource: ${ISSUER} with an explicit deny in a service control policy`;
    const resources = [{ ARN: 'arn:aws:ec2:eu-north-1:222222222222:instance/i-1' }];
    const [one] = read({ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', errorMessage, resources });
    expect(one).toMatchObject({
      caller: { kind: 'principal', principal: ISSUER },
      action: 'iam:PassRole',
      resource: ISSUER,
      context: TOLD,
      reason: { type: 'SERVICE_CONTROL_POLICY', effect: 'explicit' },
    });
  });

  test.each([
    ['a user', { type: 'IAMUser', arn: 'arn:aws:iam::222222222222:user/a' }, 'arn:aws:iam::222222222222:user/a'],
    ['the root user', { type: 'Root', arn: 'arn:aws:iam::222222222222:root' }, 'arn:aws:iam::222222222222:root'],
    ['a service', { type: 'AWSService', invokedBy: 'config.amazonaws.com' }, 'service:config.amazonaws.com'],
    ['nobody', { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }, '*'],
    [
      'a user with the credentials of a session',
      { type: 'IAMUser', arn: 'arn:aws:iam::222222222222:user/a', sessionContext: { sessionIssuer: {} } },
      'arn:aws:iam::222222222222:user/a',
    ],
  ])('names %s as the caller', (_name, userIdentity, principal) => {
    expect(read({ userIdentity })[0]?.caller).toEqual({ kind: 'principal', principal });
  });

  test('leaves open who the caller is, if it does not say so', () => {
    expect(read({ userIdentity: { type: 'AWSAccount', accountId: '333333333333' } })[0]?.caller).toBeNull();
    expect(read({ userIdentity: { type: 'AWSService', invokedBy: 'AWS Internal' } })[0]?.caller).toBeNull();
    expect(read({ userIdentity: { ...SESSION, sessionContext: {} } })[0]?.caller).toMatchObject({ kind: 'session' });
  });

  test.each([
    ['monitoring', 'PutMetricAlarm', 'cloudwatch:PutMetricAlarm'],
    ['email', 'SendEmail', 'ses:SendEmail'],
    ['tagging', 'GetResources', 'tag:GetResources'],
    ['lambda', 'CreateFunction20150331', 'lambda:CreateFunction'],
    ['lambda', 'UpdateFunctionCode20150331v2', 'lambda:UpdateFunctionCode'],
    ['cloudfront', 'CreateDistribution2020_05_31', 'cloudfront:CreateDistribution'],
    ['apigateway', 'CreateRestApi', null],
  ])('of %s with the name %s is about %s', (service, eventName, action) => {
    expect(read({ eventSource: `${service}.amazonaws.com`, eventName })[0]?.action).toBe(action);
  });

  test('names the resource, if it is one', () => {
    const bucket = { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::logs', accountId: '222222222222' };
    const object = { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::logs/a' };
    const other = { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::logs/b' };
    const resourceOf = (...resources: readonly object[]) => read({ resources })[0]?.resource;
    expect(resourceOf({ type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::logs/' }, bucket)).toBe(bucket.ARN);
    expect(resourceOf(object, bucket)).toBe(object.ARN);
    expect(resourceOf(object, other, bucket)).toBeNull();
  });

  test.each(['AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation', 'AuthorizationError'])(
    'with the code %s is a denial',
    (errorCode) => {
      expect(read({ errorCode })).toHaveLength(1);
    },
  );

  test.each([undefined, 'NoSuchBucket', 'ThrottlingException'])('with the code %s is no denial', (errorCode) => {
    expect(read({ errorCode, errorMessage: 'You are not authorized' })).toEqual([]);
  });

  test('may be refused by a management policy under another code', () => {
    const errorMessage = 'The tag policy does not allow the specified value for the following tag key: CostCenter';
    const [one] = read({ errorCode: 'InvalidParameterValue', errorMessage });
    expect(one?.reason).toMatchObject({ kind: 'management-policy', type: 'TAG_POLICY' });
  });

  test('may be in a list, in the answer of a look-up, in an event of EventBridge, or on a line', () => {
    const second = { ...EVENT, eventName: 'CreateBucket' };
    const both = ['s3:ListAllMyBuckets', 's3:CreateBucket'];
    const events = [EVENT, second];
    expect(calls(JSON.stringify({ Records: events }))).toEqual(both);
    expect(calls(JSON.stringify(events, null, 2))).toEqual(both);
    expect(calls(events.map((one) => JSON.stringify(one)).join('\r\n'))).toEqual(both);
    expect(calls(JSON.stringify({ Events: events.map((one) => ({ CloudTrailEvent: JSON.stringify(one) })) }))).toEqual(
      both,
    );
    expect(calls(JSON.stringify({ source: 'aws.s3', detail: second }))).toEqual(['s3:CreateBucket']);
  });

  test('counts once, if it is like another one at another time', () => {
    expect(read({}, { eventTime: '2026-09-02T12:00:00Z' })).toMatchObject([{ context: TOLD }]);
    expect(read({}, { awsRegion: 'eu-west-1' })).toHaveLength(2);
  });
});
