import type { z } from 'zod';
import type { PropertyPath } from '../organization';

/** A value whose mistakes are null: they have been reported, and later checks skip them. */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | null)[]
  : T extends object
    ? { readonly [Key in keyof T]: Draft<T[Key]> | null }
    : T;

/**
 * The value with null instead of each mistake, and without unknown fields.
 *
 * @param misspelt the fields that the unknown ones were probably meant to be
 */
export function withoutMistakes(
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
  misspelt: readonly PropertyPath[],
): unknown {
  if (issues.length === 0) return value;
  const root = { value: structuredClone(value) };
  for (const { path } of issues.filter(({ code }) => code !== 'unrecognized_keys')) markMistake(root, path);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const part = valueAt(root.value, issue.path);
    if (isHolder(part)) for (const key of issue.keys) Reflect.deleteProperty(part, key);
  }
  for (const path of misspelt) if (valueAt(root.value, path) === undefined) markMistake(root, path);
  return root.value;
}

function markMistake(root: { readonly value: unknown }, path: readonly PropertyKey[]): void {
  const steps = ['value', ...path];
  const holder = valueAt(root, steps.slice(0, -1));
  const last = steps.at(-1);
  if (isHolder(holder) && last !== undefined) holder[last] = null;
}

/** The part of a value at a path; undefined if there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let part = value;
  for (const step of path) {
    if (!isHolder(part)) return undefined;
    part = part[step];
  }
  return part;
}

function isHolder(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
