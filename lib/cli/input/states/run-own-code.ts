import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { GuardrailsFile } from '../../../model/guardrails-file';
import { failed, type Outcome } from '../../../model/problem';
import { parseGuardrailsFile } from '../read-guardrails-file';
import type { Io } from '../../io';
import { UserMistake } from '../user-mistake';
import type { Revision } from './find-revision';
import { readProblems } from './read-problems';

/** A revision that is extracted into a folder. */
export interface OwnCode {
  readonly revision: Revision;
  readonly folder: string;
  /** Paths in the folder: of the code and of the organization. */
  readonly code: string;
  readonly organization: string;
  /** The folder of the running code, whose packages may be used. */
  readonly ours: string;
}

/** Runs `rampart guardrails` with the revision's own code, in a separate process. */
export async function runOwnCode(own: OwnCode, io: Io): Promise<Outcome<GuardrailsFile>> {
  const { revision, folder } = own;
  const home = join(folder, own.code);
  await providePackages(own, home, io);
  io.progress(`computing the guardrails of ${revision.name}`);
  const organization = posix.relative(own.code, own.organization);
  const run = await start(
    io.node.path,
    ['bin/rampart.js', 'guardrails', '--json', '--organization', organization],
    home,
    io,
  );
  io.progress(null);
  if (run.exitCode === 0) return parseGuardrailsFile(run.out, 'guardrails.json');
  const problems = readProblems(run.out);
  if (problems !== null) return failed(problems);
  throw new UserMistake(`\`rampart guardrails\` failed with the code of \`${revision.name}\`:\n${lastLines(run.err)}`);
}

/** If the lockfiles are equal, so are the packages, and they need not be installed again. */
async function providePackages({ revision, ours }: OwnCode, home: string, io: Io): Promise<void> {
  const [lockfile, packages] = ['package-lock.json', 'node_modules'];
  const isSame = readFileSync(join(home, lockfile)).equals(readFileSync(join(ours, lockfile)));
  if (isSame && existsSync(join(ours, packages))) {
    symlinkSync(realpathSync(join(ours, packages)), join(home, packages), 'junction');
    return;
  }
  io.progress(`installing the packages of ${revision.name}`);
  const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { exitCode, err } = await start('npm', install, home, io);
  io.progress(null);
  if (exitCode !== 0)
    throw new UserMistake(`\`npm ${install.join(' ')}\` failed for \`${revision.name}\`:\n${lastLines(err)}`);
}

interface Finished {
  /** Null: the process did not start, or was killed. */
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

function start(program: string, args: readonly string[], folder: string, { node }: Io): Promise<Finished> {
  const options = { cwd: folder, env: { ...node.environment }, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES } as const;
  return new Promise((settle) => {
    const child = execFile(program, args, options, (error, out, err) => {
      settle({
        exitCode: error === null ? 0 : child.exitCode,
        out,
        err: err === '' && error !== null ? error.message : err,
      });
    });
  });
}

const MOST_LINES = 20;

function lastLines(text: string): string {
  const lines = text.trimEnd().split('\n').slice(-MOST_LINES);
  return lines.map((line) => `    ${line}`).join('\n');
}
