import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePython } from '../../../tools/finisher/prepare-python';

const root = join(__dirname, '../../..');

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rampart-python-'));
  mkdirSync(join(folder, 'bin'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A stand-in for Python: it notes what it is called with, and makes environments of itself. */
function withPython(pip: string): { readonly PATH: string; readonly XDG_CACHE_HOME: string } {
  const python = join(folder, 'bin', 'python3');
  const script = [
    '#!/bin/sh',
    `echo "$@" >> '${folder}/calls'`,
    'case "$1 $2" in',
    '  "-c "*) echo 3.11 ;;',
    `  "-m venv") mkdir -p "$3/bin" && cp '${python}' "$3/bin/python" ;;`,
    `  "-m pip") ${pip} ;;`,
    'esac',
  ];
  writeFileSync(python, `${script.join('\n')}\n`);
  chmodSync(python, 0o755);
  return { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, XDG_CACHE_HOME: join(folder, 'cache') };
}

test('moto is installed once, in the exact versions of the list, outside of the repository', () => {
  const environment = withPython('exit 0');
  const python = preparePython(environment);
  expect(python.startsWith(join(folder, 'cache', 'rampart'))).toBe(true);
  expect(existsSync(python)).toBe(true);
  expect(preparePython(environment)).toBe(python);
  const calls = readFileSync(join(folder, 'calls'), 'utf8');
  expect(calls.match(/-m pip install/g)).toHaveLength(1);
  expect(calls).toContain('requirements.txt');
});

test('the list has an exact version of everything, and the moto that we know', () => {
  const text = readFileSync(join(root, 'tools/finisher/requirements.txt'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) expect(line).toMatch(/^[A-Za-z0-9._-]+==[a-z0-9.]+$/);
  expect(lines).toContain('moto==5.2.5');
});

test('without PyPI it says why, and leaves nothing half done', () => {
  const environment = withPython('echo "no network" >&2; exit 1');
  expect(() => preparePython(environment)).toThrow('pip cannot install moto from PyPI: no network');
  expect(readdirSync(join(folder, 'cache', 'rampart'))).toEqual([]);
});

test('without Python, the last line says that it did not run, and why', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--require', 'ts-node/register', 'tools/finisher/main.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: join(folder, 'bin'), HOME: folder, XDG_CACHE_HOME: folder },
  });
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('NOT RUN: there is no python3 on PATH');
  expect(status).toBe(2);
});
