import { z } from 'zod';
import { listValues } from '../suggest';

const TYPES: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'fields and their values, or `{}`',
  record: 'keys and their values',
  null: 'nothing',
};

/**
 * Describes what a schema accepts, unless the schema has its own `error` text: the error map of every parse. A schema's
 * own texts are phrases of the same form, such as `at most 50 characters`.
 */
export function describeAllowed(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return describeFields(issue.inst) ?? TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return listValues(issue.values.map(String));
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${String(issue.minimum)}${unitOf(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${String(issue.maximum)}${unitOf(issue.origin)}`;
    case 'not_multiple_of':
      return `a multiple of ${String(issue.divisor)}`;
    case 'invalid_format':
      return issue.pattern === undefined ? `text in the format ${issue.format}` : `text that matches ${issue.pattern}`;
    case 'invalid_union':
      return [...new Set(issue.errors.map(([first]) => first?.message ?? 'another value'))].join(', or ');
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'another value';
  }
}

function describeFields(schema: unknown): string | undefined {
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return fields.length === 0 ? undefined : `the fields ${listValues(fields, fields.length)}`;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' items' : '';
}
