import { z } from 'zod';
import { code, markdownTable, plain } from './markdown';

type Schema = Readonly<Record<string, unknown>>;

/** The parameters of a guardrail as a table; null: it has none. */
export function parametersTable(parameters: z.ZodType): string | null {
  const rows = rowsOf(z.toJSONSchema(parameters, { io: 'input', target: 'draft-7' }), '');
  return rows.length === 0 ? null : markdownTable(['Parameter', 'Meaning', 'Value', 'Default'], rows);
}

function rowsOf(schema: Schema, above: string): readonly (readonly string[])[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(asSchema(schema['properties'])).flatMap(([name, part]) => {
    const field = asSchema(part);
    const path = above === '' ? name : `${above}.${name}`;
    const meaning = typeof field['description'] === 'string' ? plain(field['description']) : '';
    const row = [code(path), meaning, describeType(field), describeDefault(field, required.includes(name))];
    const inner = field['type'] === 'array' ? rowsOf(asSchema(field['items']), `${path}[]`) : rowsOf(field, path);
    return [row, ...inner];
  });
}

function describeType(field: Schema): string {
  const { enum: values, anyOf, type, items, pattern, minimum, maximum } = field;
  if (Array.isArray(values)) return values.map((value) => code(String(value))).join(', ');
  if (Array.isArray(anyOf)) return anyOf.map((one) => describeType(asSchema(one))).join(' or ');
  if (type === 'array') return `list of: ${describeType(asSchema(items))}`;
  if (type === 'object') return 'map';
  if (typeof pattern === 'string') return `text like ${code(pattern)}`;
  const range = [
    ...(typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER ? [`from ${minimum}`] : []),
    ...(typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? [`up to ${maximum}`] : []),
  ];
  const name =
    type === 'string' ? 'text' : type === 'boolean' ? '`true`, `false`' : typeof type === 'string' ? type : '';
  return [name, ...range].join(' ');
}

function describeDefault(field: Schema, isRequired: boolean): string {
  const value = field['default'];
  if (value === undefined) return isRequired ? 'required' : '';
  return Array.isArray(value) && value.length > 0
    ? value.map((one) => code(asText(one))).join(', ')
    : code(asText(value));
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
