import { catalogue } from '../../policies/catalogue';
import type { Organization } from '../model/organization';
import { parseOrganization } from '../model/parse';
import { Interrupted, INTERRUPTED_EXIT_CODE } from './terminal/interrupted';
import { readSettings, type AssumeOptions, type AssumeSettings } from './assume/settings';
import type { CommandDefinition, Result } from './command';
import { reportProblems } from './input/report-problems';
import { UserMistake } from './input/user-mistake';
import type { Io } from './io';
import { printJson } from './print-report';

/** Lists what somebody may act as, and gets sessions of it. Keeps nothing secret in a file but what --cache says. */
export const assume: CommandDefinition<AssumeOptions> = {
  examples: [
    'assume --list',
    'assume --list --as developers',
    'assume shop-production/read-only -- aws s3 ls',
    'assume shop-production/break-glass --mfa arn:aws:iam::111111111111:mfa/alice -- bash',
    'assume shop-production/audit --via audit/security --print-profile shop-audit',
  ],
  declare: (command) =>
    command
      .usage('[options] [ACCOUNT/SET | ACCOUNT/ROLE | ROLE-ARN] [-- COMMAND...]')
      .argument('[target]', 'what to act as, such as `shop-production/read-only`: its account by key or number')
      .argument('[command...]', 'after `--`: a program that gets the session in its environment')
      .option('--list', 'list what the signed-in principal may act as, by the configuration')
      .option('--as <who>', 'with --list: of a group, or of the ARN of a user, a role or a session, without asking AWS')
      .option('--via <target>', 'act as this first; may be repeated', (one: string, before: string[] | undefined) => [
        ...(before ?? []),
        one,
      ])
      .option('--mfa [serial]', 'ask for a code; default device: AWS_MFA_SERIAL, else the `mfa_serial` of the profile')
      .option('--token-command <command>', 'take the code from what a command of the shell prints')
      .option('--session-name <name>', 'how logs name the session; default: the name of the caller')
      .option('--duration <time>', 'how long the session lasts, such as `3600` or `1h`; default: 1h')
      .option('--external-id <id>', 'what the role demands of others')
      .option('--source-identity <name>', 'who is behind all further sessions, in logs')
      .option('--region <region>', 'the Region of STS; default: the home Region')
      .option('--profile <name>', "the profile to start from; default: as AWS's SDK finds credentials")
      .option('--shell <shell>', 'the shell that reads the output: posix, bash, zsh, fish or powershell')
      .option('--credential-process', "write JSON, as a `credential_process` of AWS's tools")
      .option('--cache', 'with --credential-process: keep the session below ~/.aws/rampart/, for you alone')
      .option('--print-profile <name>', 'write the lines for ~/.aws/config that do all this')
      .addHelpText(
        'after',
        '\nA name alone is that of a permission set if somebody has it there; `platform/backup-operator` is always the role. There is no\noption for the code itself: other users of a machine see the arguments of every program.\n\nIn a shell: eval "$(npx rampart assume shop-production/read-only)"\n\nExit codes: 0 fine; 2 there is no session; 130 Ctrl-C at the question for the code; that of the command after `--`.',
      ),
  async run(options, io, args) {
    const read = parseOrganization(options.organization, catalogue);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    try {
      if (options.list === true) return await list(options, args, read.value, io);
      return await act(options, readSettings(options, args, read.value), read.value, io);
    } catch (error) {
      // A module that is loaded twice has two classes.
      if (!(error instanceof Interrupted)) throw error;
      io.progress(null);
      return { exitCode: INTERRUPTED_EXIT_CODE };
    }
  },
};

async function list(
  options: AssumeOptions,
  args: readonly string[],
  organization: Organization,
  io: Io,
): Promise<Result> {
  if (args.length > 0) throw new UserMistake({ message: `--list takes no target, such as \`${args.join(' ')}\`` });
  const { listUsable } = await import('./assume/list-usable');
  await listUsable(options, organization, io);
  return { exitCode: 0 };
}

async function act(
  options: AssumeOptions,
  settings: AssumeSettings,
  organization: Organization,
  io: Io,
): Promise<Result> {
  // Loaded only now: the SDK takes a moment, which mistakes and a kept session need not wait for.
  const get = async () => (await import('./assume/get-session')).getSession(options, settings, organization, io);
  if (options.printProfile !== undefined) {
    const { printProfile } = await import('./assume/print-profile');
    printProfile(options.printProfile, options, settings, io);
    return { exitCode: 0 };
  }
  if (options.credentialProcess === true || (options.json === true && settings.program.length === 0)) {
    const { toProcessCredentials } = await import('./assume/credential-process');
    const { keepOptionally } = await import('./assume/keep-optionally');
    printJson(toProcessCredentials(await keepOptionally(options, settings, organization, io, get)), io);
    return { exitCode: 0 };
  }
  const session = await get();
  const { environmentWith, exportLines } = await import('./assume/exports');
  if (settings.program.length === 0) {
    for (const line of exportLines(session, settings.shell)) io.out(line);
    return { exitCode: 0 };
  }
  return { exitCode: await run(settings.program, environmentWith(session, io.node.environment), io) };
}

async function run(
  [command = '', ...args]: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  io: Io,
): Promise<number> {
  const end = await io.runProgram({ command, args, environment, isShell: false, isCaptured: false });
  if (end.kind === 'ended') return end.exitCode;
  throw new UserMistake({
    message: `\`${command}\` cannot be run: ${end.code === 'ENOENT' ? 'there is no such program' : end.code}`,
    fix: "check its name, and PATH; for a line of the shell, write `-- sh -c '…'`",
  });
}
