import { answerAccess } from '../analysis/access/answer';
import { accessReport } from './access/access-report';
import { accessToJson } from './access/access-to-json';
import { readQuestion, type AccessFilters } from './access/read-question';
import type { CommandDefinition, GlobalOptions } from './command';
import { accountsOfEntry } from './report/access-review';
import { readOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { printJson, printReport } from './print-report';

export type AccessOptions = GlobalOptions & AccessFilters;

/** Shows who reaches which application's data, and what may act as an application, by which line of which file. */
export const access: CommandDefinition<AccessOptions> = {
  examples: [
    'access',
    'access --application shop',
    'access --store shop/orders',
    'access --principal data-analysts',
    'access --principal operator',
    'access --principal arn:aws:iam::222222222222:role/app/analytics --json',
  ],
  declare: (command) =>
    command
      .option('--application <key>', 'show the stores of one application, and what its role and its people reach')
      .option('--store <name>', 'show one store: `shop/orders`, or `orders` of all applications')
      .option(
        '--principal <who>',
        "show what somebody may and reaches: an application, a group, a permission set such as `app-shop` or `operator`, a partner's key or the number of its account, a role of the platform such as `break-glass`, or the ARN of a role or its session",
      )
      .option('--account <key>', 'show who reaches something in one account, or from it: its key or number'),
  run(options, io) {
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const { organization } = read.value;
    const question = readQuestion(options, organization);
    const answer = answerAccess(organization, question);
    if (options.json === true) printJson(accessToJson(answer, question), io);
    else printReport(accessReport(answer, question, accountsOfEntry(organization)), io);
    return { exitCode: 0 };
  },
};
