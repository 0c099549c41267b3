import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Io } from '../io';
import { NAG_FILES } from './nag';

/** The repository, whose `cdk.json` configures the CDK. */
const ROOT = join(__dirname, '../../..');

/** With absolute paths, because the working directory may be any. */
const APP = [
  // Helps where the cores are few: the synth has one busy thread, and allocates much.
  '--single-threaded-gc',
  ...['--require', require.resolve('ts-node/register')],
  join(ROOT, 'bin/app.ts'),
];

export interface Synthesis {
  /** 1: a check found something. 2: the configuration has problems. */
  readonly exitCode: number;
  /** What it wrote to standard error. */
  readonly messages: string;
}

/** A synth in a process of its own. */
export interface RunningSynth {
  readonly end: Promise<Synthesis>;
  /** Ends it, if it is still running. */
  stop(): void;
}

export interface SynthOptions {
  /** Whether the app also writes the reports that a plan reads. Default: true. */
  readonly nagReport?: boolean;
  /** Whether the app also has the pipeline. Default: false. */
  readonly vending?: boolean;
}

/**
 * Starts the app as `cdk synth` would, but without the `cdk` command, which takes longer to start than to synthesize.
 *
 * It is a separate process, because the CLI never loads the CDK.
 */
export function startSynth(
  organization: string,
  output: string,
  { node }: Io,
  { nagReport = true, vending = false }: SynthOptions = {},
): RunningSynth {
  // A synth that fails may not replace the reports of an earlier one.
  for (const report of NAG_FILES) rmSync(join(output, report), { force: true });
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { readonly context: object };
  const environment = {
    ...node.environment,
    TS_NODE_PROJECT: join(ROOT, 'tsconfig.json'),
    CDK_OUTDIR: resolve(output),
    CDK_CONTEXT_JSON: JSON.stringify({
      ...context,
      organization: resolve(organization),
      nagReport,
      ...(vending && { vending }),
    }),
  };
  const child = spawn(node.path, APP, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let messages = '';
  // Standard output is the command's own: what the app writes there goes to standard error.
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      messages += text;
    });
  const end = new Promise<Synthesis>((settle, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      settle({ exitCode: code ?? 2, messages: signal === null ? messages : `${messages}stopped by ${signal}\n` });
    });
  });
  return { end, stop: () => void child.kill() };
}
