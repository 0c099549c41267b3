/** A value of a field: exactly this text, text that begins so, no such field, any text but these, or a number from this on. */
export type EventMatcher =
  | string
  | { readonly prefix: string }
  | { readonly exists: boolean }
  | { readonly 'anything-but': readonly string[] }
  | { readonly numeric: readonly ['>=', number] };

/**
 * What a rule of EventBridge looks for: each field must match one of its list.
 *
 * Only a part of the language, so that the tests can evaluate it.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export interface EventPattern {
  readonly [field: string]: EventPattern | readonly EventMatcher[];
}

/** The `detail-type` of what CloudTrail records: of a call, of a sign-in, and of what a service did by itself. */
export const API_CALL = 'AWS API Call via CloudTrail';
export const SIGN_IN = 'AWS Console Sign In via CloudTrail';
export const SERVICE_EVENT = 'AWS Service Event via CloudTrail';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MAXIMUM_LENGTH = 2048;

/**
 * An event that CloudTrail records.
 *
 * Whatever comes from AWS has a source that begins with `aws.`, which nobody else can send. The service is compared in the
 * record instead: the name of the source is not always the service's.
 *
 * @param types `detail-type`s
 * @param detail what the record holds
 */
export function recorded(types: readonly string[], detail: EventPattern): EventPattern {
  const pattern = { source: [{ prefix: 'aws.' }], 'detail-type': types, detail };
  const { length } = JSON.stringify(pattern);
  if (length > MAXIMUM_LENGTH)
    throw new Error(
      `a pattern of EventBridge has at most ${MAXIMUM_LENGTH} characters, got ${length}: make two rules of it`,
    );
  return pattern;
}

/** One of these, or nothing: who cannot be told from others is not let past. */
export function orAbsent(...matchers: readonly EventMatcher[]): readonly EventMatcher[] {
  return [...matchers, { exists: false }];
}
