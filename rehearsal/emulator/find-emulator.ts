import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { RehearsalFailure } from '../failure';
import type { Environment } from '../processes/environment';

/** The name of the emulator's crate and executable, and the only version whose differences from AWS we know. */
export const EMULATOR = { name: 'fakecloud', version: '0.51.0' };

/** How cargo installs it. With these settings it runs slower, but it builds in half the time. */
export const INSTALL = {
  command: 'cargo',
  args: ['install', EMULATOR.name, '--version', EMULATOR.version, '--locked'],
  environment: {
    CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
    CARGO_PROFILE_RELEASE_LTO: 'off',
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
    CARGO_PROFILE_RELEASE_DEBUG: '0',
  },
};

/**
 * Returns the path of the emulator's executable, of exactly the version that we know.
 *
 * @throws RehearsalFailure that says how to install it
 */
export function findEmulator(given: string | undefined, environment: Environment): string {
  const candidates = given === undefined ? onPath(environment) : [given];
  const versions = candidates.map((executable) => ({ executable, version: readVersion(executable, environment) }));
  const found = versions.find(({ version }) => version === EMULATOR.version);
  if (found === undefined) throw new RehearsalFailure(2, `${describeMissing(given, versions)} ${describeInstall()}`);
  return found.executable;
}

function onPath(environment: Environment): readonly string[] {
  return (environment['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, EMULATOR.name))
    .filter(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Undefined if the file is not the emulator. */
function readVersion(executable: string, environment: Environment): string | undefined {
  const { stdout } = spawnSync(executable, ['--version'], {
    encoding: 'utf8',
    env: environment,
    timeout: 10_000,
  });
  // Despite the types, it is null if the program could not be started.
  const output = stdout as string | null;
  return /^fakecloud (\S+)/.exec(output ?? '')?.[1];
}

interface Candidate {
  readonly executable: string;
  readonly version: string | undefined;
}

function describeMissing(given: string | undefined, candidates: readonly Candidate[]): string {
  const wanted = `${EMULATOR.name} ${EMULATOR.version}`;
  const [first] = candidates;
  if (first === undefined) return `the rehearsal needs the emulator ${wanted}, and PATH does not have it.`;
  const is = first.version === undefined ? 'is not the emulator' : `is version ${first.version}`;
  return `the rehearsal needs the emulator ${wanted}, but \`${given ?? first.executable}\` ${is}.`;
}

function describeInstall(): string {
  const { environment, command, args } = INSTALL;
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return (
    'Install it once with `npm run emulator`, or with cargo (https://rustup.rs): ' +
    `\`${[...settings, command, ...args].join(' ')}\`. That takes about 20 minutes on two cores. ` +
    'Then `~/.cargo/bin` must be on PATH, or pass `--emulator PATH`.'
  );
}
