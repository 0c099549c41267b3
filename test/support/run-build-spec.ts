import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildSpecObject } from '../../constructs/vending/build-specs/build-spec';

/** Programs of the build, by name, as the bodies of shell scripts. Each call is recorded before the script runs. */
export type Programs = Readonly<Record<string, string>>;

export interface Run {
  /** Whether every command succeeded. */
  readonly isOk: boolean;
  readonly output: string;
  /** The calls of the programs, in order, each as a line. */
  readonly calls: readonly string[];
  /** The values of the variables that the specification exports. */
  readonly exported: Readonly<Record<string, string>>;
}

/**
 * Runs the commands of a build as CodeBuild does: one after another in one shell, until one fails.
 *
 * @param scratch a folder for the programs; temporary files of the commands go there, too
 */
export function runBuildSpec({ phases, env }: BuildSpecObject, { cwd, scratch, programs, variables }: RunOptions): Run {
  const bin = join(scratch, 'bin');
  const log = join(scratch, 'calls.txt');
  mkdirSync(bin, { recursive: true });
  writeFileSync(log, '');
  for (const [name, body] of Object.entries(programs))
    writeFileSync(join(bin, name), `#!/bin/bash\necho "${name} $*" >> '${log}'\n${body}\n`, { mode: 0o755 });
  const exports = env['exported-variables'] ?? [];
  const script = [
    ...phases.build.commands.map((command) => `${command.replaceAll('/tmp/', `${scratch}/`)}\n[ $? = 0 ] || exit 1`),
    ...exports.map((name) => `printf %s "$${name}" > '${join(scratch, `${name}.exported`)}'`),
  ].join('\n');
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: scratch, ...variables },
  });
  const isOk = status === 0;
  return {
    isOk,
    output: stdout + stderr,
    calls: readFileSync(log, 'utf8').split('\n').slice(0, -1),
    exported: isOk
      ? Object.fromEntries(exports.map((name) => [name, readFileSync(join(scratch, `${name}.exported`), 'utf8')]))
      : {},
  };
}

interface RunOptions {
  /** Where the repository is cloned. */
  readonly cwd: string;
  readonly scratch: string;
  readonly programs: Programs;
  readonly variables: Readonly<Record<string, string>>;
}
