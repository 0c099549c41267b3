import { Command, CommanderError } from 'commander';
import type { Result } from './command';
import type { Io } from './io';
import { UserMistake } from './input/user-mistake';

/** A program that writes through `io` and throws instead of exiting. */
export function newProgram(name: string, io: Io): Command {
  return new Command(name)
    .helpOption('-h, --help', 'show this help')
    .configureOutput({
      writeOut: (text) => {
        io.out(text.trimEnd());
      },
      writeErr: (text) => {
        io.err(text.trimEnd());
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
    return explain(error, io);
  }
}

function explain(error: unknown, io: Io): Result {
  // Commander has already written its message.
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2 };
  if (error instanceof UserMistake) {
    io.err(`error: ${error.message}`);
    return { exitCode: 2 };
  }
  const { message, stack } = toError(error);
  io.err(io.debug && stack !== undefined ? stack : `error: ${message}`);
  io.err('This is a bug in Rampart. Please report it with your command and its output under RAMPART_DEBUG=1.');
  return { exitCode: 2 };
}

/** Not `instanceof Error`: Node's own errors may come from another realm. */
function toError(error: unknown): { readonly message: string; readonly stack?: string } {
  if (typeof error === 'object' && error !== null && 'message' in error)
    return { message: String(error.message), ...('stack' in error ? { stack: String(error.stack) } : {}) };
  return { message: String(error) };
}
