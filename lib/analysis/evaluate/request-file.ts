import type { z } from 'zod';
import { pointerTo, quote } from '../../iam/json';
import { hasPlainKeys, readJsonText } from '../../iam/grammar/json-text';
import { formatNumber } from '../../report/words';
import { failed, ok, type Outcome, type Position, type Problem } from '../../model/problem';
import { decodeText } from '../../model/read/decode-text';
import { didYouMean, listValues } from '../../model/suggest';
import type { Judge } from './decide';
import { requestLineSchema, type RequestLine, type RequestProblem } from './request-line';

/** A line of a file; bytes if it is not UTF-8. */
export type Line = string | Buffer;

/** Reads a file line by line, in order. */
export interface LineReader<Value> {
  /** `number` counts from 1. Null: the line is blank. */
  readonly readLine: (line: Line, number: number) => Outcome<Value> | null;
}

/** What the lines of a file are. */
export interface LineFormat<Value> {
  /** For messages, with an article, such as `a request`. */
  readonly noun: string;
  readonly schema: z.ZodType<Value>;
  readonly fields: readonly string[];
  /** What is allowed in a field that only this format has. */
  readonly allowed: Readonly<Record<string, string>>;
  /** What is wrong with a line that matches the schema. */
  readonly check: (value: Value, line: number) => readonly RequestProblem[];
}

/** More than any request has; a line is held in memory. */
const MOST_CHARACTERS = 1_000_000;

/** Checks each line: its format, contradictions in it and with the organization, and that its id is unique. */
export function requestReader(file: string, judge: Pick<Judge, 'check'>): LineReader<RequestLine> {
  const lineOf = new Map<string, number>();
  return lineReader(file, {
    noun: 'a request',
    schema: requestLineSchema,
    fields: FIELDS,
    allowed: {},
    check: (request, line) => [...judge.check(request), ...checkId(request, lineOf, line)],
  });
}

/** Reads lines of any format: each is one JSON object. */
export function lineReader<Value>(file: string, format: LineFormat<Value>): LineReader<Value> {
  const readLine = (line: Line, number: number): Outcome<Value> | null => {
    if (line.length > MOST_CHARACTERS) return failed([refuseLength(line, { file, line: number, column: 1 })]);
    if (typeof line !== 'string') return refuseBytes(line, file, number);
    // Files from Windows may start with a byte order mark.
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') return null;
    const { value, mistakes } = parseLine(text);
    const parsed = value === undefined ? null : format.schema.safeParse(value, { reportInput: true });
    const problems =
      parsed?.success === true
        ? format.check(parsed.data, number)
        : (parsed?.error.issues ?? []).flatMap((issue) => explainIssue(issue, format));
    if (parsed?.success === true && problems.length + mistakes.length === 0) return ok(parsed.data);
    const placed = problems.length === 0 ? [] : placeProblems(problems, text);
    return failed(
      [...mistakes, ...placed].map((problem) => ({ ...problem, at: { ...problem.at, file, line: number } })),
    );
  };
  return { readLine };
}

/** Reads all requests of a file, or all its problems. */
export function readRequests(
  lines: Iterable<Line>,
  file: string,
  judge: Pick<Judge, 'check'>,
): Outcome<readonly RequestLine[]> {
  return readAll(lines, requestReader(file, judge));
}

/** Reads all lines, or all problems of them. */
export function readAll<Value>(lines: Iterable<Line>, { readLine }: LineReader<Value>): Outcome<readonly Value[]> {
  const values: Value[] = [];
  const problems: Problem[] = [];
  let number = 0;
  for (const line of lines) {
    number += 1;
    const outcome = readLine(line, number);
    if (outcome?.kind === 'ok') values.push(outcome.value);
    else problems.push(...(outcome?.problems ?? []));
  }
  return problems.length === 0 ? ok(values) : failed(problems);
}

function refuseLength({ length }: Line, at: Position): Problem {
  const message = `the line has ${formatNumber(length)} characters`;
  const allowed = `one request per line, of up to ${formatNumber(MOST_CHARACTERS)} characters`;
  return { code: 'line-too-long', at, message, allowed };
}

