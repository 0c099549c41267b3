import { catalogue } from '../../policies/catalogue';
import { parseOrganization } from '../model/parse';
import type { CommandDefinition, GlobalOptions } from './command';
import { reportProblems } from './input/report-problems';

export interface RecoverOptions extends GlobalOptions {
  readonly write?: boolean;
}

/** Says how accounts that AWS or CloudFormation left half done come into their stacks. Changes nothing at AWS. */
export const recover: CommandDefinition<RecoverOptions> = {
  examples: ['recover', 'recover --write', 'recover --json'],
  declare: (command) =>
    command
      .option('--write', 'also write what `cdk import` takes into the current folder: import-Accounts.json')
      .addHelpText(
        'after',
        '\nIt compares the files with the organization and the stacks of accounts, and changes nothing at AWS. It needs credentials\nof the management account, from wherever the SDK of AWS finds them (such as AWS_PROFILE), with the permissions\norganizations:ListRoots, organizations:ListOrganizationalUnitsForParent, organizations:ListAccountsForParent,\norganizations:ListCreateAccountStatus, cloudformation:DescribeStacks, cloudformation:ListStackResources,\ncloudformation:DescribeStackEvents and cloudformation:ListExports.\n\nExit codes: 0 every account of the files is as its file says; 1 something is to be done; 2 it could not look.',
      ),
  async run(options, io) {
    const read = parseOrganization(options.organization, catalogue);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    // Loaded only now: the SDK takes a moment, which mistakes need not wait for.
    const { recoverAccounts } = await import('./recover/recover-accounts');
    return recoverAccounts(read.value, options, io);
  },
};
