/** Measures how commands and the synth grow with the number of accounts. */
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LAUNCHER } from './race';
import type { Usage } from './report-usage';
import { inScaledExample, replaceOnce } from './scale-folder';

const REPOSITORY = join(__dirname, '../..');
/** Loads TypeScript, as the launcher does. */
const COMPILER = join(REPOSITORY, 'bin/compile.js');

/** What each program used, for one number of accounts. */
export interface Scaled {
  readonly accounts: number;
  readonly usages: Readonly<Record<string, Usage>>;
}

/** Commands that read the files, and their difference of one Region and one moved account. */
export function benchScale(sizes: readonly number[]): readonly Scaled[] {
  return sizes.map((accounts) => ({
    accounts,
    usages: inScaledExample(accounts, (parent) => {
      const [folder, before] = [join(parent, 'organization'), join(parent, 'before')];
      cpSync(folder, before, { recursive: true });
      edit(folder);
      const rampart = (...args: readonly string[]) => use(parent, [LAUNCHER, ...args, '--organization', folder]);
      return {
        check: rampart('check'),
        guardrails: rampart('guardrails'),
        diff: rampart('diff', before),
      };
    }),
  }));
}

/** The synth of a plan, with its proofs, both packs of cdk-nag, the validation of templates, and the reports. */
export function benchScaledSynth(sizes: readonly number[]): readonly Scaled[] {
  const cdkJson = JSON.parse(readFileSync(join(REPOSITORY, 'cdk.json'), 'utf8')) as { readonly context: object };
  return sizes.map((accounts) => ({
    accounts,
    usages: inScaledExample(accounts, (parent) => ({
      plan: use(parent, ['--single-threaded-gc', join(REPOSITORY, 'bin/app.ts')], {
        CDK_OUTDIR: join(parent, 'cdk.out'),
        CDK_CONTEXT_JSON: JSON.stringify({
          ...cdkJson.context,
          organization: join(parent, 'organization'),
          nagReport: true,
        }),
      }),
    })),
  }));
}

/** What a program used that found something to say, or nothing; one that fails for another reason is no measurement. */
function use(parent: string, program: readonly string[], environment: Readonly<Record<string, string>> = {}): Usage {
  const file = join(parent, 'usage.json');
  const preload = ['--require', COMPILER, '--require', join(__dirname, 'report-usage.ts')];
  const { status, signal, stderr } = spawnSync(process.execPath, [...preload, ...program], {
    cwd: REPOSITORY,
    env: { ...process.env, ...environment, RAMPART_BENCH_USAGE: file },
    encoding: 'utf8',
    // A difference in 10,000 accounts is long.
    maxBuffer: 1 << 30,
  });
  const isDifference = program.includes('diff');
  if (status !== (isDifference ? 1 : 0))
    throw new Error(`${program.join(' ')} ended with ${status ?? String(signal)}\n${stderr}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Usage;
}

/** One more Region is governed, and one account moves to another unit. */
function edit(folder: string): void {
  replaceIn(join(folder, 'landing-zone.yaml'), 'eu-west-1, us-east-1]', 'eu-west-1, eu-north-1, us-east-1]');
  replaceIn(join(folder, 'accounts/team-0.yaml'), 'unit: Workloads/Teams0', 'unit: Sandbox');
}

function replaceIn(file: string, from: string, to: string): void {
  writeFileSync(file, replaceOnce(readFileSync(file, 'utf8'), from, to));
}
