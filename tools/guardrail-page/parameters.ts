import { z } from 'zod';
import { code, type Inline, type Span, type Table } from '../../lib/report/report';

type Schema = Readonly<Record<string, unknown>>;

/** The parameters of a guardrail as a table; null: it has none. */
export function parametersTable(parameters: z.ZodType): Table | null {
  const rows = rowsOf(z.toJSONSchema(parameters, { io: 'input', target: 'draft-7' }), '');
  return rows.length === 0 ? null : { kind: 'table', head: ['Parameter', 'Meaning', 'Value', 'Default'], rows };
}

function rowsOf(schema: Schema, above: string): Table['rows'] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(asSchema(schema['properties'])).flatMap(([name, part]) => {
    const field = asSchema(part);
    const path = above === '' ? name : `${above}.${name}`;
    const meaning = typeof field['description'] === 'string' ? field['description'] : '';
    const row = [code(path), meaning, describeType(field), describeDefault(field, required.includes(name))];
    const inner = field['type'] === 'array' ? rowsOf(asSchema(field['items']), `${path}[]`) : rowsOf(field, path);
    return [row, ...inner];
  });
}

type Parts = readonly (string | Span)[];

function describeType(field: Schema): Parts {
  const { enum: values, anyOf, type, items, pattern, minimum, maximum } = field;
  if (Array.isArray(values))
    return joined(
      values.map((value) => [code(String(value))]),
      ', ',
    );
  if (Array.isArray(anyOf))
    return joined(
      anyOf.map((one) => describeType(asSchema(one))),
      ' or ',
    );
  if (type === 'array') return ['list of: ', ...describeType(asSchema(items))];
  if (type === 'object') return ['map'];
  if (typeof pattern === 'string') return ['text like ', code(pattern)];
  const range = [
    ...(typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER ? [`from ${minimum}`] : []),
    ...(typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? [`up to ${maximum}`] : []),
  ];
  const name =
    type === 'string' ? 'text' : type === 'boolean' ? '`true`, `false`' : typeof type === 'string' ? type : '';
  return [[name, ...range].join(' ')];
}

function describeDefault(field: Schema, isRequired: boolean): Inline {
  const value = field['default'];
  if (value === undefined) return isRequired ? 'required' : '';
  return Array.isArray(value) && value.length > 0
    ? joined(
        value.map((one) => [code(asText(one))]),
        ', ',
      )
    : code(asText(value));
}

function joined(parts: readonly Parts[], separator: string): Parts {
  return parts.flatMap((part, index) => (index === 0 ? part : [separator, ...part]));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
