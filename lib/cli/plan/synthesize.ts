import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Io } from '../io';

/** The repository: where `cdk.json` says how the CDK is to behave. */
const ROOT = join(__dirname, '../../..');

/** By absolute paths, because the working directory may be any. */
const APP = [
  ...['--require', require.resolve('ts-node/register')],
  ...['--require', join(ROOT, 'bin/app-ahead.ts')],
  join(ROOT, 'bin/app.ts'),
];

/** What the synth may leave unwritten, so that an earlier one must not be taken for its. */
const REPORTS = ['validation-report.json', 'compliance-report.json'];

export interface Synthesis {
  /** 1: a check found something. 2: the configuration has problems. */
  readonly exitCode: number;
  /** What it told on standard error. */
  readonly messages: string;
}

/** A synth that has been started, but writes nothing before it is told to begin. */
export interface WaitingSynth {
  begin(): Promise<Synthesis>;
  /** Ends it. Does nothing once it has ended. */
  stop(): void;
}

export interface SynthOptions {
  /** Whether the reports that are no gate are written, too. Default: true. */
  readonly complianceReport?: boolean;
}

/**
 * Starts the app as `cdk synth` would, but without the `cdk` command, which takes longer to start than to synthesise.
 *
 * It is a process of its own, because nothing here loads the CDK, and it loads the CDK while we check.
 */
export function startSynth(
  organization: string,
  output: string,
  { node }: Io,
  { complianceReport = true }: SynthOptions = {},
): WaitingSynth {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { readonly context: object };
  const environment = {
    ...node.environment,
    TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'),
    CDK_OUTDIR: resolve(output),
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, organization: resolve(organization), complianceReport }),
  };
  const child = spawn(node.path, APP, {
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let messages = '';
  // Standard output is ours: what the app says there is told on standard error.
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      messages += text;
    });
  // It may have ended before it hears the word; how it ended tells more.
  child.stdin.on('error', () => undefined);
  const end = new Promise<Synthesis>((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      settle({ exitCode: code ?? 2, messages: signal === null ? messages : `${messages}stopped by ${signal}\n` });
    });
  });
  end.catch(() => undefined);
  return {
    begin() {
      for (const report of REPORTS) rmSync(join(output, report), { force: true });
      child.stdin.end('!');
      return end;
    },
    stop: () => void child.kill(),
  };
}
