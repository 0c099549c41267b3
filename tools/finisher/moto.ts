import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../rehearsal/emulator/free-port';
import { RehearsalFailure } from '../../rehearsal/failure';
import { withoutCloud, type Environment } from '../../rehearsal/processes/environment';
import type { Workspace } from '../../rehearsal/processes/workspace';
import { until } from '../../rehearsal/until';

/** A server of moto that runs. */
export interface Moto {
  readonly endpoint: string;
  /** Gives the account back as AWS makes it, in all Regions. */
  reset(): Promise<void>;
}

/** Starts a server on a free port. It ends with the workspace. */
export async function startMoto(python: string, workspace: Workspace, environment: Environment): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const running = workspace.start({
    command: python,
    args: [join(__dirname, 'moto-server.py'), String(port)],
    // The server calls itself with the SDK for Python, which wants credentials; moto takes any.
    environment: { ...withoutCloud(environment), AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    folder: workspace.folder,
  });
  let hasEnded = false;
  void running.end.then(() => {
    hasEnded = true;
  });
  const look = async (): Promise<'ended' | 'up' | undefined> =>
    hasEnded ? 'ended' : (await isUp(endpoint)) ? 'up' : undefined;
  const outcome = await until(look, { seconds: 60, pauseMs: 100 });
  if (outcome !== 'up') throw new RehearsalFailure(1, `moto did not start: ${lastLine(workspace.logFile)}`);
  return {
    endpoint,
    reset: async () => {
      await post(`${endpoint}/moto-api/reset`);
      await post(`${endpoint}/moto-api/config`, { stepfunctions: { execute_state_machine: true } });
    },
  };
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
}

async function isUp(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/moto-api/config`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

async function post(url: string, body: object = {}): Promise<void> {
  const { ok, status } = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!ok) throw new Error(`moto answers ${status} to ${url}`);
}
