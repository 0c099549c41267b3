import { readFileSync } from 'node:fs';
import { isObject, pointerTo } from '../../iam/json';
import { readJsonText } from '../../iam/grammar/json-text';
import { decodeText } from '../../model/read/decode-text';
import { failed, ok, type Outcome, type Problem } from '../../model/problem';
import { didYouMean, listValues } from '../../model/suggest';
import { locateMistakes } from '../input/json-mistakes';
import { UserMistake } from '../input/user-mistake';
import { REQUEST_FIELDS, type FieldProblem, type Request, type RequestField, type RequestSource } from './request';

const STANDARD_INPUT = 0;

/** A request as JSON, such as a ticket bot writes it. */
export interface WrittenRequest {
  readonly request: Request;
  readonly source: RequestSource;
  /** What is wrong with it whatever the organization is, such as a field that is not known. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a request as JSON.
 *
 * @param path of a file; `-`: standard input
 * @returns problems if it is not an object of JSON
 */
export function readRequest(path: string): Outcome<WrittenRequest> {
  const file = path === '-' ? 'standard input' : path;
  const text = decodeText(file, readBytes(path));
  if (text.kind === 'problems') return text;
  const read = readJsonText(text.value);
  const mistakes = read.kind === 'json' ? [] : locateMistakes(read.mistakes, file);
  const json = read.kind === 'json' ? read : read.rest;
  if (json === null) return failed(mistakes);
  const at = (pointer: string): Problem['at'] => ({ file, ...json.positionOf(pointer) });
  const { value } = json;
  if (!isObject(value))
    return failed([
      ...mistakes,
      { code: 'wrong-type', at: at(''), message: 'the request is no object', allowed: `an object with ${FIELDS}` },
    ]);
  const unknown = Object.keys(value).filter((key) => !isField(key));
  return ok({
    request: Object.fromEntries(Object.entries(value).filter(([key]) => isField(key))),
    source: { explain: (problem) => ({ ...inJson(problem), at: at(pointerTo(problem.at.map(String))) }) },
    problems: [...mistakes, ...unknown.map((key) => explainUnknown(key, at(pointerTo([key])), value))],
  });
}

const FIELDS = listValues(REQUEST_FIELDS);

function isField(key: string): key is RequestField {
  return REQUEST_FIELDS.some((field) => field === key);
}

function explainUnknown(key: string, at: Problem['at'], value: Readonly<Record<string, unknown>>): Problem {
  const missing = REQUEST_FIELDS.filter((field) => !Object.hasOwn(value, field));
  return {
    code: 'unknown-field',
    at,
    message: `unknown field \`${key}\``,
    allowed: FIELDS,
    ...didYouMean(key, missing),
  };
}

/** Fixes are written for YAML, which has another kind of quotes. */
function inJson({ fix, ...problem }: FieldProblem): FieldProblem {
  return fix === undefined ? problem : { ...problem, fix: fix.replace(/`'(.*)'`$/, (_all, text) => `\`"${text}"\``) };
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? STANDARD_INPUT : path);
  } catch {
    throw new UserMistake(
      path === '-'
        ? '--request: standard input cannot be read; pipe a request as JSON into the command'
        : `--request: \`${path}\` cannot be read; pass a file with one JSON object`,
    );
  }
}
