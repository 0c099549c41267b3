import { readDate } from '../../../iam/conditions/date';
import { isObject, type JsonObject } from '../../../iam/json';
import { nameCaller } from './caller-text';
import type { DenialMessage, MessageCaller } from './denial-message';
import { readManagementPolicy } from './reason-text';

/** A denied call as CloudTrail records it. */
export interface DeniedEvent extends Pick<DenialMessage, 'caller' | 'resource' | 'context'> {
  /** The prefix of the source's host name, such as `s3`. */
  readonly service: string;
  /** Without the version that some services put behind it. */
  readonly operation: string;
  /** What the service answered; empty: not recorded. */
  readonly errorMessage: string;
}

/**
 * The denied calls in events of CloudTrail: one event, a log file, the answer of `aws cloudtrail lookup-events`, an event
 * of EventBridge, or one event per line. Null: the text is none of these.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function readCloudTrailEvents(text: string): readonly DeniedEvent[] | null {
  const whole = parseJson(text);
  const events = whole === undefined ? text.split('\n').flatMap((line) => eventsIn(parseJson(line))) : eventsIn(whole);
  return events.length === 0 ? null : events.filter(isDenied).map(readEvent);
}

function eventsIn(value: unknown): readonly JsonObject[] {
  return listOf(value)
    .map((item) => {
      const written = isObject(item) ? item['CloudTrailEvent'] : undefined;
      return typeof written === 'string' ? parseJson(written) : item;
    })
    .filter(isObject)
    .filter(({ eventSource, eventName }) => typeof eventSource === 'string' && typeof eventName === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  if (!isObject(value)) return Array.isArray(value) ? value : [];
  const { Records: records, Events: events, detail } = value;
  if (Array.isArray(records)) return records;
  return Array.isArray(events) ? events : [detail ?? value];
}

/** The codes with which services say that a call is not authorized. */
const DENIED = /AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized/i;

function isDenied({ errorCode, errorMessage }: JsonObject): boolean {
  const code = textOf(errorCode);
  return DENIED.test(code) || (code !== '' && readManagementPolicy(`${code}: ${textOf(errorMessage)}`) !== null);
}

/** Lambda and CloudFront put a version behind the operation, such as `GetFunction20150331v2`. */
const VERSION = /(?<=[a-z])\d{4}_?\d{2}_?\d{2}(?:v\d+)?$/i;

function readEvent({
  userIdentity,
  eventSource,
  eventName,
  eventTime,
  awsRegion,
  errorCode,
  errorMessage,
  resources,
}: JsonObject): DeniedEvent {
  const region = textOf(awsRegion);
  const time = textOf(eventTime);
  return {
    caller: callerOf(userIdentity),
    service: textOf(eventSource).replace(/\..*$/, ''),
    operation: textOf(eventName).replace(VERSION, ''),
    resource: resourceOf(resources),
    context: {
      ...(region === '' ? {} : { 'aws:RequestedRegion': region }),
      ...(readDate(time) === null ? {} : { 'aws:CurrentTime': time }),
    },
    errorMessage: `${textOf(errorCode)}: ${textOf(errorMessage)}`,
  };
}

/**
 * Null: the event does not name the caller, as for a caller of another account.
 *
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
function callerOf(identity: unknown): MessageCaller | null {
  if (!isObject(identity)) return null;
  const { type, arn, accountId, invokedBy, sessionContext } = identity;
  if (type === 'AWSService') {
    const service = textOf(invokedBy);
    return service.includes('.') ? { kind: 'principal', principal: `service:${service}` } : null;
  }
  if (accountId === 'ANONYMOUS_PRINCIPAL') return nameCaller('anonymous');
  const issuer = isObject(sessionContext) ? sessionContext['sessionIssuer'] : undefined;
  const role = type === 'AssumedRole' && isObject(issuer) ? textOf(issuer['arn']) : '';
  return nameCaller(role === '' ? textOf(arn) : role);
}

/** S3 records the bucket beside the object. Null: none, or it is open which one the call was about. */
function resourceOf(resources: unknown): string | null {
  const all = Array.isArray(resources) ? resources.filter(isObject) : [];
  const objects = all.filter(({ type }) => type === 'AWS::S3::Object');
  const arnsOf = (list: readonly JsonObject[]): readonly string[] => [
    ...new Set(list.map((one) => textOf(one['ARN'])).filter((arn) => arn.startsWith('arn:'))),
  ];
  const found = [arnsOf(objects), arnsOf(all)].find((arns) => arns.length > 0) ?? [];
  return found.length === 1 ? (found[0] ?? null) : null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
