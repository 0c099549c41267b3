import { catalogue } from '../../policies/catalogue';
import { parseOrganization } from '../model/parse';
import type { CommandDefinition, GlobalOptions } from './command';
import { reportProblems } from './input/report-problems';

export interface GroupsOptions extends GlobalOptions {
  readonly region?: string;
  readonly write?: boolean;
}

/** Shows the ids of Identity Center that the configuration needs. Only reads at AWS. */
export const groups: CommandDefinition<GroupsOptions> = {
  examples: ['groups', 'groups --write', 'groups --json'],
  declare: (command) =>
    command
      .option('--region <region>', 'the Region of Identity Center; default: the home Region')
      .option('--write', 'also write into landing-zone.yaml what is missing there; an id that differs stays as it is')
      .addHelpText(
        'after',
        '\nIt needs credentials of the management account, or of the account that administers Identity Center, from wherever\nthe SDK of AWS finds them (such as AWS_PROFILE), with the permissions sso:ListInstances and identitystore:ListGroups.\n\nExit codes: 0 every group is found; 1 a group is not there, or an id differs from the configuration; 2 it could not ask.',
      ),
  async run(options, io) {
    const read = parseOrganization(options.organization, catalogue);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    // Loaded only now: the SDK takes a moment, which mistakes need not wait for.
    const { showGroups } = await import('./groups/show-groups');
    return showGroups(read.value, options, io);
  },
};
