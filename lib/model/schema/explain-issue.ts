import { z } from 'zod';
import { findAwsId } from '../aws-ids';
import type { PropertyPath } from '../organization';
import type { Problem } from '../problem';
import type { YamlFile } from '../read/yaml-file';
import { didYouMean, listValues } from '../suggest';
import { fixInstant } from './instant';
import { findFields } from './schema-at';
import type { IssueExplanation } from './text';

type Issue = z.core.$ZodIssue;

/** A value that a schema checks, its file, and its place there. */
export interface Subject {
  readonly yaml: YamlFile;
  readonly value: unknown;
  /** The value's path in the file. */
  readonly at: PropertyPath;
  /** What messages call a part of it. */
  readonly noun: 'field' | 'parameter';
}

/** What people write for a boolean, as YAML 1.1 allowed. */
const BOOLEANS = new Map([
  ['yes', true],
  ['on', true],
  ['no', false],
  ['off', false],
]);

/**
 * The problems of a schema's issue: one, or one for each unknown field. The issue's message says what is allowed
 * (`describeAllowed`).
 *
 * @param schema the schema of the value at the issue's path
 */
export function explainIssue(issue: Issue, schema: z.core.$ZodType | undefined, subject: Subject): readonly Problem[] {
  const path: PropertyPath = [...subject.at, ...(issue.path as PropertyPath)];
  if (issue.code === 'unrecognized_keys') return explainUnknownFields(issue, path, findFields(schema), subject);
  if (issue.input === undefined) return [explainMissing(issue, path, subject)];
  if (issue.code === 'invalid_key') return [explainKey(issue, path, subject)];
  return [
    {
      at: subject.yaml.locate(path),
      ...(issue.code === 'invalid_type' || issue.code === 'invalid_union'
        ? explainType(issue, schema, path, subject)
        : explainValue(issue, schema, path, subject)),
    },
  ];
}

function explainUnknownFields(
  { keys, input }: z.core.$ZodIssueUnrecognizedKeys,
  path: PropertyPath,
  fields: readonly string[],
  { yaml, noun }: Subject,
): readonly Problem[] {
  const missing = fields.filter((field) => !Object.hasOwn(input ?? {}, field));
  return keys.map((key) => ({
    code: `unknown-${noun}`,
    at: yaml.locateKey([...path, key]),
    message: `unknown ${noun} \`${key}\``,
    allowed: fields.length === 0 ? `no ${noun}s` : listValues(fields, fields.length),
    ...didYouMean(key, missing),
  }));
}

function explainMissing({ message }: Issue, path: PropertyPath, { yaml, noun }: Subject): Problem {
  return {
    code: `missing-${noun}`,
    at: yaml.locateKey(path.slice(0, -1)),
    message: `missing ${noun} \`${fieldOf(path)}\``,
    allowed: message,
  };
}

function explainKey(issue: z.core.$ZodIssueInvalidKey, path: PropertyPath, { yaml }: Subject): Problem {
  const key = String(path.at(-1));
  const [inner] = issue.issues;
  const explanation = inner === undefined ? undefined : findExplanation(inner);
  return {
    code: explanation?.code ?? 'invalid-key',
    at: yaml.locateKey(path),
    message: explanation?.message(key) ?? `\`${key}\` cannot be a key of \`${fieldOf(path.slice(0, -1))}\``,
    allowed: inner?.message ?? issue.message,
    ...fixOf(explanation, key),
  };
}

