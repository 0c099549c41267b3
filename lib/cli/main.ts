import { Command, CommanderError } from 'commander';
import type { CommandDefinition, GlobalOptions, Result } from './command';
import type { Io } from './io';
import { UserMistake } from './input/user-mistake';

interface Entry {
  readonly summary: string;
  /** Loads the command's module when the command is called, so that help and mistakes in arguments need not wait. */
  load(): Promise<CommandDefinition>;
}

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  check: {
    summary: 'say everything that is wrong with the configuration',
    load: async () => (await import('./check')).check,
  },
  plan: {
    summary: 'check and synthesise every stack, and say what would be deployed',
    load: async () => (await import('./plan')).plan,
  },
  guardrails: {
    summary: 'write guardrails.json, what hangs where, to standard output',
    load: async () => (await import('./guardrails')).guardrails,
  },
  diff: {
    summary: 'say who may no longer do what, and who newly may, between two states',
    load: async () => (await import('./diff')).diff,
  },
  explain: {
    summary: 'say whether a call is denied, by which guardrail and why, and who is exempt',
    load: async () => (await import('./explain')).explain,
  },
  prove: {
    summary: 'prove that every guardrail denies what it must, and nothing else',
    load: async () => (await import('./prove')).prove,
  },
  rehearse: {
    summary: 'deploy every stack to an emulator of AWS, and make calls that must be denied',
    load: async () => (await import('./rehearse')).rehearse,
  },
};

/** Runs the command that the arguments name. Never throws: what goes wrong becomes a line and an exit code. */
export async function main(args: readonly string[], io: Io): Promise<Result> {
  let result: Result = { exitCode: 0 };
  const program = declareProgram(io, (given) => {
    result = given;
  });
  try {
    await program.parseAsync(args[0] === 'help' ? [...args.slice(1), '--help'] : args, { from: 'user' });
    return result;
  } catch (error) {
    io.progress(null);
    return explain(error, io);
  }
}

function declareProgram(io: Io, finish: (result: Result) => void): Command {
  const program = new Command('rampart')
    .description('An AWS landing zone whose guardrails are proved before they are deployed')
    .usage('COMMAND [options]')
    .option('--organization <folder>', 'the folder that holds landing-zone.yaml', 'organization')
    .option('--json', 'write JSON for other programs')
    .helpOption('-h, --help', 'show this help')
    .addHelpText(
      'after',
      '\nExamples:\n  npx rampart check\n  npx rampart plan\n\nExit codes: 0 fine, 1 it found something, 2 it could not run.',
    )
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => {
        io.out(text.trimEnd());
      },
      writeErr: (text) => {
        io.err(text.trimEnd());
      },
      getOutHasColors: () => io.colours.out,
      getErrHasColors: () => io.colours.err,
    })
    .exitOverride();
  for (const [name, { summary }] of Object.entries(COMMANDS)) program.command(name).description(summary);
  program.hook('preSubcommand', async (_program, command) => {
    const definition = await COMMANDS[command.name()]?.load();
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

function explain(error: unknown, io: Io): Result {
  // Commander has written its own words already.
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2 };
  if (error instanceof UserMistake) {
    io.err(`error: ${error.message}`);
    return { exitCode: 2 };
  }
  const { message, stack } = toError(error);
  io.err(io.debug && stack !== undefined ? stack : `error: ${message}`);
  io.err(
    'This is a fault of Rampart. Please report it with the command that you gave and its output under RAMPART_DEBUG=1.',
  );
  return { exitCode: 2 };
}

/** Not `instanceof Error`: Node's own errors may come from another realm. */
function toError(error: unknown): { readonly message: string; readonly stack?: string } {
  if (typeof error === 'object' && error !== null && 'message' in error)
    return { message: String(error.message), ...('stack' in error ? { stack: String(error.stack) } : {}) };
  return { message: String(error) };
}
