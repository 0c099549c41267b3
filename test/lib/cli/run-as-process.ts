import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from './an-io';

export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Nothing of the machine's own configuration reaches the SDK. */
export const ISOLATED = {
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

export const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

/**
 * Runs `npx rampart` as a process, which finds AWS and its credentials in the environment.
 *
 * @param folder in which it runs
 */
export async function runAsProcess(
  endpoint: string,
  args: readonly string[],
  credentials: Readonly<Record<string, string>> = KEYS,
  folder = REPOSITORY,
): Promise<Ended> {
  const child = spawn(process.execPath, [join(REPOSITORY, 'bin/rampart.js'), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], AWS_ENDPOINT_URL: endpoint, ...ISOLATED, ...credentials },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  return { exitCode, out, err };
}
