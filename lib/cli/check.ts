import type { z } from 'zod';
import type { Configuration } from '../model/configuration';
import type { Problem } from '../model/problem';
import { paragraph, type Block, type Entry } from '../report/report';
import type { checkOutputSchema } from './check/check-output';
import { describeUnheardBudgets, unheardBudgets } from './check/unheard-budgets';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import { countContents, describeContents } from './contents';
import type { Io } from './io';
import { printJson, printReport } from './print-report';
import {
  describeAlignment,
  describeEnd,
  describeEnded,
  describeRemoval,
  exemptionBlocks,
  exemptionsToJson,
  noteExemptions,
  SOON_DAYS,
  type ExemptionNotes,
} from './input/exemption-notes';
import { parseInstant } from './input/parse-instant';
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

/** Reports everything that is wrong with the configuration. Writes no file. */
export const check: CommandDefinition<CheckOptions> = {
  examples: ['check', 'check --base main', 'check --at 2027-03-31', 'check --policies scps/'],
  declare: (command) =>
    command
      .option(
        '--base <folder or revision>',
        'also compare with an earlier state, and refuse edits that no deployment can make, such as a new e-mail address',
      )
      .option(
        '--at <date>',
        `also list the exemptions, partners and revocations that end within ${SOON_DAYS} days of this date, and fail if one has ended`,
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
    // A mistake in the argument is told before any in the configuration.
    if (options.at !== undefined) parseInstant('--at', options.at);
    const read = readProvableOrganization(options.organization, await comparison(options));
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    return reportValid(read.value, options, io);
  },
};

async function lintPolicies(options: CheckOptions & { readonly policies: string }, io: Io): Promise<Result> {
  if (options.base !== undefined || options.at !== undefined)
    throw new UserMistake('--policies cannot be combined with --base or --at: they check the configuration');
  // The service reference takes a moment to load, and only policy documents need it.
  const { checkPolicies } = await import('./check/policies');
  return checkPolicies(options, io);
}

/** Git and all that reads an earlier state is loaded only for `--base`. */
async function comparison({ base, organization }: CheckOptions): Promise<Comparison | undefined> {
  if (base === undefined) return undefined;
  const { compareWithBase } = await import('./check/compare-with-base');
  return (configuration) => compareWithBase(base, organization, configuration);
}

type Comparison = (configuration: Configuration) => readonly Problem[];

function reportValid(checked: CheckedOrganization, { organization: folder, json, at }: CheckOptions, io: Io): Result {
  const contents = countContents(checked.organization);
  const unheard = unheardBudgets(checked.organization);
  const notes = noteExemptions(checked, at === undefined ? io.now() : parseInstant('--at', at));
  if (json) {
    const exemptions = exemptionsToJson(notes);
    const output = { formatVersion: 1, problems: [], ...contents, unheardBudgets: unheard, exemptions } as const;
    printJson(output satisfies z.output<typeof checkOutputSchema>, io);
  } else {
    const lead =
      at === undefined
        ? exemptionBlocks(notes)
        : [describeEnds(notes, at), ...describeRemoval(notes), ...describeAlignment(notes)];
    const title = `${folder} is valid: ${describeContents(contents)}`;
    printReport({ title, lead: [...lead, ...describeUnheardBudgets(unheard)], sections: [] }, io);
  }
  return { exitCode: at !== undefined && notes.ended.length > 0 ? 1 : 0 };
}

function describeEnds(notes: ExemptionNotes, at: string): Block {
  const { ended, endingSoon } = notes;
  if (ended.length + endingSoon.length === 0)
    return paragraph(`No exemption, partner or revocation has ended at ${at} or ends within ${SOON_DAYS} days`);
  const soon = endingSoon.map((end): Entry => ({ label: 'ends soon', tone: 'warning', ...describeEnd(end) }));
  return { kind: 'entries', entries: [...describeEnded(notes, 'bad'), ...soon] };
}
