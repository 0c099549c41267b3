import type { CommandDefinition, GlobalOptions } from './command';
import { parseInstant } from './input/parse-instant';
import { readOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';
import { requireWhy, type EntryOptions } from './revoke/make-entry';

export interface RevokeOptions extends GlobalOptions, EntryOptions {
  readonly region?: string;
  readonly dryRun?: boolean;
  readonly list?: boolean;
  readonly removeEnded?: boolean;
  /** A day or an instant, instead of now. */
  readonly at?: string;
}

/** Writes, lists and removes revocations in landing-zone.yaml. Deploys nothing, and changes nothing at AWS. */
export const revoke: CommandDefinition<RevokeOptions> = {
  examples: [
    'revoke jane.doe@example.com --reason "A laptop was stolen" --owner security@example.com',
    'revoke shop-production/administrator --reason "A token was published" --owner security@example.com',
    'revoke --list',
    'revoke --remove-ended',
  ],
  declare: (command) =>
    command
      .argument(
        '[who]',
        "the id of a person in Identity Center, a user name or e-mail address, the ARN of a role or of a role's session, ACCOUNT/PERMISSION-SET, ACCOUNT/ROLE, or a partner's key",
      )
      .option('--reason <text>', 'what happened (required)')
      .option('--owner <text>', 'who is responsible for the revocation (required)')
      .option(
        '--until <time>',
        'when it ends; default: for a person in 90 days, the longest session of the portal, for a role 12 hours after --issued-before',
      )
      .option('--issued-before <time>', 'of a role: sessions from before this time can do nothing; default: now')
      .option('--region <region>', 'the Region of Identity Center; default: the home Region')
      .option('--yes', 'also revoke a role of the platform, or the new sessions of a role')
      .option('--dry-run', 'show everything, and write nothing')
      .option('--list', 'instead, list the revocations, those that have ended first')
      .option('--remove-ended', 'instead, remove the revocations that have ended')
      .option('--at <time>', 'with --list and --remove-ended: the time that counts; default: now')
      .addHelpText(
        'after',
        '\nA user name or an e-mail address needs credentials that may call identitystore:GetUserId. Everything else works without.\n\nExit codes: 0 written; 1 the guardrails do not stop what is revoked; 2 nothing was written.',
      ),
  async run(options, io, [who]) {
    requireOneTask(options, who);
    // Mistakes in the arguments are told before any in the configuration.
    if (who !== undefined) requireWhy(options);
    const at = options.at === undefined ? io.now() : parseInstant('--at', options.at);
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    if (who === undefined) {
      const { listRevocations, removeEnded } = await import('./revoke/ended');
      return options.list === true
        ? listRevocations(read.value.organization, at, options, io)
        : removeEnded(read.value.organization, at, options, io);
    }
    const { revokeSubject } = await import('./revoke/revoke-subject');
    return revokeSubject(who, read.value, options, io);
  },
};

function requireOneTask({ list, removeEnded, at }: RevokeOptions, who: string | undefined): void {
  const tasks = [who !== undefined, list === true, removeEnded === true].filter((given) => given).length;
  if (tasks !== 1)
    throw new UserMistake({
      message: tasks === 0 ? 'nobody is named' : 'WHO, --list and --remove-ended cannot be combined',
      allowed: 'revoke WHO --reason TEXT --owner TEXT, revoke --list, or revoke --remove-ended',
    });
  if (who !== undefined && at !== undefined)
    throw new UserMistake('--at is for --list and --remove-ended; a revocation takes --until and --issued-before');
}
