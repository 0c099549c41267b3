import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadServiceReference } from '../../iam/service-reference/load';
import type { ControlPolicyType } from '../../iam/control-policy-type';
import { checkPolicyText, isError, MOST_BYTES, refuseSize, unread, type CheckedPolicy } from './policies-file';
import { policiesReport, policiesToJson } from './policies-report';
import { decodeText } from '../../model/read/decode-text';
import type { Result } from '../command';
import { counted, formatNumber } from '../../report/words';
import type { Io } from '../io';
import { printJson, printReport } from '../print-report';
import { reportProblems } from '../input/report-problems';
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
  if (!checked.some(({ isPolicy }) => isPolicy))
    throw new UserMistake(`--policies: no file in \`${policies}\` is a policy document; a policy has \`Statement\``);
  const problems = checked.flatMap((one) => one.problems);
  if (json) printJson(policiesToJson(checked, judged === null), io);
  else {
    if (problems.length > 0) reportProblems(problems, { json: false }, io);
    printReport(policiesReport(checked, judged === null), io);
  }
  if (problems.length > 0) return { exitCode: 2 };
  return { exitCode: checked.some(({ findings }) => findings.some(isError)) ? 1 : 0 };
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
    return unread(file, [{ code: 'unreadable', at, message: 'the file cannot be read' }]);
  }
  const text = decodeText(file, bytes);
  if (text.kind === 'problems') return unread(file, text.problems);
  return checkPolicyText(text.value, file, type, loadServiceReference());
}
