import { z } from 'zod';
import type { PropertyPath } from '../organization';

/**
 * The schema of a part of a value, without `optional`, `default` and the like; undefined if there is none. Of a choice
 * between `false` and a map it is the map's.
 */
export function findSchemaAt(schema: z.core.$ZodType, path: PropertyPath): z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  const part = findPart(inner, step);
  return part === undefined ? undefined : findSchemaAt(part, rest);
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

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly
  ) {
    return unwrap(schema.unwrap());
  }
  if (schema instanceof z.ZodUnion) {
    const maps = schema.options.filter((option) => option instanceof z.ZodObject);
    return maps.length === 1 ? (maps[0] ?? schema) : schema;
  }
  return schema;
}
