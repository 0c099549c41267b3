import type { z } from 'zod';
import { readAccessReview } from './report/access-review';
import { accessReviewReport } from './report/access-review-report';
import type { accessReviewSchema } from './report/access-review-schema';
import { accessReviewToJson } from './report/access-review-to-json';
import type { CommandDefinition, GlobalOptions } from './command';
import { renderPage } from '../report/markdown/render-markdown';
import { parseInstant } from './input/parse-instant';
import { readOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';
import { printJson, printReport } from './print-report';

export interface ReportOptions extends GlobalOptions {
  readonly access?: boolean;
  readonly markdown?: boolean;
  /** A day or an instant. */
  readonly at?: string;
}

/** Writes a report for a review, from the configuration alone. */
export const report: CommandDefinition<ReportOptions> = {
  examples: ['report --access', 'report --access --markdown > access.md', 'report --access --at 2027-01-01 --json'],
  declare: (command) =>
    command
      .option('--access', 'who may do what where, from all-powerful down, for the yearly review')
      .option('--markdown', 'write Markdown')
      .option('--at <date>', 'the day or instant from which ends are counted (default: now)'),
  run(options, io) {
    checkOptions(options);
    const at = options.at === undefined ? io.now() : parseInstant('--at', options.at);
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const review = readAccessReview(read.value.organization, at);
    if (options.json === true) printJson(accessReviewToJson(review) satisfies z.input<typeof accessReviewSchema>, io);
    else if (options.markdown === true) io.out({ rendered: renderPage(accessReviewReport(review)).trimEnd() });
    else printReport(accessReviewReport(review), io);
    return { exitCode: 0 };
  },
};

function checkOptions({ access, markdown, json }: ReportOptions): void {
  if (access !== true)
    throw new UserMistake({
      message: 'report needs to know what about',
      allowed: '--access',
      fix: '`npx rampart report --access`',
    });
  if (markdown && json)
    throw new UserMistake('--markdown and --json cannot be combined: both write to standard output');
}
