import { catalogue } from '../../policies/catalogue';
import { parseOrganization } from '../model/parse';
import type { CommandDefinition, GlobalOptions } from './command';
import { reportProblems } from './input/report-problems';

export interface IdsOptions extends GlobalOptions {
  readonly write?: boolean;
}

/** Brings the ids that AWS gave from the stacks into the files. Only reads at AWS. */
export const ids: CommandDefinition<IdsOptions> = {
  examples: ['ids', 'ids --write', 'ids --json'],
  declare: (command) =>
    command
      .option('--write', 'also write into the files what is missing there; an id that differs stays as it is')
      .addHelpText(
        'after',
        '\nIt needs credentials of the management account, from wherever the SDK of AWS finds them (such as AWS_PROFILE), with\nthe permission cloudformation:ListExports.\n\nExit codes: 0 the files have no other ids than the stacks; 1 an id differs; 2 it could not ask, or wrote nothing.',
      ),
  async run(options, io) {
    const read = parseOrganization(options.organization, catalogue);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    // Loaded only now: the SDK takes a moment, which mistakes need not wait for.
    const { showIds } = await import('./ids/show-ids');
    return showIds(read.value, options, io);
  },
};
