import { isObject } from '../../iam/json';
import { readJsonText } from '../../iam/grammar/json-text';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import type { ServiceReference } from '../../iam/service-reference/service-reference';
import { checkDialect, rules, type Severity } from '../../iam/dialect';
import { formatNumber } from '../../report/words';
import type { Position, Problem } from '../../model/problem';
import { locateMistakes } from '../input/json-mistakes';
import { DEFAULT_QUOTAS } from '../../model/quotas';

/** A place in a policy document that breaks a rule of the dialect. */
export interface PolicyFinding {
  readonly at: Position;
  /** The id of the rule. */
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
  readonly problems: readonly Problem[];
  readonly findings: readonly PolicyFinding[];
}

/** A hundred times what AWS accepts: enough for any layout. */
export const MOST_BYTES = 1024 * 1024;

/**
 * Checks the text of a policy against the dialect.
 *
 * @param type null: a document that names a principal is a resource control policy, any other a service control policy
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
  if (json === null) return { problems, findings: [] };
  const judged = type ?? guessType(json.value);
  const found = checkDialect(json.value, { type: judged, reference: catalogue, quota: quotaOf(judged) });
  const findings = found.map(({ rule, severity, pointer, message, fix }): PolicyFinding => ({
    at: { file, ...json.positionOf(pointer) },
    rule,
    severity,
    pointer,
    message,
    why: WHY.get(rule) ?? '',
    fix,
  }));
  return { problems, findings: findings.sort(byPlace) };
}

const WHY: ReadonlyMap<string, string> = new Map(rules.map(({ id, why }) => [id, why]));
/** A file that is too big to be a policy is not read. */
export function refuseSize(file: string, bytes: number): CheckedPolicy {
  const message = `the file has ${formatNumber(bytes)} bytes`;
  const allowed = `up to ${formatNumber(MOST_BYTES)}; AWS accepts policies of at most 10,240 characters`;
  return { problems: [{ code: 'too-big', at: { file, line: 1, column: 1 }, message, allowed }], findings: [] };
}

function quotaOf(type: ControlPolicyType): number {
  return type === 'SERVICE_CONTROL_POLICY'
    ? DEFAULT_QUOTAS.serviceControlPolicyCharacters.value
    : DEFAULT_QUOTAS.resourceControlPolicyCharacters.value;
}

/** Only resource control policies name a principal, and all of them must. */
function guessType(document: unknown): ControlPolicyType {
  const given = isObject(document) ? document['Statement'] : undefined;
  const statements: readonly unknown[] = Array.isArray(given) ? given : [given];
  const names = statements.some((statement) => isObject(statement) && statement['Principal'] !== undefined);
  return names ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY';
}

function byPlace({ at: a }: PolicyFinding, { at: b }: PolicyFinding): number {
  return a.line - b.line || a.column - b.column;
}
