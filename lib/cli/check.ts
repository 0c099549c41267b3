import { findExemptionEnds, type ExemptionEnd, type ExemptionEnds } from '../analysis/assemble/exemption-ends';
import { checkAgainstBase } from '../model/base';
import type { Organization } from '../model/organization';
import type { Problem } from '../model/problem';
import { paragraph, type Block, type Entry } from '../report/report';
import { readBaseUnits } from './check/base-units';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { countContents, describeContents } from './contents';
import type { Io } from './io';
import { printJson, printReport } from './print-report';
import type { CheckedOrganization } from './input/read-organization';
import { readProvableOrganization } from './input/read-provable-organization';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';

export interface CheckOptions extends GlobalOptions {
  /** A folder or a Git revision to compare with. */
  readonly base?: string;
  /** A day or an instant. */
  readonly at?: string;
  /** A folder of policy documents, or one, to check instead of the configuration. */
  readonly policies?: string;
  readonly type?: string;
}

/** Exemptions that end within so many days are listed. */
const SOON_DAYS = 14;

/** Reports everything that is wrong with the configuration. Writes no file. */
export const check: CommandDefinition<CheckOptions> = {
  examples: ['check', 'check --base main', 'check --at 2027-03-31', 'check --policies scps/'],
  declare: (command) =>
    command
      .option('--base <folder or revision>', 'also compare with an earlier state: a unit must not change its parent')
      .option(
        '--at <date>',
        `also list the exemptions that have ended at this date, and those that end within ${SOON_DAYS} days`,
      )
      .option(
        '--policies <folder>',
        'instead, lint any policy documents (SCPs and RCPs), for example for a Deny that can never match',
      )
      .option('--type <scp|rcp>', 'with --policies: the type of the documents; default: guessed for each document'),
  async run(options, io) {
    const { policies } = options;
    if (policies !== undefined) return await lintPolicies({ ...options, policies }, io);
    if (options.type !== undefined) throw new UserMistake('--type can only be used with --policies');
    const instant = options.at === undefined ? undefined : parseInstant(options.at);
    const read = readProvableOrganization(options.organization, (organization) => compare(organization, options));
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const ends = instant && findExemptionEnds(read.value.organization, instant, SOON_DAYS);
    return reportValid(read.value, ends, options, io);
  },
};

async function lintPolicies(options: CheckOptions & { readonly policies: string }, io: Io): Promise<Result> {
  if (options.base !== undefined || options.at !== undefined)
    throw new UserMistake('--policies cannot be combined with --base or --at: they check the configuration');
  // The service reference takes a moment to load, and only policy documents need it.
  const { checkPolicies } = await import('./check/policies');
  return checkPolicies(options, io);
}

function compare(organization: Organization, { base, organization: folder }: CheckOptions): readonly Problem[] {
  if (base === undefined) return [];
  const units = readBaseUnits(base, folder);
  return units.kind === 'problems' ? units.problems : checkAgainstBase(organization, units.value);
}

function reportValid(
  checked: CheckedOrganization,
  ends: ExemptionEnds | undefined,
  { organization: folder, json, at }: CheckOptions,
  io: Io,
): Result {
  const contents = countContents(checked.organization);
  if (json) {
    printJson({ problems: [], ...contents, ...(ends && { exemptions: endsToJson(ends) }) }, io);
  } else {
    const lead = ends && at !== undefined ? [describeEnds(ends, at)] : [];
    printReport({ title: `${folder} is valid: ${describeContents(contents)}`, lead, sections: [] }, io);
  }
  return { exitCode: ends && ends.ended.length > 0 ? 1 : 0 };
}

function describeEnds({ ended, endingSoon }: ExemptionEnds, at: string): Block {
  if (ended.length + endingSoon.length === 0)
    return paragraph(`No exemption has ended at ${at} or ends within ${SOON_DAYS} days`);
  const entries = [
    ...ended.map((end): Entry => ({ label: 'ended', tone: 'bad', ...describeEnd(end) })),
    ...endingSoon.map((end): Entry => ({ label: 'ends soon', tone: 'warning', ...describeEnd(end) })),
  ];
  return { kind: 'entries', entries };
}

function describeEnd({ at, subject, guardrails, owner, expires }: ExemptionEnd): Pick<Entry, 'place' | 'summary'> {
  const from = guardrails.map((id) => `\`${id}\``).join(', ');
  return {
    place: `${at.file}:${at.line}:${at.column}`,
    summary: `\`${subject}\` is exempt from ${from} until ${expires}${owner === null ? '' : ` (${owner})`}`,
  };
}

function endsToJson({ ended, endingSoon }: ExemptionEnds): object {
  const toJson = ({ at, ...end }: ExemptionEnd): object => ({
    file: at.file,
    line: at.line,
    column: at.column,
    ...end,
  });
  return { ended: ended.map(toJson), endingSoon: endingSoon.map(toJson) };
}

/** A day is its first instant, in UTC. */
function parseInstant(text: string): Date {
  const date = new Date(text);
  const isDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$/.test(text) && !Number.isNaN(date.getTime());
  // `Date` takes a day that does not exist, such as February 30, for another one.
  if (isDate && date.toISOString().startsWith(text.slice(0, 19).replace('Z', ''))) return date;
  throw new UserMistake(
    `--at takes a day or an instant in UTC, such as 2027-03-31 or 2027-03-31T12:00:00Z, not \`${text}\``,
  );
}
