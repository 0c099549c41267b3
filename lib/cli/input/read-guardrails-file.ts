import { readFileSync, statSync } from 'node:fs';
import type { z } from 'zod';
import { below, isObject, pointerTo, quote } from '../../iam/json';
import { readJsonText } from '../../iam/grammar/json-text';
import { findFileProblems } from '../../analysis/evaluate/file-problems';
import { formatNumber } from '../../report/words';
import { guardrailsFileSchema, type GuardrailsFile } from '../../model/guardrails-file';
import { describeAllowed } from '../../model/schema/describe-allowed';
import { failed, locate, ok, type Outcome, type Problem } from '../../model/problem';
import { UserMistake } from './user-mistake';

/** In other versions the same fields have other meanings. */
const FORMAT_VERSION = 1;

/** Enough for tens of thousands of accounts. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads a `guardrails.json` of any origin, or reports everything that is wrong with it. */
export function readGuardrailsFile(path: string): Outcome<GuardrailsFile> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size !== undefined && size > MOST_BYTES)
    throw new UserMistake(`\`${path}\` has ${formatNumber(size)} bytes, more than any guardrails.json`);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UserMistake(`\`${path}\` cannot be read; pass a file that \`rampart guardrails\` wrote`);
  }
  return parseGuardrailsFile(text, path);
}

/** Reads the text of such a file. */
export function parseGuardrailsFile(text: string, file: string): Outcome<GuardrailsFile> {
  const json = readJsonText(text.replace(/^\uFEFF/, ' '));
  if (json.kind === 'mistake') {
    const message = `this cannot be read as JSON: ${json.message}`;
    return failed([{ code: 'no-json', at: { file, ...json.position }, message }]);
  }
  const at = (pointer: string): Problem['at'] => ({ file, ...json.positionOf(pointer) });
  const version = isObject(json.value) ? json.value['formatVersion'] : undefined;
  if (typeof version === 'number' && version !== FORMAT_VERSION) {
    const message = `the file has formatVersion ${version}`;
    const fix = 'read it with the version of Rampart that wrote it, or write it again with this one';
    const allowed = `${FORMAT_VERSION}, the only one that this version of Rampart reads`;
    return failed([{ code: 'format-version', at: at('/formatVersion'), message, allowed, fix }]);
  }
  const parsed = guardrailsFileSchema.safeParse(json.value, { error: describeAllowed, reportInput: true });
  if (!parsed.success) {
    return failed(parsed.error.issues.flatMap(describeIssue).map((problem) => locate(problem, at)));
  }
  const problems = findFileProblems(parsed.data);
  if (problems.length === 0) return ok(parsed.data);
  return failed(problems.map((problem) => locate(problem, at)));
}

/** Problems at JSON pointers into the file. */
function describeIssue(issue: z.core.$ZodIssue): readonly Problem<string>[] {
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
  return [{ code: 'invalid-value', at: pointer, message: `${place} is ${quote(issue.input)}`, allowed: issue.message }];
}
