/**
 * What a metric filter looks for in a JSON log event.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export type FilterPattern =
  | { readonly kind: 'equals'; readonly field: string; readonly value: string }
  | { readonly kind: 'differs'; readonly field: string; readonly value: string }
  | { readonly kind: 'absent'; readonly field: string }
  | { readonly kind: 'all' | 'any'; readonly patterns: readonly FilterPattern[] };

/**
 * The field has this value.
 *
 * @param field a path such as `userIdentity.arn` or `resources[0].ARN`
 * @param value `*` at its beginning or end stands for any text. In the middle it would be an ordinary character, so it is
 * refused there. CloudWatch Logs compares with case
 */
export function eq(field: string, value: string): FilterPattern {
  return { kind: 'equals', field: requireField(field), value: requireValue(field, value) };
}

/**
 * The field has another value.
 *
 * Only for fields that every record has. AWS's page does not say whether an absent field is different from a value:
 * `not(eq(…))` means the same in both readings.
 */
export function ne(field: string, value: string): FilterPattern {
  return { kind: 'differs', field: requireField(field), value: requireValue(field, value) };
}

/** The field has a value. CloudWatch Logs has no EXISTS, so that it is compared with any text. */
export function exists(field: string): FilterPattern {
  return eq(field, '*');
}

export function notExists(field: string): FilterPattern {
  return { kind: 'absent', field: requireField(field) };
}

/** The field has one of these values. */
export function oneOf(field: string, values: readonly string[]): FilterPattern {
  return any(...values.map((value) => eq(field, value)));
}

export function all(...patterns: readonly FilterPattern[]): FilterPattern {
  return combine('all', patterns);
}

export function any(...patterns: readonly FilterPattern[]): FilterPattern {
  return combine('any', patterns);
}

/** The opposite. CloudWatch Logs has no negation, so that it is moved down to the comparisons. */
export function not(pattern: FilterPattern): FilterPattern {
  switch (pattern.kind) {
    case 'equals': {
      const { field, value } = pattern;
      return value === '*' ? notExists(field) : any(notExists(field), ne(field, value));
    }
    case 'differs':
      return eq(pattern.field, pattern.value);
    case 'absent':
      return exists(pattern.field);
    case 'all':
      return any(...pattern.patterns.map(not));
    case 'any':
      return all(...pattern.patterns.map(not));
  }
}

function combine(kind: 'all' | 'any', patterns: readonly FilterPattern[]): FilterPattern {
  const [only, ...others] = patterns.flatMap((pattern) => (pattern.kind === kind ? pattern.patterns : [pattern]));
  if (only === undefined) throw new Error(`'${kind}' of a filter pattern needs at least one comparison, got none`);
  return others.length === 0 ? only : { kind, patterns: [only, ...others] };
}

const FIELD = /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*|\[\d+\])*$/;

function requireField(field: string): string {
  if (FIELD.test(field)) return field;
  throw new Error(`a filter pattern compares a path such as 'userIdentity.arn' or 'resources[0].ARN', got '${field}'`);
}

function requireValue(field: string, value: string): string {
  if (value === '' || /["\\\p{Cc}]/u.test(value))
    throw new Error(`a filter pattern compares '${field}' with text without quotes or backslashes, got '${value}'`);
  if (value.slice(1, -1).includes('*'))
    throw new Error(
      `'*' is a wildcard only at the beginning or end of what '${field}' is compared with, got '${value}'`,
    );
  return value;
}
