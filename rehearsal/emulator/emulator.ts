import { chmodSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RehearsalFailure } from '../failure';
import { withoutCloud, type Environment } from '../processes/environment';
import type { RunningProgram, Workspace } from '../processes/workspace';
import { until } from '../until';
import { freePort } from './free-port';

/** `off`: everyone is allowed everything, which a deploy on the emulator needs. `strict`: policies are enforced. */
export type Enforcement = 'off' | 'strict';

/** A running emulator of AWS. */
export interface Emulator {
  readonly endpoint: string;
  /** Stops it if it is running, and starts it again with its data. */
  restart(enforcement: Enforcement): Promise<void>;
  /** Ends it without a chance to save anything. */
  kill(): Promise<void>;
  /** Copies its saved data. The returned function restores the copy; the emulator must be stopped for that. */
  backUp(): () => void;
  /** Rejects when it ends unexpectedly. */
  readonly died: Promise<never>;
  /** The id of its process. */
  pid(): number;
}

export interface EmulatorOptions {
  readonly executable: string;
  readonly workspace: Workspace;
  /** The name of the folder for its data, in the workspace. */
  readonly name: string;
  readonly managementAccount: string;
  readonly region: string;
  readonly nodePath: string;
  /** Where Lambda functions find the SDK: a value for NODE_PATH. */
  readonly modules: string;
  readonly environment: Environment;
}

const ATTEMPTS = 3;

/** Starts an emulator on a free port. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { workspace, name } = options;
  let die: (failure: RehearsalFailure) => void = () => undefined;
  const died = new Promise<never>((_settle, reject) => {
    die = reject;
  });
  died.catch(() => undefined);
  const port = await startOnFreePort(options, 1);
  let running = port.running;
  let isExpected = false;
  const watch = (): void => {
    const watched = running;
    void watched.end.then(({ exitCode, signal }) => {
      if (isExpected || running !== watched) return;
      die(new RehearsalFailure(1, `the emulator ended (${signal ?? `exit code ${String(exitCode)}`})`));
    });
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    isExpected = true;
    running.stop(signal);
    await running.end;
  };
  watch();
  return {
    endpoint: port.endpoint,
    died,
    kill: () => stop('SIGKILL'),
    backUp: () => {
      const data = dataFolder(options);
      const copy = `${data}-backup`;
      cpSync(data, copy, { recursive: true });
      return () => {
        rmSync(data, { recursive: true });
        renameSync(copy, data);
      };
    },
    pid: () => running.pid,
    restart: async (enforcement) => {
      await stop('SIGTERM');
      workspace.note(`the emulator ${name} is restarted, enforcement: ${enforcement}`);
      running = await start(options, port.number, enforcement);
      isExpected = false;
      watch();
    },
  };
}

interface Started {
  readonly running: RunningProgram;
  readonly number: number;
  readonly endpoint: string;
}

/** Another program may take the port before the emulator does. */
async function startOnFreePort(options: EmulatorOptions, attempt: number): Promise<Started> {
  const number = await freePort();
  try {
    const running = await start(options, number, 'off');
    return { running, number, endpoint: `http://127.0.0.1:${number}` };
  } catch (error) {
    if (attempt === ATTEMPTS || !(error instanceof RehearsalFailure)) throw error;
    return startOnFreePort(options, attempt + 1);
  }
}

async function start(options: EmulatorOptions, port: number, enforcement: Enforcement): Promise<RunningProgram> {
  const { executable, workspace, managementAccount, region } = options;
  const running = workspace.start({
    command: executable,
    args: [
      ...['--addr', `127.0.0.1:${port}`, '--account-id', managementAccount, '--region', region],
      ...[
        '--storage-mode',
        'persistent',
        '--data-path',
        dataFolder(options),
        '--iam',
        enforcement,
        '--log-level',
        'warn',
      ],
    ],
    environment: emulatorEnvironment(options),
    folder: workspace.folder,
  });
  await waitUntilUp(running, `http://127.0.0.1:${port}`, workspace);
  return running;
}

function dataFolder({ workspace, name }: EmulatorOptions): string {
  return workspace.makeFolder(`emulator-${name}`);
}

/** Lambda functions run in Node.js processes, by a substitute for a container engine: container-stand-in.mjs. */
function emulatorEnvironment({ workspace, nodePath, modules, environment }: EmulatorOptions): Environment {
  const containers = workspace.makeFolder('containers');
  const engine = join(workspace.folder, 'container-engine');
  const quoted = [nodePath, join(__dirname, 'container-stand-in.mjs')].map((path) => `'${path}'`).join(' ');
  writeFileSync(engine, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(engine, 0o755);
  return {
    ...withoutCloud(environment),
    FAKECLOUD_CONTAINER_CLI: engine,
    RAMPART_CONTAINERS: containers,
    NODE_PATH: modules,
  };
}

async function waitUntilUp(running: RunningProgram, endpoint: string, workspace: Workspace): Promise<void> {
  const end = { isReached: false };
  void running.end.then(() => {
    end.isReached = true;
  });
  const look = async () => (end.isReached ? 'ended' : (await isUp(endpoint)) ? 'up' : undefined);
  const outcome = await until(look, { seconds: 60, pauseMs: 50 });
  if (outcome === 'up') return;
  running.stop('SIGKILL');
  const failure = outcome === 'ended' ? 'did not start' : `did not answer at ${endpoint}`;
  throw new RehearsalFailure(2, `the emulator ${failure}: ${lastLine(workspace.logFile)}`);
}

/** Whether an emulator answers at the address. */
export async function isUp(endpoint: string): Promise<boolean> {
  try {
    const { ok } = await fetch(new URL('/_fakecloud/health', endpoint), { signal: AbortSignal.timeout(5_000) });
    return ok;
  } catch {
    return false;
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
}
