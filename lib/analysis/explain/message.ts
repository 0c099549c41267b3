import { isObject } from '../../iam/json';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { splitArn } from '../../iam/patterns/arn';

/** A message with which AWS denied a call. What the message omits is null. */
export interface DenialMessage {
  /** As requests name it: for a role session, the role. */
  readonly principal: string | null;
  readonly action: string | null;
  readonly resource: string | null;
  /** The condition keys that the message gives. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** What AWS says denied the call. */
  readonly blamed: BlamedPolicy | null;
  /** Whether AWS encoded the rest of the message. */
  readonly isEncoded: boolean;
  /** Assumptions about what the message omits, as sentences without a period. */
  readonly assumed: readonly string[];
}

/** The type of policy that AWS names: only one, even if policies of several types deny the call. */
export interface BlamedPolicy {
  /** As AWS writes it, such as `service control policy`. */
  readonly words: string;
  /** Null: not a policy of the organization. */
  readonly type: ControlPolicyType | null;
  /** `explicit`: a Deny applied; `implicit`: no Allow did. */
  readonly effect: 'explicit' | 'implicit';
  /** The policy's ARN, which only newer messages have. */
  readonly arn: string | null;
}

const TYPES: ReadonlyMap<string, ControlPolicyType> = new Map([
  ['service control policy', 'SERVICE_CONTROL_POLICY'],
  ['resource control policy', 'RESOURCE_CONTROL_POLICY'],
]);

/**
 * Finds AWS's message about a denied call in a text: as most services print it, as EC2 does, or as
 * `aws sts decode-authorization-message` decodes EC2's. Null: there is none.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html,
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export function parseDenialMessage(text: string): DenialMessage | null {
  const decoded = parseDecoded(text);
  if (decoded !== null) return decoded;
  // Terminals and ticket systems wrap lines.
  const line = text.replace(/\s+/g, ' ').trim();
  const isEncoded = /encoded authorization failure message/i.test(line);
  const isOfEc2 = isEncoded || /UnauthorizedOperation/.test(line);
  const words = /User: (\S+) is not authorized to perform: ([\w-]+:\w+)/.exec(line);
  if (words === null && !isOfEc2) return null;
  const rest = words === null ? line : line.slice(words.index + words[0].length);
  return {
    ...nameCaller(words?.[1] ?? null),
    action: words?.[2] ?? actionOfEc2(line),
    resource: readResource(rest),
    context: {},
    blamed: readBlamed(rest),
    isEncoded,
  };
}

/** The AWS CLI names the operation: `(UnauthorizedOperation) when calling the RunInstances operation`. */
function actionOfEc2(line: string): string | null {
  const operation = /when calling the (\w+) operation/.exec(line)?.[1];
  return operation === undefined ? null : `ec2:${operation}`;
}

/** Object names may have spaces, so a resource ends where AWS's next words start. S3 puts it in quotes. */
function readResource(rest: string): string | null {
  const named =
    /^ on resource: (.+?)(?= with an explicit deny| because no |[.]? Encoded authorization|[.]? \(Service: |$)/.exec(
      rest,
    );
  const resource = named?.[1]?.replace(/^"(.*)"$/, '$1') ?? '';
  return resource === '*' || splitArn(resource) !== null ? resource : null;
}

function readBlamed(rest: string): BlamedPolicy | null {
  const explicit = /with an explicit deny in (?:an? |the )?([\w -]+? policy|[\w -]*permissions boundary)\b/i.exec(rest);
  const implicit = /because no ([\w -]+? policy|permissions boundary) allows the/i.exec(rest);
  const words = (explicit ?? implicit)?.[1]?.toLowerCase();
  if (words === undefined) return null;
  const arn = /arn:[\w-]+:(?:organizations|iam)::(?:\w+):policy\/[\w+=,.@/-]*\w/.exec(
    rest.slice((explicit ?? implicit)?.index ?? 0),
  );
  return {
    words,
    type: TYPES.get(words) ?? null,
    effect: explicit === null ? 'implicit' : 'explicit',
    arn: arn?.[0] ?? null,
  };
}

type NamedCaller = Pick<DenialMessage, 'principal' | 'assumed'>;

const SSO_PATH = 'aws-reserved/sso.amazonaws.com/';

/** The ARN of a session omits the path of its role, but exemptions depend on it. */
function nameCaller(user: string | null): NamedCaller {
  if (user === null) return { principal: null, assumed: [] };
  const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)(?:\/.*)?$/.exec(user);
  if (session === null) return { principal: /^anonymous$/i.test(user) ? '*' : user, assumed: [] };
  const [, partition = '', account = '', role = ''] = session;
  const path = role.startsWith('AWSReservedSSO_') ? SSO_PATH : '';
  return {
    principal: `arn:${partition}:iam::${account}:role/${path}${role}`,
    assumed: [`Assuming role/${path}${role} (the message omits the role's path); override with --principal`],
  };
}

/** EC2's decoded message: the JSON itself, or the answer of the AWS CLI that contains it. */
function parseDecoded(text: string): DenialMessage | null {
  const answer = parseJson(text);
  const written = isObject(answer) ? answer['DecodedMessage'] : undefined;
  const message = typeof written === 'string' ? parseJson(written) : answer;
  const context = isObject(message) ? message['context'] : undefined;
  if (!isObject(message) || !isObject(context)) return null;
  const { principal, action, resource, conditions } = context;
  const arn = isObject(principal) ? principal['arn'] : undefined;
  return {
    ...nameCaller(textOf(arn)),
    action: textOf(action),
    resource: textOf(resource),
    context: readConditions(conditions),
    blamed: null,
    isEncoded: false,
  };
}

function readConditions(conditions: unknown): DenialMessage['context'] {
  return Object.fromEntries(
    itemsOf(conditions).flatMap((item): [string, string | readonly string[]][] => {
      const key = isObject(item) ? textOf(item['key']) : null;
      if (key === null || !isObject(item)) return [];
      const values = itemsOf(item['values']).flatMap((value) =>
        isObject(value) ? (textOf(value['value']) ?? []) : [],
      );
      const [only] = values;
      // Some keys come without a prefix, and no policy can use them.
      if (!key.includes(':') || only === undefined) return [];
      return [[key, values.length === 1 ? only : values]];
    }),
  );
}

function itemsOf(list: unknown): readonly unknown[] {
  const items = isObject(list) ? list['items'] : undefined;
  return Array.isArray(items) ? items : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
