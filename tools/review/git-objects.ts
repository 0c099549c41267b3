import { spawnSync } from 'node:child_process';

const MOST_BYTES = 128 * 1024 * 1024;

export interface GitResult {
  /** What the command says by its exit code. */
  readonly status: number;
  readonly output: Buffer;
  readonly message: string;
}

/**
 * Runs a Git command that reads or writes objects and never files of a working tree, so that nothing of a proposal runs.
 *
 * @param settings of Git, for this command only. They may be secret: they are not on the command line
 */
export function gitObjects(
  repository: string,
  args: readonly string[],
  { input, settings = {} }: { readonly input?: string; readonly settings?: Readonly<Record<string, string>> } = {},
): GitResult {
  const given = Object.entries(settings);
  const environment = Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(given.length)],
    ...given.flatMap(([name, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, name],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]) as Record<string, string>;
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', repository, ...args], {
    env: { ...process.env, ...environment, GIT_TERMINAL_PROMPT: '0' },
    maxBuffer: MOST_BYTES,
    ...(input !== undefined && { input }),
  });
  if (status === null) throw error ?? new Error(`git ${args[0] ?? ''} was stopped`);
  return { status, output: stdout, message: stderr.toString('utf8').trim() };
}

/** The output of a command that must succeed. */
export function readGit(...[repository, args, options]: Parameters<typeof gitObjects>): Buffer {
  const { status, output, message } = gitObjects(repository, args, options);
  if (status !== 0) throw new Error(`git ${args[0] ?? ''} failed: ${message}`);
  return output;
}

/** The texts of an output that ends each with a zero byte. */
export function splitZeros(output: Buffer): readonly string[] {
  return output.toString('utf8').split('\0').slice(0, -1);
}
