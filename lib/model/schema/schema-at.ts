import { z } from 'zod';
import type { PropertyPath } from '../organization';
import { valueAt } from './draft';

/**
 * The schema of a part of a value, without `optional`, `default` and the like; undefined if there is none. Of a choice
 * between `false` and a map it is the map's; of a choice between maps, that of the one that the value seems to be.
 */
export function findSchemaAt(schema: z.core.$ZodType, path: PropertyPath, value: unknown): z.core.$ZodType | undefined {
  const inner = unwrap(schema, value);
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  const part = findPart(inner, step);
  return part === undefined ? undefined : findSchemaAt(part, rest, valueAt(value, [step]));
}

/** The fields that a value may have; empty unless its schema is an object with fixed fields. */
export function findFields(schema: z.core.$ZodType | undefined): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function findPart(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.core.$ZodType | undefined>)[step];
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (schema instanceof z.ZodArray) return schema.element;
  return undefined;
}

function unwrap(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return unwrap(schema.unwrap(), value);
  }
  return schema instanceof z.ZodUnion ? (findMeantMap(schema, value) ?? schema) : schema;
}

/** The only map of a choice, or the only one of which the value has a field that no other map has. */
function findMeantMap({ options }: z.ZodUnion, value: unknown): z.core.$ZodType | undefined {
  const maps = options.filter((option) => option instanceof z.ZodObject);
  const given = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const meant = maps.filter((map) =>
    given.some((field) => maps.every((other) => Object.hasOwn(other.shape, field) === (other === map))),
  );
  const [only, ...others] = maps.length === 1 ? maps : meant;
  return others.length === 0 ? only : undefined;
}
