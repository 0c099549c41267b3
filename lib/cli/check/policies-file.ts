import { readJsonText } from '../../iam/grammar/json-text';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { ServiceReference } from '../../iam/service-reference/service-reference';
import { checkDialect, rules, type Severity } from '../../iam/dialect';
import { formatNumber } from '../../report/words';
import type { Position, Problem } from '../../model/problem';
import { locateMistakes } from '../input/json-mistakes';
import { DEFAULT_QUOTAS } from '../../model/quotas';
import { guessType } from './policy-type';

/** A place in a policy document that breaks a rule of the dialect. */
export interface PolicyFinding {
  readonly at: Position;
  /** The id of a rule of the dialect, or `policy-type`. */
  readonly rule: string;
  readonly severity: Severity;
  /** A JSON pointer into the document. */
  readonly pointer: string;
  readonly message: string;
  /** What goes wrong in such a policy. */
  readonly why: string;
  readonly fix: string;
}

/** The result for one file: problems with reading it, and findings about what it says. */
export interface CheckedPolicy {
  readonly file: string;
  /** False: what was read is not a document with policy statements. */
  readonly isPolicy: boolean;
  /** Null: it is unknown, and the file was not checked. */
  readonly type: ControlPolicyType | null;
  readonly problems: readonly Problem[];
  readonly findings: readonly PolicyFinding[];
}

/** A hundred times what AWS accepts: enough for any layout. */
export const MOST_BYTES = 1024 * 1024;

/**
 * Checks the text of a policy against the dialect.
 *
 * @param type null: it is guessed, see `guessType`
 */
export function checkPolicyText(
  text: string,
  file: string,
  type: ControlPolicyType | null,
  catalogue: ServiceReference,
): CheckedPolicy {
  const read = readJsonText(text);
  const problems = read.kind === 'json' ? [] : locateMistakes(read.mistakes, file);
  const json = read.kind === 'json' ? read : read.rest;
  const unchecked = { file, isPolicy: true, type: null, problems, findings: [] };
  if (json === null) return unchecked;
  const guess = type === null ? guessType(json.value) : ({ kind: 'control-policy', type } as const);
  if (guess.kind === 'no-policy') return { ...unchecked, isPolicy: false };
  const positionOf = (pointer: string): Position => ({ file, ...json.positionOf(pointer) });
  if (guess.kind === 'other-policy') {
    const { pointer, message } = guess;
    return { ...unchecked, findings: [{ at: positionOf(pointer), pointer, ...OTHER_POLICY, message }] };
  }
  const quota = quotaOf(guess.type);
  const found = checkDialect(json.value, { type: guess.type, reference: catalogue, quota, written: text.length });
  const findings = found.map(({ rule, severity, pointer, message, fix }): PolicyFinding => ({
    at: positionOf(pointer),
    rule,
    severity,
    pointer,
    message,
    why: WHY.get(rule) ?? '',
    fix,
  }));
  return { ...unchecked, type: guess.type, findings: findings.sort(byPlace) };
}

const OTHER_POLICY = {
  rule: 'policy-type',
  severity: 'error',
  why:
    'No organization policy names such a principal: service control policies name none, and resource control policies ' +
    'deny something to `*`. The document is taken for a policy on a resource or an endpoint, and was not checked.',
  fix: 'keep it apart from the organization policies, or say what it is with `--type`',
} as const;

const WHY: ReadonlyMap<string, string> = new Map(rules.map(({ id, why }) => [id, why]));

/** A file that is too big to be a policy is not read. */
export function refuseSize(file: string, bytes: number): CheckedPolicy {
  const message = `the file has ${formatNumber(bytes)} bytes`;
  const allowed = `up to ${formatNumber(MOST_BYTES)}; AWS accepts policies of at most 10,240 characters`;
  return unread(file, [{ code: 'too-big', at: { file, line: 1, column: 1 }, message, allowed }]);
}

/** The result for a file that could not be read. */
export function unread(file: string, problems: readonly Problem[]): CheckedPolicy {
  return { file, isPolicy: true, type: null, problems, findings: [] };
}

function quotaOf(type: ControlPolicyType): number {
  return type === 'SERVICE_CONTROL_POLICY'
    ? DEFAULT_QUOTAS.serviceControlPolicyCharacters.value
    : DEFAULT_QUOTAS.resourceControlPolicyCharacters.value;
}

export function isError({ severity }: PolicyFinding): boolean {
  return severity === 'error';
}

function byPlace({ at: a }: PolicyFinding, { at: b }: PolicyFinding): number {
  return a.line - b.line || a.column - b.column;
}
