import { z } from 'zod';
import type { PropertyPath } from '../organization';
import { findClosest } from '../suggest';
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

/** The only map of a choice, or the one of which the value has a field first that no other map has, or almost has it. */
function findMeantMap({ options }: z.ZodUnion, value: unknown): z.core.$ZodType | undefined {
  const maps = options.filter((option) => option instanceof z.ZodObject);
  if (maps.length === 1) return maps[0];
  const given = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const all = maps.flatMap((map) => Object.keys(map.shape));
  const own = new Map(
    maps.flatMap((map) =>
      Object.keys(map.shape)
        .filter((field) => all.indexOf(field) === all.lastIndexOf(field))
        .map((field) => [field, map]),
    ),
  );
  const field =
    given.find((one) => own.has(one)) ??
    given.map((one) => (all.includes(one) ? undefined : findClosest(one, own.keys()))).find((one) => one !== undefined);
  return field === undefined ? undefined : own.get(field);
}
