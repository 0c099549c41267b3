import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace, type RunningProgram, type Workspace } from '../../../rehearsal/processes/workspace';
import { until } from '../../../rehearsal/until';
import { REPOSITORY } from '../../lib/cli/an-io';

const environment = { PATH: process.env['PATH'] };

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function isGone(pid: number): Promise<boolean> {
  const gone = await until(() => Promise.resolve(isAlive(pid) ? undefined : true), { seconds: 10, pauseMs: 20 });
  return gone === true;
}

/** A program that does not end. */
function startEndless(workspace: Workspace): RunningProgram {
  const args = ['-e', 'setInterval(() => undefined, 1000)'];
  return workspace.start({ command: process.execPath, args, environment, folder: workspace.folder });
}

describe('a workspace', () => {
  test('ends what was started in it and removes its folder when it is closed', async () => {
    const workspace = openWorkspace(process.execPath, environment);
    const { pid } = startEndless(workspace);
    // Like a container of the stand-in that was not removed.
    const container = spawn('sleep', ['100'], { detached: true, stdio: 'ignore' });
    mkdirSync(join(workspace.makeFolder('containers'), 'c'));
    writeFileSync(join(workspace.folder, 'containers/c/pid'), String(container.pid));
    expect(isAlive(pid)).toBe(true);
    await workspace.close();
    expect([await isGone(pid), await isGone(container.pid ?? 0)]).toEqual([true, true]);
    expect(existsSync(workspace.folder)).toBe(false);
    expect(() => startEndless(workspace)).toThrow('the rehearsal has ended');
  });

  test('keeps the output of a program, and reports how it ended', async () => {
    const workspace = openWorkspace(process.execPath, environment);
    const args = ['-e', "console.log('out'); console.error('err'); process.exit(3)"];
    const { end } = workspace.start({ command: process.execPath, args, environment, folder: workspace.folder });
    expect(await end).toEqual({ exitCode: 3, signal: null });
    expect(readFileSync(workspace.logFile, 'utf8')).toMatch(/^\$ .*\nout\nerr\n$/);
    await workspace.close();
  });

  test('writes the standard output of a program into a file of its own if it has one', async () => {
    const workspace = openWorkspace(process.execPath, environment);
    const output = join(workspace.folder, 'own.out');
    const args = ['-e', "console.log('out'); console.error('err')"];
    const program = { command: process.execPath, args, environment, folder: workspace.folder, output };
    await workspace.start(program).end;
    expect(readFileSync(output, 'utf8')).toBe('out\n');
    expect(readFileSync(workspace.logFile, 'utf8')).toMatch(/^\$ .*\nerr\n$/);
    await workspace.close();
  });

  test('contains the temporary files of its programs', async () => {
    const workspace = openWorkspace(process.execPath, environment);
    const args = ['-e', 'console.log(require("node:os").tmpdir())'];
    await workspace.start({ command: process.execPath, args, environment, folder: workspace.folder }).end;
    expect(readFileSync(workspace.logFile, 'utf8')).toContain(join(workspace.folder, 'tmp'));
    await workspace.close();
  });

  test('keeps everything when it is abandoned', async () => {
    const workspace = openWorkspace(process.execPath, environment);
    const running = startEndless(workspace);
    await workspace.abandon();
    expect([isAlive(running.pid), existsSync(workspace.folder)]).toEqual([true, true]);
    running.stop('SIGKILL');
    await running.end;
    rmSync(workspace.folder, { recursive: true });
  });

  test('is cleaned up when the process that opened it is killed', async () => {
    const script = `
      require('ts-node/register');
      const { openWorkspace } = require('./rehearsal/processes/workspace.ts');
      const workspace = openWorkspace(process.execPath, process.env);
      const { pid } = workspace.start({ command: 'sleep', args: ['100'], environment: process.env, folder: '/' });
      console.log(JSON.stringify({ pid, folder: workspace.folder }));
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['-e', script], { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise<string>((settle) =>
      owner.stdout.once('data', (data: Buffer) => {
        settle(String(data));
      }),
    );
    const { pid, folder } = JSON.parse(line) as { pid: number; folder: string };
    expect([isAlive(pid), existsSync(folder)]).toEqual([true, true]);
    owner.kill('SIGKILL');
    expect(await isGone(pid)).toBe(true);
    const removed = await until(() => Promise.resolve(existsSync(folder) ? undefined : true), {
      seconds: 10,
      pauseMs: 20,
    });
    expect(removed).toBe(true);
  });
});
