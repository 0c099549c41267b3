import { Command, CommanderError } from 'commander';
import type { Result } from './command';
import type { Io } from './io';
import { UserMistake } from './input/user-mistake';

/**
 * A program that writes through `io` and throws instead of exiting.
 *
 * @param args what it will parse: with `--json`, mistakes in them are not for people
 */
export function newProgram(name: string, io: Io, args: readonly string[] = []): Command {
  return new Command(name)
    .helpOption('-h, --help', 'show this help')
    .configureOutput({
      writeOut: (text) => {
        io.out(text.trimEnd());
      },
      writeErr: (text) => {
        if (!wantsJson(args)) io.err(text.trimEnd());
      },
      getOutHasColors: () => io.colors.out,
      getErrHasColors: () => io.colors.err,
    })
    .exitOverride();
}

/**
 * Parses the arguments and runs what they ask for. Never throws: an error becomes a line and an exit code.
 *
 * @param declare gets the function to which the program's actions pass their result
 */
export async function runProgram(
  declare: (finish: (result: Result) => void) => Command,
  args: readonly string[],
  io: Io,
): Promise<Result> {
  let result: Result = { exitCode: 0 };
  const program = declare((given) => {
    result = given;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return result;
  } catch (error) {
    io.progress(null);
    return await explain(error, wantsJson(args), io);
  }
}

/** Not parsed by the program, because the arguments may have mistakes. What follows `--` is not ours. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
}

async function explain(error: unknown, json: boolean, io: Io): Promise<Result> {
  if (error instanceof CommanderError && error.exitCode === 0) return { exitCode: 0 };
  if (error instanceof CommanderError || error instanceof UserMistake) {
    // For people, Commander has already written its own messages.
    if (json) await explainAsJson(error, io);
    else if (error instanceof UserMistake) io.err(`error: ${error.message}`);
    return { exitCode: 2 };
  }
  const { message, stack } = toError(error);
  io.err(io.debug && stack !== undefined ? stack : `error: ${message}`);
  io.err('This is a bug in Rampart. Please report it with your command and its output under RAMPART_DEBUG=1.');
  return { exitCode: 2 };
}

async function explainAsJson(error: UserMistake | CommanderError, io: Io): Promise<void> {
  // Help and mistakes that people read need not wait for the module.
  const { reportUsage } = await import('./input/report-problems');
  const isMissing = error instanceof CommanderError && error.code === 'commander.help';
  const message = isMissing ? 'a command is missing' : error.message.replace(/^error: /, '');
  reportUsage(error instanceof UserMistake ? error.mistakes : [{ message }], io);
}

/** Not `instanceof Error`: Node's own errors may come from another realm. */
function toError(error: unknown): { readonly message: string; readonly stack?: string } {
  if (typeof error === 'object' && error !== null && 'message' in error)
    return { message: String(error.message), ...('stack' in error ? { stack: String(error.stack) } : {}) };
  return { message: String(error) };
}