function explainType(
  issue: Issue,
  schema: z.core.$ZodType | undefined,
  path: PropertyPath,
  { yaml }: Subject,
): Omit<Problem, 'at'> {
  const given = yaml.quote(path);
  const label = labelOf(path);
  return {
    code: 'wrong-type',
    message: given === '' ? `${label} has no value` : `${label} is ${describeType(issue.input)}: \`${given}\``,
    allowed: issue.message,
    ...fixType(issue, schema, given),
  };
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'nothing';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

function fixType(issue: Issue, schema: z.core.$ZodType | undefined, given: string): { readonly fix?: string } {
  const expected = issue.code === 'invalid_type' ? issue.expected : undefined;
  const { input } = issue;
  const isScalar = typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean';
  if (expected === 'string' && isScalar) return { fix: `put it in quotes: \`'${given}'\`` };
  if (expected === 'array' && isScalar) return { fix: `write a list: \`[${given}]\`` };
  if (expected === 'array' && given === '') return { fix: 'write `[]` for an empty list, or remove the field' };
  if ((expected === 'object' || expected === 'record') && given === '')
    return schema === undefined || z.safeParse(schema, {}).success ? { fix: 'write `{}` for the defaults' } : {};
  if (typeof input !== 'string') return {};
  if ((expected === 'number' || mayBeNumber(issue)) && input.trim() !== '' && Number.isFinite(Number(input))) {
    return { fix: `write it without quotes: \`${input}\`` };
  }
  const truth = expected === 'boolean' ? BOOLEANS.get(input.toLowerCase()) : undefined;
  return truth === undefined ? {} : { fix: `write \`${String(truth)}\`` };
}

/** Whether one of several choices is a number. */
function mayBeNumber(issue: Issue): boolean {
  return (
    issue.code === 'invalid_union' &&
    issue.errors.flat().some((one) => one.code === 'invalid_type' && one.expected === 'number' && one.path.length === 0)
  );
}

function explainValue(
  issue: Issue,
  schema: z.core.$ZodType | undefined,
  path: PropertyPath,
  { yaml }: Subject,
): Omit<Problem, 'at'> {
  const given = yaml.quote(path);
  const text = typeof issue.input === 'string' ? issue.input : given;
  const explanation = findExplanation(issue);
  if (explanation !== undefined) {
    const { code } = explanation;
    return {
      code,
      message: explanation.message(issue.input),
      allowed: issue.message,
      ...fixOf(explanation, issue.input),
    };
  }
  if (issue.code === 'invalid_value') {
    const title = titleOf(schema) ?? `value of ${labelOf(path)}:`;
    const message = `unknown ${title} \`${given}\``;
    const code = `unknown-${titleOf(schema)?.toLowerCase().replaceAll(' ', '-') ?? 'value'}`;
    return { code, message, allowed: issue.message, ...didYouMean(text, issue.values.map(String)) };
  }
  if (issue.code === 'too_big' && typeof issue.input === 'string') {
    const message = `${labelOf(path)} has ${issue.input.length} characters: \`${given}\``;
    return { code: 'too-long', message, allowed: issue.message };
  }
  const fix = fixFormat(issue, text);
  return {
    code: 'invalid-value',
    message: `${labelOf(path)} cannot be \`${given}\``,
    allowed: issue.message,
    ...(fix === undefined ? {} : { fix }),
  };
}

function fixFormat(issue: Issue, text: string): string | undefined {
  if (issue.code !== 'invalid_format') return undefined;
  return issue.format === 'datetime' ? fixInstant(text) : findAwsId(issue.pattern ?? '')?.fix(text);
}

function findExplanation(issue: Issue): IssueExplanation | undefined {
  return issue.code === 'custom' ? (issue.params?.['explanation'] as IssueExplanation | undefined) : undefined;
}

function fixOf(explanation: IssueExplanation | undefined, given: unknown): { readonly fix?: string } {
  const fix = explanation?.fix?.(given);
  return fix === undefined ? {} : { fix };
}

function titleOf(schema: z.core.$ZodType | undefined): string | undefined {
  return schema instanceof z.ZodType ? schema.meta()?.title : undefined;
}

/** The field at a path: the last step that is a name. */
function fieldOf(path: PropertyPath): string {
  return path.findLast((step) => typeof step === 'string') ?? 'the file';
}

function labelOf(path: PropertyPath): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `item ${last + 1} of \`${fieldOf(path)}\`` : `\`${last}\``;
}
