import { findExemptionEnds, type ExemptionEnd, type ExemptionEnds } from '../analysis/assemble/exemption-ends';
import { checkAgainstBase } from '../model/base';
import type { Organization } from '../model/organization';
import type { Problem } from '../model/problem';
import { readBaseUnits } from './check/base-units';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { countContents, describeContents } from './count';
import type { Io } from './io';
import { painter } from './paint';
import { readOrganization, type CheckedOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';

export interface CheckOptions extends GlobalOptions {
  /** A folder or a Git revision to compare with. */
  readonly base?: string;
  /** A day or an instant. */
  readonly at?: string;
  /** A folder of policy documents, which are checked instead of the configuration. */
  readonly policies?: string;
  readonly type?: string;
}

/** An end within so many days is worth a word. */
const SOON_DAYS = 14;

/** Says everything that is wrong with the configuration. Writes nothing. */
export const check: CommandDefinition<CheckOptions> = {
  examples: ['check', 'check --base main', 'check --at 2027-03-31', 'check --policies scps/'],
  declare: (command) =>
    command
      .option('--base <folder or revision>', 'compare with an earlier state: no unit may change its parent')
      .option('--at <date>', `tell which exemptions have ended then, and which end within ${SOON_DAYS} days`)
      .option(
        '--policies <folder>',
        'instead, check policy documents of any origin: where they may not mean what they say',
      )
      .option('--type <scp|rcp>', 'of those documents; default: guessed for each'),
  async run(options, io) {
    const { policies } = options;
    if (policies !== undefined) return await checkForeign({ ...options, policies }, io);
    if (options.type !== undefined) throw new UserMistake('--type is the type of the documents that --policies names');
    const instant = options.at === undefined ? undefined : parseInstant(options.at);
    const read = readOrganization(options.organization, (organization) => compare(organization, options));
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const ends = instant && findExemptionEnds(read.value.organization, instant, SOON_DAYS);
    return reportValid(read.value, ends, options, io);
  },
};

async function checkForeign(options: CheckOptions & { readonly policies: string }, io: Io): Promise<Result> {
  if (options.base !== undefined || options.at !== undefined)
    throw new UserMistake('--policies checks documents, --base and --at the configuration: give one or the other');
  // The catalogue of IAM's actions takes a moment to load, and only policy documents need it.
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
    io.out(JSON.stringify({ problems: [], ...contents, ...(ends && { exemptions: endsToJson(ends) }) }, null, 2));
  } else {
    io.out(`${folder} is valid: ${describeContents(contents)}`);
    if (ends && at !== undefined)
      describeEnds(ends, at, io).forEach((line) => {
        io.out(line);
      });
  }
  return { exitCode: ends && ends.ended.length > 0 ? 1 : 0 };
}

function describeEnds({ ended, endingSoon }: ExemptionEnds, at: string, io: Io): readonly string[] {
  const paint = painter(io.colours.out);
  if (ended.length + endingSoon.length === 0)
    return [`No exemption has ended at ${at}, nor ends within ${SOON_DAYS} days`];
  return [
    ...ended.map((end) => paint('red', describeEnd(end, 'ended'))),
    ...endingSoon.map((end) => paint('yellow', describeEnd(end, 'ends soon'))),
  ];
}

function describeEnd({ at, subject, guardrails, owner, expires }: ExemptionEnd, what: string): string {
  const from = guardrails.map((id) => `\`${id}\``).join(', ');
  const whose = owner === null ? '' : ` (${owner})`;
  return `${at.file}:${at.line}:${at.column}: ${what}: \`${subject}\` is exempt from ${from} until ${expires}${whose}`;
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
  // A day that does not exist becomes another one.
  if (isDate && date.toISOString().startsWith(text.slice(0, 19).replace('Z', ''))) return date;
  throw new UserMistake(
    `--at takes a day or an instant in UTC, such as 2027-03-31 or 2027-03-31T12:00:00Z; it got \`${text}\``,
  );
}
