import { prepareJudge, type Judge } from '../../analysis/evaluate/decide';
import { requestReader } from '../../analysis/evaluate/request-file';
import type { NameChecker } from '../../analysis/evaluate/request-names';
import type { Decision, RequestLine } from '../../analysis/evaluate/request-line';
import type { Problem } from '../../model/problem';
import { code, paragraph, toned, type Inline } from '../../report/report';
import type { Result } from '../command';
import { counted, formatNumber } from '../../report/words';
import type { Io } from '../io';
import { printJsonText, printReport } from '../print-report';
import { reportProblems } from '../input/report-problems';
import type { Against } from './against';
import { readLines, type Lines } from '../input/read-lines';

interface RequestsOptions {
  /** Adds what the options say about all requests, such as the time. */
  readonly complete: (request: RequestLine) => RequestLine;
  /** Finds misspelled names. */
  readonly checkNames: NameChecker;
  readonly json: boolean;
}

/** Lines per write. */
const BATCH = 500;

/**
 * Decides a file of requests, one decision per line in the order of the file, or reports all problems of its lines.
 */
export async function explainRequests(
  path: string,
  { file }: Against,
  { complete, checkNames, json }: RequestsOptions,
  io: Io,
): Promise<Result> {
  const lines = readLines(path);
  const judge = prepareJudge(file);
  const check: Judge['check'] = (request) => [...judge.check(request), ...checkNames(request)];
  const problems = findProblems(lines, path, { check }, io);
  if (problems.length > 0) return reportProblems(problems, { json }, io);
  const sum = { denied: 0, undecided: 0, permitted: 0 };
  let batch: Decision[] = [];
  // All lines are checked by now, so they only need to be parsed.
  const { readLine } = requestReader(path, { check: () => [] });
  let number = 0;
  for (const line of lines()) {
    number += 1;
    const read = readLine(line, number);
    if (read?.kind !== 'ok') continue;
    const decision = judge.decide(complete(read.value));
    sum[decision.decision] += 1;
    batch.push(decision);
    if (batch.length < BATCH) continue;
    write(batch, json, io);
    batch = [];
    // Lets the reader of the output catch up, so that lines do not pile up in memory.
    await new Promise<void>((resume) => setImmediate(resume));
  }
  if (batch.length > 0) write(batch, json, io);
  if (!json) printReport({ sections: [{ blocks: [paragraph(describeSum(sum))] }] }, io);
  return { exitCode: sum.denied + sum.undecided > 0 ? 1 : 0 };
}

function findProblems(lines: Lines, path: string, judge: Pick<Judge, 'check'>, io: Io): readonly Problem[] {
  const { readLine } = requestReader(path === '-' ? 'standard input' : path, judge);
  const problems: Problem[] = [];
  let number = 0;
  for (const line of lines()) {
    number += 1;
    if (number % 10_000 === 0) io.progress(`read ${formatNumber(number)} requests`);
    const read = readLine(line, number);
    if (read?.kind === 'problems') for (const problem of read.problems) problems.push(problem);
  }
  io.progress(null);
  return problems;
}

function write(batch: readonly Decision[], json: boolean, io: Io): void {
  if (json) printJsonText(batch.map((decision) => JSON.stringify(decision)).join('\n'), io);
  else printReport({ sections: [{ blocks: batch.map((decision) => paragraph(describeDecision(decision))) }] }, io);
}

const TONES = { denied: 'bad', undecided: 'warning', permitted: 'good' } as const;

function describeDecision({ id, decision, exempt, by, missing }: Decision): Inline {
  const head = [code(id), ': ', toned(TONES[decision], decision)];
  if (decision === 'undecided') return [...head, `: depends on ${missing.join(', ')}`];
  if (decision === 'permitted') return exempt === null ? head : [...head, `: exempt (${exempt})`];
  const places = by.map(({ target, document, pointer, guardrails }) =>
    document === null
      ? `no policy allows it at ${target}`
      : `${guardrails.length === 0 ? `${document} ${pointer ?? ''}` : guardrails.join(', ')} at ${target}`,
  );
  const different = [...new Set(places)];
  return [...head, `: ${different.length > 1 ? 'by each of ' : ''}${different.join('; ')}`];
}

function describeSum(sum: Readonly<Record<Decision['decision'], number>>): string {
  const all = sum.denied + sum.undecided + sum.permitted;
  return `${counted(all, 'request')}: ${formatNumber(sum.denied)} denied, ${formatNumber(sum.undecided)} undecided, ${formatNumber(sum.permitted)} permitted`;
}
