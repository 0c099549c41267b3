import type { Command } from 'commander';
// A namespace import, because the JSON module has no default export.
import * as release from '../../package.json';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import type { Io } from './io';
import { newProgram, runProgram } from './run-program';

interface Entry {
  readonly summary: string;
  /** Loads the command's module when the command is called, so that help and mistakes in arguments need not wait. */
  load(): Promise<CommandDefinition>;
}

/** By their names, in the order of the help. */
export type Commands = Readonly<Record<string, Entry>>;

const COMMANDS: Commands = {
  check: {
    summary: 'report everything that is wrong with the configuration',
    load: async () => (await import('./check')).check,
  },
  plan: {
    summary: 'check the configuration, synthesize every stack, and show what would be deployed',
    load: async () => (await import('./plan')).plan,
  },
  guardrails: {
    summary: 'write guardrails.json to standard output: all policies and the targets that they are attached to',
    load: async () => (await import('./guardrails')).guardrails,
  },
  diff: {
    summary: 'show which permissions a change removes and which it grants',
    load: async () => (await import('./diff')).diff,
  },
  explain: {
    summary: 'show whether a call is denied, by which guardrail and why, and who is exempt',
    load: async () => (await import('./explain')).explain,
  },
  access: {
    summary: "show who reaches which application's data, and what may act as it, by which line of which file",
    load: async () => (await import('./access')).access,
  },
  report: {
    summary: 'list who may do what where, from all-powerful down, for the yearly review',
    load: async () => (await import('./report')).report,
  },
  costs: {
    summary: 'estimate what AWS charges a month for what is deployed, line by line',
    load: async () => (await import('./costs')).costs,
  },
  prove: {
    summary: 'prove that every guardrail denies what it must, and nothing else',
    load: async () => (await import('./prove')).prove,
  },
  controls: {
    summary: 'show which guardrail, alarm or Config rule covers each control of CIS and PCI DSS, and what does not',
    load: async () => (await import('./controls')).controls,
  },
  vend: {
    summary: 'ask for an account: write its file, and show what it gets; suspend or close one',
    load: async () => (await import('./vend')).vend,
  },
  revoke: {
    summary: 'cut off a stolen session: a person or a role can do nothing, until the revocation ends by itself',
    load: async () => (await import('./revoke')).revoke,
  },
  groups: {
    summary: "show the ids of Identity Center's instance and groups, and write them into landing-zone.yaml",
    load: async () => (await import('./groups')).groups,
  },
  wait: {
    summary: 'wait until every account has the stacks of the baseline, or show why one has not',
    load: async () => (await import('./wait')).wait,
  },
  drift: {
    summary: 'show what is deployed at AWS otherwise than the files say, what that opens, and who may know why',
    load: async () => (await import('./drift')).drift,
  },
  recover: {
    summary: 'say what to do about accounts that a deployment left half done, and write what `cdk import` takes',
    load: async () => (await import('./recover')).recover,
  },
  ids: {
    summary: 'show the ids that AWS gave to the organization, units and accounts, and write them into the files',
    load: async () => (await import('./ids')).ids,
  },
  assume: {
    summary:
      'list what you may act as, and get a session of it: for a shell, for a program, or as `credential_process`',
    load: async () => (await import('./assume')).assume,
  },
};

/** Runs the command that the arguments name. Never throws: an error becomes a line and an exit code. */
export async function main(args: readonly string[], io: Io, commands: Commands = COMMANDS): Promise<Result> {
  const given = args[0] === 'help' ? [...args.slice(1), '--help'] : args;
  return runProgram((finish) => declareProgram(io, given, commands, finish), given, io);
}

function declareProgram(
  io: Io,
  args: readonly string[],
  commands: Commands,
  finish: (result: Result) => void,
): Command {
  const program = newProgram('rampart', io, args)
    .description('An AWS landing zone whose guardrails are proved before they are deployed')
    .version(release.version, '--version', 'show the version')
    .usage('COMMAND [options]')
    .option('--organization <folder>', 'the folder that holds landing-zone.yaml', 'organization')
    .option('--json', 'write JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  npx rampart check\n  npx rampart plan\n\nExit codes: 0 fine; 1 a proof, a lint rule or a comparison found something; 2 the configuration or an argument has a mistake, or the command could not run.',
    )
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true });
  for (const [name, { summary }] of Object.entries(commands)) program.command(name).description(summary);
  program.hook('preSubcommand', async (_program, command) => {
    const definition = await commands[command.name()]?.load();
    if (definition !== undefined) declareCommand(command, definition, io, finish);
  });
  return program;
}

function declareCommand(
  command: Command,
  definition: CommandDefinition,
  io: Io,
  finish: (result: Result) => void,
): void {
  definition.declare(command);
  const examples = definition.examples.map((example) => `  npx rampart ${example}`).join('\n');
  command
    .addHelpText('after', `\nExample${definition.examples.length === 1 ? '' : 's'}:\n${examples}`)
    .action(async () => {
      finish(await definition.run(command.optsWithGlobals<GlobalOptions>(), io, command.args));
    });
}
