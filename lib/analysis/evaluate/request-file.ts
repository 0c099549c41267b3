import type { z } from 'zod';
import { pointerTo, quote } from '../../iam/json';
import { readJsonText } from '../../iam/grammar/json-text';
import { formatNumber } from '../../report/words';
import { failed, locate, ok, type Outcome, type Problem } from '../../model/problem';
import { didYouMean, listValues } from '../../model/suggest';
import type { Judge } from './decide';
import { requestLineSchema, type RequestLine, type RequestProblem } from './request-line';

/** Reads a file of requests line by line, in order. */
export interface RequestReader {
  /** `number` counts from 1. Null: the line is blank. */
  readonly readLine: (text: string, number: number) => Outcome<RequestLine> | null;
}

/** More than any request has; a line is held in memory. */
const MOST_CHARACTERS = 1_000_000;

/** Checks each line: its format, contradictions in it and with the organization, and that its id is unique. */
export function requestReader(file: string, judge: Pick<Judge, 'check'>): RequestReader {
  const lineOf = new Map<string, number>();
  const readLine = (line: string, number: number): Outcome<RequestLine> | null => {
    // Files from Windows may start with a byte order mark.
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') return null;
    const place = (problem: RequestProblem): Problem => placeProblem(problem, file, number, text);
    const parsed = parseLine(text);
    if ('problems' in parsed) return failed(parsed.problems.map(place));
    const { request } = parsed;
    const problems = [...judge.check(request), ...checkId(request, lineOf, number)];
    return problems.length === 0 ? ok(request) : failed(problems.map(place));
  };
  return { readLine };
}

/** Reads all requests of a file, or all its problems. */
export function readRequests(text: string, file: string, judge: Pick<Judge, 'check'>): Outcome<readonly RequestLine[]> {
  const { readLine } = requestReader(file, judge);
  const requests: RequestLine[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const outcome = readLine(line, index + 1);
    if (outcome?.kind === 'ok') requests.push(outcome.value);
    else problems.push(...(outcome?.problems ?? []));
  }
  return problems.length === 0 ? ok(requests) : failed(problems);
}

type ParsedLine = { readonly request: RequestLine } | { readonly problems: readonly RequestProblem[] };

function parseLine(text: string): ParsedLine {
  if (text.length > MOST_CHARACTERS) {
    const message = `the line has ${formatNumber(text.length)} characters`;
    const allowed = `one request per line, of up to ${formatNumber(MOST_CHARACTERS)} characters`;
    return { problems: [{ code: 'line-too-long', at: [], message, allowed }] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      problems: [{ code: 'no-json', at: [], message: 'the line is not JSON', allowed: 'one JSON object per line' }],
    };
  }
  const parsed = requestLineSchema.safeParse(value, { reportInput: true });
  return parsed.success ? { request: parsed.data } : { problems: parsed.error.issues.flatMap(explainIssue) };
}

function checkId({ id }: RequestLine, lineOf: Map<string, number>, line: number): readonly RequestProblem[] {
  const other = lineOf.get(id);
  if (other === undefined) {
    lineOf.set(id, line);
    return [];
  }
  const message = `the request in line ${other} has the id \`${id}\` as well`;
  return [{ code: 'repeated-id', at: ['id'], message, allowed: 'a unique id' }];
}

/** Parses the line a second time to find the column, which lines without a problem do not need. */
function placeProblem(problem: RequestProblem, file: string, line: number, text: string): Problem {
  const json = text.length > MOST_CHARACTERS ? null : readJsonText(text);
  if (json === null) return locate(problem, () => ({ file, line, column: 1 }));
  if (json.kind === 'mistake') {
    const message = `${problem.message}: ${json.message}`;
    return locate({ ...problem, message }, () => ({ file, line, column: json.position.column }));
  }
  return locate(problem, (path) => ({ file, line, column: json.positionOf(pointerTo(path)).column }));
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

function explainIssue(issue: z.core.$ZodIssue): readonly RequestProblem[] {
  const at = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const field = at.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = at.length === 0 ? FIELDS : ['arn', 'resourceAccount', 'context'];
    return issue.keys.map((key) => ({
      code: 'unknown-field',
      at: [...at, key],
      message: `\`${key}\` is not a field of a ${at.length === 0 ? 'request' : 'resource'}`,
      allowed: listValues(known),
      ...didYouMean(key, known),
    }));
  }
  if (issue.code === 'custom') return [{ code: 'bad-request', at, message: issue.message }];
  if (at.length === 0) {
    return [{ code: 'bad-request', at, message: `the line is ${quote(issue.input)}`, allowed: 'a JSON object' }];
  }
  if (issue.input === undefined) {
    return [{ code: 'missing-field', at, message: `the request has no \`${field}\``, ...allowedFor(field) }];
  }
  return [{ code: 'wrong-type', at, message: `\`${field}\` is ${quote(issue.input)}`, ...allowedFor(field) }];
}

function allowedFor(field: string): { readonly allowed?: string } {
  if (field === 'account') return { allowed: 'the name or number of an account; `null` outside the organization' };
  if (/(?:^|\.)context$/.test(field)) return { allowed: 'an object with condition keys' };
  if (/(?:^|\.)context\./.test(field)) return { allowed: 'a string, a number, true or false, or a list of them' };
  if (field === 'resources') return { allowed: 'a list with at least one resource, each with an `arn`' };
  return { allowed: field === 'unknown' ? 'a list of condition keys' : 'a string' };
}
