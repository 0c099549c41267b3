import type { z } from 'zod';
import type { PropertyPath } from '../organization';
import type { Problem } from '../problem';
import { findClosest } from '../suggest';
import { describeAllowed } from './describe-allowed';
import type { Draft } from './draft';
import { valueAt, withoutMistakes } from './draft';
import type { Subject } from './explain-issue';
import { explainIssue } from './explain-issue';
import { findFields, findSchemaAt } from './schema-at';

/** The result of parsing a value by a schema. */
export interface Parsed<Input, Output> {
  /** As written, without defaults; what does not match the schema is null. */
  readonly draft: Draft<Input> | null;
  /** Null if anything does not match the schema. */
  readonly value: Output | null;
  readonly problems: readonly Problem[];
}

/** Parses a value by its schema. Every mistake becomes a problem with its place in the file. */
export function parseBySchema<Input, Output>(
  schema: z.ZodType<Output, Input>,
  subject: Subject,
): Parsed<Input, Output> {
  const { issues, value } = findIssues(schema, subject.value);
  const misspelt = findMisspelt(schema, subject.value, issues);
  const names = new Set(misspelt.map((path) => JSON.stringify(path)));
  const reported = issues.filter(({ input, path }) => input !== undefined || !names.has(JSON.stringify(path)));
  return {
    draft: withoutMistakes(subject.value, issues, misspelt) as Draft<Input> | null,
    value,
    problems: reported.flatMap((issue) =>
      explainIssue(issue, findSchemaAt(schema, pathOf(issue), subject.value), subject),
    ),
  };
}

/** The fields with a misspelled name: they are not missing, but their values are unknown. */
function findMisspelt(schema: z.ZodType, value: unknown, issues: readonly z.core.$ZodIssue[]): readonly PropertyPath[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    const fields = findFields(findSchemaAt(schema, pathOf(issue), value));
    return issue.keys.flatMap((key) => {
      const meant = findClosest(key, fields);
      return meant === undefined ? [] : [[...pathOf(issue), meant]];
    });
  });
}

function findIssues<Output>(schema: z.ZodType<Output>, value: unknown) {
  const result = schema.safeParse(value, { error: describeAllowed, reportInput: true });
  if (result.success) return { value: result.data, issues: [] };
  const issues = result.error.issues.flatMap((issue) => [
    ...(findIssuesInMap(schema, value, issue) ?? [issue]),
    ...findIssuesBehindKey(schema, value, issue),
  ]);
  return { value: null, issues };
}

/** Of a choice, somebody who wrote a map wants to know what is wrong in it. */
function findIssuesInMap(
  schema: z.ZodType,
  value: unknown,
  issue: z.core.$ZodIssue,
): readonly z.core.$ZodIssue[] | undefined {
  const { input } = issue;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
  const map = findSchemaAt(schema, pathOf(issue), value);
  // Of two maps, Zod may have taken the one that was not meant: then a field is unknown that the other one has.
  const isOther = issue.code === 'unrecognized_keys' && issue.keys.some((key) => findFields(map).includes(key));
  if (issue.code !== 'invalid_union' && !isOther) return undefined;
  return findFields(map).length === 0 ? undefined : findIssuesAt(map as z.ZodType, value, issue);
}

/** Zod does not check the value of an invalid key; people want to see both mistakes. */
function findIssuesBehindKey(schema: z.ZodType, value: unknown, issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  const behind = issue.code === 'invalid_key' ? findSchemaAt(schema, pathOf(issue), value) : undefined;
  return behind === undefined ? [] : findIssuesAt(behind as z.ZodType, value, issue);
}

/** The issues of the part of a value where another issue is. */
function findIssuesAt(schema: z.ZodType, value: unknown, { path }: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  return findIssues(schema, valueAt(value, path)).issues.map((each) => ({ ...each, path: [...path, ...each.path] }));
}

/** Configuration has no symbols for keys. */
function pathOf(issue: z.core.$ZodIssue): PropertyPath {
  return issue.path as PropertyPath;
}
