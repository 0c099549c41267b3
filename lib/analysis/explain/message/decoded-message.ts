import { isObject } from '../../../iam/json';
import { loadServiceReference } from '../../../iam/service-reference/load';
import { nameCaller } from './caller-text';
import type { DenialMessage, PolicyReason } from './denial-message';

/**
 * EC2's decoded message: the JSON itself, or the answer of the AWS CLI that contains it. Null: the text has none.
 *
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html
 */
export function readDecodedMessage(text: string): DenialMessage | null {
  const answer = parseJson(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  const written = isObject(answer) ? answer['DecodedMessage'] : undefined;
  const message = typeof written === 'string' ? parseJson(written) : answer;
  const context = isObject(message) ? message['context'] : undefined;
  if (!isObject(message) || !isObject(context)) return null;
  const { principal, action, resource, conditions } = context;
  const arn = isObject(principal) ? textOf(principal['arn']) : null;
  return {
    caller: arn === null ? null : nameCaller(arn),
    action: textOf(action),
    operation: null,
    candidates: [],
    resource: textOf(resource),
    context: readConditions(conditions),
    reason: readMatches(message),
    isEncoded: false,
    assumed: [],
  };
}

/** AWS names the statements that applied, but neither their policies nor the policies' type. */
function readMatches({ explicitDeny, matchedStatements }: Readonly<Record<string, unknown>>): PolicyReason | null {
  if (typeof explicitDeny !== 'boolean') return null;
  const statements = itemsOf(matchedStatements).flatMap((item) => {
    const id = isObject(item) ? textOf(item['statementId']) : null;
    return id === null || id === '' ? [] : [id];
  });
  return {
    kind: 'policy',
    words: null,
    type: null,
    effect: explicitDeny ? 'explicit' : 'implicit',
    arn: null,
    action: null,
    statements: [...new Set(statements)],
  };
}

/** The decoded message gives some facts in the form of keys that no policy can use. */
function readConditions(conditions: unknown): DenialMessage['context'] {
  return Object.fromEntries(
    itemsOf(conditions).flatMap((item): [string, string | readonly string[]][] => {
      const key = isObject(item) ? textOf(item['key']) : null;
      if (key === null || !isObject(item)) return [];
      const values = itemsOf(item['values']).flatMap((value) =>
        isObject(value) ? (textOf(value['value']) ?? []) : [],
      );
      const [only] = values;
      if (!key.includes(':') || only === undefined) return [];
      const name = /^aws:region$/i.test(key) ? 'aws:RequestedRegion' : key;
      if (/^aws:/i.test(name) && !loadServiceReference().isGlobal(name)) return [];
      return [[name, values.length === 1 ? only : values]];
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
