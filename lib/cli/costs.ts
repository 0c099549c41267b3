import { organizationPacks } from '../analysis/assemble/organization-packs';
import { ASSUMED_ON, ASSUMPTIONS } from '../analysis/costs/assumptions';
import { estimateCosts } from '../analysis/costs/estimate';
import { PRICES, PRICES_READ } from '../analysis/costs/prices';
import type { CommandDefinition } from './command';
import { costsReport } from './costs/costs-report';
import { readOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { printJson, printReport } from './print-report';

/** Estimates what AWS charges a month for what Rampart deploys. */
export const costs: CommandDefinition = {
  examples: ['costs', 'costs --json'],
  declare: () => undefined,
  run(options, io) {
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const { organization } = read.value;
    const estimate = estimateCosts(organization, organizationPacks(organization));
    if (options.json === true)
      printJson(
        {
          formatVersion: 1,
          problems: [],
          ...estimate,
          prices: PRICES,
          pricesRead: PRICES_READ,
          assumptions: ASSUMPTIONS,
          assumedOn: ASSUMED_ON,
        },
        io,
      );
    else printReport(costsReport(estimate, organization.homeRegion), io);
    return { exitCode: 0 };
  },
};