function refuseBytes(line: Buffer, file: string, number: number): Outcome<never> {
  const text = decodeText(file, line);
  // INVARIANT: only lines that are not UTF-8 are bytes.
  if (text.kind === 'ok') throw new Error(`line ${number} of \`${file}\` is UTF-8`);
  return failed(text.problems.map((problem) => ({ ...problem, at: { ...problem.at, line: number } })));
}

/** What is wrong with a line, at a column of it. */
type LineProblem = Problem<{ readonly column: number }>;

/** The value of a line; undefined: it has none. */
function parseLine(text: string): { readonly value?: unknown; readonly mistakes: readonly LineProblem[] } {
  const value = parsePlain(text);
  if (value !== undefined) return { value, mistakes: [] };
  const read = readJsonText(text);
  if (read.kind === 'json') return { value: read.value, mistakes: [] };
  const mistakes = read.mistakes.map(({ position, ...mistake }) => ({
    ...mistake,
    ...(read.rest === null && { allowed: 'one JSON object per line' }),
    at: position,
  }));
  return { ...(read.rest !== null && { value: read.rest.value }), mistakes };
}

/** Most lines are read this way: without positions, which only problems need. Undefined: the line may have mistakes. */
function parsePlain(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return hasPlainKeys(text, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function checkId(
  { id }: Pick<RequestLine, 'id'>,
  lineOf: Map<string, number>,
  line: number,
): readonly RequestProblem[] {
  const other = lineOf.get(id);
  if (other === undefined) {
    lineOf.set(id, line);
    return [];
  }
  const message = `the request in line ${other} has the id \`${id}\` as well`;
  return [{ code: 'repeated-id', at: ['id'], message, allowed: 'a unique id' }];
}

/** Parses the line a second time to find the columns. */
function placeProblems(problems: readonly RequestProblem[], text: string): readonly LineProblem[] {
  const read = readJsonText(text);
  const json = read.kind === 'json' ? read : read.rest;
  return problems.map(({ at, ...problem }) => ({ ...problem, at: json?.positionOf(pointerTo(at)) ?? { column: 1 } }));
}

const FIELDS = [
  'id',
  'account',
  'principal',
  'action',
  'resource',
  'resources',
  'resourceAccount',
  'context',
  'unknown',
];

function explainIssue(issue: z.core.$ZodIssue, format: Format): readonly RequestProblem[] {
  const { noun, fields } = format;
  const at = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const field = at.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = at.length === 0 ? fields : ['arn', 'resourceAccount', 'context'];
    return issue.keys.map((key) => ({
      code: 'unknown-field',
      at: [...at, key],
      message: `\`${key}\` is not a field of ${at.length === 0 ? noun : 'a resource'}`,
      allowed: listValues(known),
      ...didYouMean(key, known),
    }));
  }
  if (issue.code === 'custom') return [{ code: 'bad-request', at, message: issue.message }];
  if (at.length === 0) {
    return [{ code: 'bad-request', at, message: `the line is ${quote(issue.input)}`, allowed: 'a JSON object' }];
  }
  if (issue.input === undefined) {
    return [
      {
        code: 'missing-field',
        at,
        message: `${noun.replace(/^an? /, 'the ')} has no \`${field}\``,
        ...allowedFor(field, format),
      },
    ];
  }
  const fix = typeof issue.input === 'number' && !field.includes('context') ? { fix: 'put it in quotes' } : {};
  return [
    { code: 'wrong-type', at, message: `\`${field}\` is ${quote(issue.input)}`, ...allowedFor(field, format), ...fix },
  ];
}

type Format = Pick<LineFormat<unknown>, 'noun' | 'fields' | 'allowed'>;

function allowedFor(field: string, format: Format): { readonly allowed?: string } {
  const own = format.allowed[field];
  if (own !== undefined) return { allowed: own };
  if (field === 'account') return { allowed: 'the name or number of an account; `null` outside the organization' };
  if (/(?:^|\.)context$/.test(field)) return { allowed: 'an object with condition keys' };
  if (/(?:^|\.)context\./.test(field)) return { allowed: 'a string, a number, true or false, or a list of them' };
  if (field === 'resources') return { allowed: 'a list with at least one resource, each with an `arn`' };
  return { allowed: field === 'unknown' ? 'a list of condition keys' : 'a string' };
}
