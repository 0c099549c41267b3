import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { RehearsalFailure } from '../../rehearsal/failure';
import { withoutCloud, type Environment } from '../../rehearsal/processes/environment';

const REQUIREMENTS = join(__dirname, 'requirements.txt');

/** As long as pip may take. */
const MINUTES = 5;

/**
 * Returns the Python of a virtual environment that has moto. It is made once, in the user's folder for caches, and again for
 * other versions.
 *
 * @throws RehearsalFailure if there is no Python, or moto cannot be installed
 */
export function preparePython(environment: Environment): string {
  const version = pythonVersion(environment);
  const hash = createHash('sha256').update(readFileSync(REQUIREMENTS)).update(version).digest('hex').slice(0, 16);
  const cache = join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rampart');
  const folder = join(cache, `moto-${hash}`);
  const python = join(folder, 'bin', 'python');
  if (existsSync(join(folder, 'complete'))) return python;
  mkdirSync(cache, { recursive: true });
  // Scripts in it name its folder, but we only use its Python.
  const unfinished = `${folder}-${process.pid}`;
  try {
    run(environment, 'python3', ['-m', 'venv', unfinished], 'Python cannot make a virtual environment');
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
    run(environment, join(unfinished, 'bin', 'python'), install, 'pip cannot install moto from PyPI');
    mkdirSync(join(unfinished, 'complete'));
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return python;
}

function pythonVersion(environment: Environment): string {
  const code = 'import sys; print("%d.%d" % sys.version_info[:2])';
  return run(environment, 'python3', ['-c', code], 'there is no python3 on PATH').trim();
}

function run(environment: Environment, command: string, args: readonly string[], failure: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: withoutSettings(environment),
    timeout: MINUTES * 60_000,
  });
  if (error === undefined && status === 0) return stdout;
  // Despite the types, it is null if the program could not be started.
  const said = (stderr as string | null)?.trim().split('\n').at(-1) ?? '';
  throw new RehearsalFailure(2, said === '' ? failure : `${failure}: ${said}`);
}

/** pip reads its own settings, such as those of a proxy; another environment of Python must not mix in. */
function withoutSettings(environment: Environment): Environment {
  const proxies = Object.entries(environment).filter(([name]) => /_proxy$/i.test(name));
  return {
    ...withoutCloud(environment),
    ...Object.fromEntries(proxies),
    PYTHONPATH: undefined,
    VIRTUAL_ENV: undefined,
  };
}
