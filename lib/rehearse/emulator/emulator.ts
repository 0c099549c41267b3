import { chmodSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutCloud, type Environment } from '../environment';
import { RehearsalFailure } from '../failure';
import { until } from '../until';
import type { Running, Workspace } from '../workspace';
import { freePort } from './free-port';

/** `off`: everybody may do everything, as a deploy needs it there. `strict`: policies bind. */
export type Enforcement = 'off' | 'strict';

/** A server that stands for AWS. */
export interface Emulator {
  readonly endpoint: string;
  /** Stops it, if it runs, and starts it again with all that it holds. */
  restart(enforcement: Enforcement): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Copies what it has written down. The function that this returns puts the copy back, while the emulator is off. */
  remember(): () => void;
  /** Rejects when it ends though nobody asked it to. */
  readonly died: Promise<never>;
  /** The number of its process. */
  pid(): number;
}

export interface EmulatorOptions {
  readonly executable: string;
  readonly workspace: Workspace;
  /** Where it keeps what it holds: a folder of its own in the workspace. */
  readonly name: string;
  readonly managementAccount: string;
  readonly region: string;
  readonly nodePath: string;
  /** Where Lambda functions find the SDK. */
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
    remember: () => {
      const data = dataFolder(options);
      const copy = `${data}-remembered`;
      cpSync(data, copy, { recursive: true });
      return () => {
        rmSync(data, { recursive: true });
        renameSync(copy, data);
      };
    },
    pid: () => running.pid,
    restart: async (enforcement) => {
      await stop('SIGTERM');
      workspace.note(`the emulator ${name} starts again, enforcement: ${enforcement}`);
      running = await start(options, port.number, enforcement);
      isExpected = false;
      watch();
    },
  };
}

interface Started {
  readonly running: Running;
  readonly number: number;
  readonly endpoint: string;
}

/** Somebody else may take the port between our asking and the emulator's. */
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

async function start(options: EmulatorOptions, port: number, enforcement: Enforcement): Promise<Running> {
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

/** Lambda functions run in processes of Node, by a stand-in for a container engine: container-stand-in.mjs. */
function emulatorEnvironment({ workspace, nodePath, modules, environment }: EmulatorOptions): Environment {
  const containers = workspace.makeFolder('containers');
  const engine = join(workspace.folder, 'container-engine');
  const quoted = [nodePath, join(__dirname, '../container-stand-in.mjs')].map((path) => `'${path}'`).join(' ');
  writeFileSync(engine, `#!/bin/sh\nexec ${quoted} "$@"\n`);
  chmodSync(engine, 0o755);
  return {
    ...withoutCloud(environment),
    FAKECLOUD_CONTAINER_CLI: engine,
    RAMPART_CONTAINERS: containers,
    NODE_PATH: modules,
  };
}

async function waitUntilUp(running: Running, endpoint: string, workspace: Workspace): Promise<void> {
  const end = { hasCome: false };
  void running.end.then(() => {
    end.hasCome = true;
  });
  const look = async () => (end.hasCome ? 'ended' : (await isUp(endpoint)) ? 'up' : undefined);
  const outcome = await until(look, { seconds: 60, pauseMs: 50 });
  if (outcome === 'up') return;
  running.stop('SIGKILL');
  const failure = outcome === 'ended' ? 'does not start' : `does not answer at ${endpoint}`;
  throw new RehearsalFailure(2, `the emulator ${failure}: ${lastLine(workspace.logFile)}`);
}

/** Whether a server of the emulator's kind answers. */
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
