import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { below, isObject, pointerTo, quote } from '../../iam/json';
import { readJsonText } from '../../iam/grammar/json-text';
import { findFileProblems } from '../../analysis/evaluate/file-problems';
import { findIdProblems } from '../../analysis/evaluate/id-problems';
import { formatNumber } from '../../report/words';
import { guardrailsFileSchema, type GuardrailsFile } from '../../model/guardrails-file';
import { describeAllowed } from '../../model/schema/describe-allowed';
import { failed, locate, ok, type Outcome, type Problem } from '../../model/problem';
import { decodeText } from '../../model/read/decode-text';
import { locateMistakes } from './json-mistakes';
import { statOf } from './stat-of';
import { UserMistake } from './user-mistake';

/** In other versions the same fields have other meanings. */
const FORMAT_VERSION = 1;

/** Enough for tens of thousands of accounts. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads a `guardrails.json` of any origin, or reports everything that is wrong with it. */
export function readGuardrailsFile(path: string): Outcome<GuardrailsFile> {
  const size = statOf(path)?.size;
  if (size !== undefined && size > MOST_BYTES)
    throw new UserMistake(`\`${path}\` has ${formatNumber(size)} bytes, more than any guardrails.json`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new UserMistake(`\`${path}\` cannot be read; pass a file that \`rampart guardrails\` wrote`);
  }
  const text = decodeText(path, bytes);
  return text.kind === 'ok' ? parseGuardrailsFile(text.value, path) : text;
}

/** Reads the text of such a file. */
export function parseGuardrailsFile(text: string, file: string): Outcome<GuardrailsFile> {
  const read = readJsonText(text);
  const mistakes = read.kind === 'json' ? [] : locateMistakes(read.mistakes, file);
  const json = read.kind === 'json' ? read : read.rest;
  if (json === null) return failed(mistakes);
  const at = (pointer: string): Problem['at'] => ({ file, ...json.positionOf(asWritten(pointer, json.value)) });
  const version = isObject(json.value) ? json.value['formatVersion'] : undefined;
  if (typeof version === 'number' && version !== FORMAT_VERSION)
    return failed([...mistakes, describeVersion(version, at('/formatVersion'))]);
  const value = withManagementNumber(json.value);
  const parsed = guardrailsFileSchema.safeParse(value, { error: describeAllowed, reportInput: true });
  const found = parsed.success
    ? findFileProblems(parsed.data)
    : [...parsed.error.issues.flatMap(describeIssue), ...findIdProblems(value)];
  const problems = [...mistakes, ...found.map((problem) => locate(problem, at))];
  return parsed.success && problems.length === 0 ? ok(parsed.data) : failed(problems);
}

/** The file may name its management account by the id of a target. All else reads the number. */
function withManagementNumber(file: unknown): unknown {
  if (!isObject(file)) return file;
  const { organization, targets } = file;
  if (!isObject(organization) || !Array.isArray(targets)) return file;
  const named = targets.find(
    (target: unknown) =>
      isObject(target) && target['kind'] === 'management-account' && target['id'] === organization['managementAccount'],
  ) as Readonly<Record<string, unknown>> | undefined;
  if (typeof named?.['accountId'] !== 'string') return file;
  return { ...file, organization: { ...organization, managementAccount: named['accountId'] } };
}

/** A statement alone counts as a list of one: `/Statement/0` is `/Statement` in the text. */
function asWritten(pointer: string, file: unknown): string {
  const [, list = '', rest = ''] = /^(\/documents\/\d+\/content\/Statement)\/0(\/.*)?$/.exec(pointer) ?? [];
  const documents = isObject(file) ? file['documents'] : undefined;
  const document: unknown = Array.isArray(documents) ? documents[Number(list.split('/')[2])] : undefined;
  const content = isObject(document) ? document['content'] : undefined;
  return isObject(content) && isObject(content['Statement']) ? `${list}${rest}` : pointer;
}

function describeVersion(version: number, at: Problem['at']): Problem {
  return {
    code: 'format-version',
    at,
    message: `the file has formatVersion ${version}`,
    allowed: `${FORMAT_VERSION}, the only one that this version of Rampart reads`,
    fix: 'read it with the version of Rampart that wrote it, or write it again with this one',
  };
}

/** Problems at JSON pointers into the file. */
function describeIssue(issue: z.core.$ZodIssue): readonly Problem<string>[] {
  // If one of the alternatives has the right shape, what is wrong within it says more than the alternatives.
  const within =
    issue.code === 'invalid_union'
      ? issue.errors.find((each) => each.every(({ path }) => path[0] !== undefined))
      : undefined;
  if (within !== undefined)
    return within.flatMap((each) => describeIssue({ ...each, path: [...issue.path, ...each.path] }));
  const pointer = pointerTo(issue.path.map(String));
  const place = pointer === '' ? 'the file' : `\`${pointer}\``;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      code: 'unknown-field',
      at: below(pointer, key),
      message: `unknown field \`${key}\` in ${place}`,
    }));
  if (issue.input === undefined)
    return [{ code: 'missing-field', at: pointer, message: `${place} is missing`, allowed: issue.message }];
  const problem = { code: 'invalid-value', at: pointer, message: `${place} is ${quote(issue.input)}` };
  const isUnquoted = issue.code === 'invalid_type' && issue.expected === 'string' && typeof issue.input === 'number';
  return [{ ...problem, allowed: issue.message, ...(isUnquoted ? { fix: 'put it in quotes' } : {}) }];
}
