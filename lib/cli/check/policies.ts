import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadServiceReference } from '../../iam/service-reference/load';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { checkPolicyText, MOST_BYTES, refuseSize, type CheckedPolicy, type PolicyFinding } from './policies-file';
import { decodeText } from '../../model/read/decode-text';
import type { Result } from '../command';
import { paragraph, type Entry } from '../../report/report';
import { counted, formatNumber } from '../../report/words';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import { problemToJson, reportProblems } from '../input/report-problems';
import { UserMistake } from '../input/user-mistake';

export interface CheckPoliciesOptions {
  /** A folder with policy documents, or one document. */
  readonly policies: string;
  /** `scp` or `rcp`; default: guessed for each document. */
  readonly type?: string;
  readonly json?: boolean;
}

const TYPES: ReadonlyMap<string, ControlPolicyType> = new Map([
  ['scp', 'SERVICE_CONTROL_POLICY'],
  ['rcp', 'RESOURCE_CONTROL_POLICY'],
]);

/** Lints policy documents of any origin with the rules of the dialect. */
export function checkPolicies({ policies, type, json }: CheckPoliciesOptions, io: Io): Result {
  const judged = type === undefined ? null : TYPES.get(type);
  if (judged === undefined) throw new UserMistake(`--type takes \`scp\` or \`rcp\`, not \`${type ?? ''}\``);
  const files = listDocuments(policies);
  const checked = files.map((file, index) => {
    io.progress(`checking ${formatNumber(index + 1)} of ${counted(files.length, 'policy document')}`);
    return checkFile(file, judged);
  });
  io.progress(null);
  const problems = checked.flatMap((one) => one.problems);
  const findings = checked.flatMap((one) => one.findings);
  if (json) reportJson(checked, io);
  else {
    const entries = { kind: 'entries', entries: findings.map(findingEntry) } as const;
    if (problems.length > 0) reportProblems(problems, { json: false }, io);
    printReport({ sections: [{ blocks: [entries, paragraph(describeSum(checked))] }] }, io);
  }
  if (problems.length > 0) return { exitCode: 2 };
  return { exitCode: findings.some(({ severity }) => severity === 'error') ? 1 : 0 };
}

function listDocuments(path: string): readonly string[] {
  let files: readonly string[];
  try {
    files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.json'))
          .sort()
          .map((name) => join(path, name))
      : [path];
  } catch {
    throw new UserMistake(`--policies: \`${path}\` cannot be read; name a folder of policy documents, or one document`);
  }
  const found = files.filter((file) => statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true);
  if (found.length === 0) throw new UserMistake(`--policies: no file in \`${path}\` has a name that ends in .json`);
  return found;
}

function checkFile(file: string, type: ControlPolicyType | null): CheckedPolicy {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MOST_BYTES) return refuseSize(file, size);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    const at = { file, line: 1, column: 1 };
    return { problems: [{ code: 'unreadable', at, message: 'the file cannot be read' }], findings: [] };
  }
  const text = decodeText(file, bytes);
  if (text.kind === 'problems') return { problems: text.problems, findings: [] };
  return checkPolicyText(text.value, file, type, loadServiceReference());
}

function findingEntry({ at, rule, severity, message, why, fix }: PolicyFinding): Entry {
  return {
    place: `${at.file}:${at.line}:${at.column}`,
    label: `${severity} ${rule}`,
    tone: severity === 'error' ? 'bad' : 'warning',
    summary: message,
    facts: [
      { title: 'Why', text: why },
      { title: 'Fix', text: fix },
    ],
  };
}

function describeSum(checked: readonly CheckedPolicy[]): string {
  const documents = counted(checked.length, 'policy document');
  const findings = checked.flatMap((one) => one.findings);
  if (findings.length === 0) return `No findings in ${documents}`;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const withFindings = checked.filter((one) => one.findings.length > 0).length;
  const sum = `${counted(errors, 'error')} and ${counted(findings.length - errors, 'warning')}`;
  return `${sum} in ${formatNumber(withFindings)} of ${documents}`;
}

function reportJson(checked: readonly CheckedPolicy[], io: Io): void {
  const findings = checked.flatMap((one) => one.findings);
  const result = {
    problems: checked.flatMap((one) => one.problems).map(problemToJson),
    findings: findings.map(({ at, ...finding }) => ({
      file: at.file,
      line: at.line,
      column: at.column,
      ...finding,
    })),
    policies: checked.length,
  };
  printJson(result, io);
}
