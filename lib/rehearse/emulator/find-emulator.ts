import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Environment } from '../environment';
import { RehearsalFailure } from '../failure';

/** The emulator, as its crate and its executable are named, and the one version whose differences from AWS we know. */
export const EMULATOR = { name: 'fakecloud', version: '0.51.0' };

/** How cargo installs it. The settings give up speed of the emulator for half of the time to build it. */
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

/** Returns the path of the emulator's executable, of exactly the version that we know. */
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

/** Undefined where the file is no emulator. */
function readVersion(executable: string, environment: Environment): string | undefined {
  const { stdout } = spawnSync(executable, ['--version'], {
    encoding: 'utf8',
    env: environment,
    timeout: 10_000,
  });
  // Where it could not be started there is no output at all, whatever the types say.
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
  if (first === undefined) return `a rehearsal needs the emulator ${wanted}, and PATH has none.`;
  const is = first.version === undefined ? 'is none' : `is version ${first.version}`;
  return `a rehearsal needs the emulator ${wanted}, and \`${given ?? first.executable}\` ${is}.`;
}

function describeInstall(): string {
  const { environment, command, args } = INSTALL;
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return (
    'Install it with cargo (https://rustup.rs), once, in about 20 minutes on two cores: ' +
    `\`${[...settings, command, ...args].join(' ')}\`, or \`npm run emulator\`. ` +
    "It then stands in cargo's own folder, `~/.cargo/bin`, which must be on PATH; or name it with `--emulator PATH`."
  );
}
