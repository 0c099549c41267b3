import type { z } from 'zod';
import { quote } from '../../iam/json';
import { readJsonText } from '../../iam/grammar/json-text';
import { formatNumber } from '../../report/words';
import { failed, ok, type Outcome, type Problem } from '../../model/problem';
import { didYouMean, listValues } from '../../model/suggest';
import type { Judge } from './decide';
import { requestLineSchema, type RequestLine } from './request-line';
import type { RequestMistake } from './request-mistake';

/** Reads a file of requests line by line, in order. Blank lines are no requests. */
export interface RequestReader {
  /** `number` counts from 1. Null: the line is blank. */
  readonly readLine: (text: string, number: number) => Outcome<RequestLine> | null;
}

/** More than any request; a line is read at once. */
const MOST_CHARACTERS = 1_000_000;

/** Judges each line by its format, by itself and by the organization; ids must not repeat. */
export function requestReader(file: string, judge: Pick<Judge, 'check'>): RequestReader {
  const lineOf = new Map<string, number>();
  const readLine = (line: string, number: number): Outcome<RequestLine> | null => {
    // Files from Windows may begin with a byte order mark.
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') return null;
    const place = (mistake: RequestMistake): Problem => placeMistake(mistake, file, number, text);
    const parsed = parseLine(text);
    if ('mistakes' in parsed) return failed(parsed.mistakes.map(place));
    const { request } = parsed;
    const mistakes = [...judge.check(request), ...checkId(request, lineOf, number)];
    return mistakes.length === 0 ? ok(request) : failed(mistakes.map(place));
  };
  return { readLine };
}

/** Reads a whole file: all requests, or all problems. */
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

type ParsedLine = { readonly request: RequestLine } | { readonly mistakes: readonly RequestMistake[] };

function parseLine(text: string): ParsedLine {
  if (text.length > MOST_CHARACTERS) {
    const message = `the line has ${formatNumber(text.length)} characters`;
    const allowed = `one request a line, of up to ${formatNumber(MOST_CHARACTERS)} characters`;
    return { mistakes: [{ code: 'line-too-long', path: [], message, allowed }] };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {
      mistakes: [{ code: 'no-json', path: [], message: 'the line is no JSON', allowed: 'one JSON object a line' }],
    };
  }
  const parsed = requestLineSchema.safeParse(value, { reportInput: true });
  return parsed.success ? { request: parsed.data } : { mistakes: parsed.error.issues.flatMap(explainIssue) };
}

function checkId({ id }: RequestLine, lineOf: Map<string, number>, line: number): readonly RequestMistake[] {
  const other = lineOf.get(id);
  if (other === undefined) {
    lineOf.set(id, line);
    return [];
  }
  const message = `\`${id}\` is the id of the request in line ${other}, too`;
  return [{ code: 'repeated-id', path: ['id'], message, allowed: 'an id of its own for each request' }];
}

/** The place in the line: the text is looked through again, now that somebody has to be told. */
function placeMistake({ path, ...mistake }: RequestMistake, file: string, line: number, text: string): Problem {
  const json = text.length > MOST_CHARACTERS ? null : readJsonText(text);
  if (json === null) return { ...mistake, at: { file, line, column: 1 } };
  if (json.kind === 'mistake') {
    return {
      ...mistake,
      message: `${mistake.message}: ${json.message}`,
      at: { file, line, column: json.position.column },
    };
  }
  const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return { ...mistake, at: { file, line, column: json.positionOf(pointer).column } };
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

function explainIssue(issue: z.core.$ZodIssue): readonly RequestMistake[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const field = path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = path.length === 0 ? FIELDS : ['arn', 'resourceAccount', 'context'];
    return issue.keys.map((key) => ({
      code: 'unknown-field',
      path: [...path, key],
      message: `\`${key}\` is no field of a ${path.length === 0 ? 'request' : 'resource'}`,
      allowed: listValues(known),
      ...didYouMean(key, known),
    }));
  }
  if (issue.code === 'custom') return [{ code: 'bad-request', path, message: issue.message }];
  if (path.length === 0) {
    return [{ code: 'bad-request', path, message: `the line is ${quote(issue.input)}`, allowed: 'a JSON object' }];
  }
  if (issue.input === undefined) {
    return [{ code: 'missing-field', path, message: `the request has no \`${field}\``, ...allowedFor(field) }];
  }
  return [{ code: 'wrong-type', path, message: `\`${field}\` is ${quote(issue.input)}`, ...allowedFor(field) }];
}

function allowedFor(field: string): { readonly allowed?: string } {
  if (field === 'account')
    return { allowed: 'the name or the number of an account; `null` outside of the organization' };
  if (/(?:^|\.)context$/.test(field)) return { allowed: 'an object of condition keys' };
  if (/(?:^|\.)context\./.test(field)) return { allowed: 'text, a number, true or false, or a list of them' };
  if (field === 'resources') return { allowed: 'a list of at least one resource, each with its `arn`' };
  return { allowed: field === 'unknown' ? 'a list of condition keys' : 'text' };
}
