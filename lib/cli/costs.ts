import { formatNumber } from '../report/words';
import { organizationPacks } from '../analysis/assemble/organization-packs';
import { ASSUMED_ON, ASSUMPTIONS } from '../analysis/costs/assumptions';
import { estimateCosts } from '../analysis/costs/estimate';
import { PRICES, PRICES_READ } from '../analysis/costs/prices';
import type { CommandDefinition, GlobalOptions } from './command';
import { costsReport } from './costs/costs-report';
import { estimateScaled, HOW_SCALED } from './costs/scaled-costs';
import { readOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';
import { printJson, printReport } from './print-report';

export interface CostsOptions extends GlobalOptions {
  /** As if the organization had so many accounts. */
  readonly accounts?: string;
}

/** More than AWS allows in an organization. */
const MOST_ACCOUNTS = 50_000;

/** Estimates what AWS charges a month for what Rampart deploys. */
export const costs: CommandDefinition<CostsOptions> = {
  examples: ['costs', 'costs --accounts 100', 'costs --json'],
  declare: (command) =>
    command
      .option('--accounts <number>', 'as if the organization had so many accounts, the management account included')
      .addHelpText('after', `\nWith --accounts: ${HOW_SCALED}`),
  run(options, io) {
    // A mistake in the argument is told before any in the configuration.
    const accounts = options.accounts === undefined ? null : readCount(options.accounts);
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const { organization } = read.value;
    if (accounts !== null && organization.accounts.every(({ state }) => state === 'closed'))
      throw new UserMistake(
        '--accounts: the organization has no account that is not closed, and nothing to make more of',
      );
    const estimate =
      accounts === null
        ? estimateCosts(organization, organizationPacks(organization))
        : estimateScaled(organization, accounts);
    if (options.json === true)
      printJson(
        {
          formatVersion: 1,
          problems: [],
          scaledTo: accounts,
          ...estimate,
          prices: PRICES,
          pricesRead: PRICES_READ,
          assumptions: ASSUMPTIONS,
          assumedOn: ASSUMED_ON,
        },
        io,
      );
    else printReport(costsReport(estimate, organization.homeRegion, accounts), io);
    return { exitCode: 0 };
  },
};

function readCount(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > MOST_ACCOUNTS)
    throw new UserMistake({
      message: `--accounts cannot be \`${text}\``,
      allowed: `a whole number from 1 to ${formatNumber(MOST_ACCOUNTS)}`,
    });
  return count;
}
