import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, REPOSITORY } from '../../lib/cli/an-io';

const STAND_IN = join(REPOSITORY, 'rehearsal/emulator/container-stand-in.mjs');

/** The stand-in as the emulator uses it, with a function. */
function anEngine(code: string) {
  const containers = aFolder();
  const source = aFolder();
  writeFileSync(join(source, 'index.js'), code);
  const run = (...args: string[]): string => {
    const env = { PATH: process.env['PATH'], RAMPART_CONTAINERS: containers, SECRET: 'hidden' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [STAND_IN, ...args], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const start = (...options: string[]): { container: string; url: string } => {
    const container = run('create', '-p', ':8080', ...options, 'public.ecr.aws/lambda/nodejs:20', 'index.handler');
    run('cp', `${source}/.`, `${container}:/var/task`);
    run('start', container);
    return { container, url: `http://${run('port', container, '8080')}/2015-03-31/functions/function/invocations` };
  };
  return { containers, run, start };
}

async function invoke(url: string, event: unknown): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) });
  return response.json();
}

describe('the stand-in for a container engine', () => {
  test('runs a function in the given environment, and removes it', async () => {
    const engine = anEngine(
      'exports.handler = async (event) => ({ event, secret: process.env.SECRET, url: process.env.URL, home: process.env.HOME });',
    );
    const { container, url } = engine.start('-e', 'SECRET', '-e', 'URL=http://host.docker.internal:1/?a=b');
    expect(await invoke(url, { a: 1 })).toEqual({ event: { a: 1 }, secret: 'hidden', url: 'http://127.0.0.1:1/?a=b' });
    engine.run('rm', '-f', container);
    expect(readdirSync(engine.containers)).toEqual([]);
    await expect(invoke(url, {})).rejects.toThrow();
  });

  test('answers with the error of a function that fails, and keeps its output', async () => {
    const engine = anEngine("exports.handler = async () => { console.log('begun'); throw new TypeError('broken'); };");
    const { container, url } = engine.start();
    expect(await invoke(url, {})).toEqual({ errorType: 'TypeError', errorMessage: 'broken' });
    expect(engine.run('logs', '--tail', '200', container)).toMatch(/^begun\nTypeError: broken/);
    engine.run('rm', '-f', container);
  });

  test('succeeds without output for every other command', () => {
    const { run } = anEngine('');
    for (const question of [['info'], ['--version'], ['ps', '-a'], ['network', 'ls'], ['volume', 'ls'], ['pull', 'x']])
      expect(run(...question)).toBe('');
  });

  test('fails for a container that it did not create, and removes nothing else', () => {
    const { containers, run } = anEngine('');
    mkdirSync(join(containers, 'precious'));
    expect(() => run('rm', '-f', '../precious')).toThrow('there is no container');
    expect(() => run('rm', '-f', '..')).toThrow('there is no container');
    expect(readdirSync(containers)).toEqual(['precious']);
  });
});
