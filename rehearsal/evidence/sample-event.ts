/** What CloudTrail would record, as far as alarms and rules look at it. */
export interface SampleEvent {
  /** The service's name in `eventSource`, without `.amazonaws.com`. */
  readonly service: string;
  readonly eventName: string;
  /** Default: that of an IAM user. */
  readonly userIdentity?: Readonly<Record<string, string>>;
  /** More fields of the record. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** An event that must be noticed, and a similar one that must not. */
export interface SamplePair {
  readonly noticed: SampleEvent;
  readonly neighbor: SampleEvent;
}

/** Where and when a sample is supposed to have happened. */
export interface SampleCircumstances {
  /** The account's number. */
  readonly account: string;
  readonly region: string;
  readonly time: Date;
  /** Unique. */
  readonly id: string;
}

/** An address that is reserved for documentation. */
const ADDRESS = '192.0.2.44';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export function recordOf(
  { service, eventName, userIdentity, more }: SampleEvent,
  { account, region, time, id }: SampleCircumstances,
) {
  const user = { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/intruder`, accountId: account };
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity ?? user,
    eventTime: `${time.toISOString().slice(0, 19)}Z`,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: region,
    sourceIPAddress: ADDRESS,
    eventID: id,
    eventType: 'AwsApiCall',
    recipientAccountId: account,
    ...more,
  };
}

/** A record as EventBridge delivers it. */
export function eventOf(sample: SampleEvent, circumstances: SampleCircumstances) {
  const { account, region, id } = circumstances;
  const detail = recordOf(sample, circumstances);
  return {
    version: '0',
    id,
    account,
    region,
    time: detail.eventTime,
    source: `aws.${sample.service}`,
    'detail-type': 'AWS API Call via CloudTrail',
    resources: [],
    detail,
  };
}
