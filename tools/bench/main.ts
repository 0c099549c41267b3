/**
 * Measures what a person waits for, against a reference measured in the same run, and fails when a bar is missed.
 *
 *     npm run bench
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStacks } from '../../lib/cli/plan/stacks';
import { table } from '../../lib/cli/table';
import { benchParse } from './parse';

const REPOSITORY = join(__dirname, '../..');
const LAUNCHER = join(REPOSITORY, 'bin/rampart.js');

/** Every program runs so often, in turns, so that what else the machine does falls on all of them. */
const RUNS = 5;

/** What is measured, against what, and what it may be at most. */
interface Measurement {
  readonly what: string;
  readonly value: string;
  readonly reference: string;
  readonly ratio: number;
  readonly bar: string;
  readonly isMet: boolean;
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  try {
    const measurements = [...measureStart(), ...measurePlan(folder), ...measureParse()];
    print(measurements);
    process.exitCode = measurements.every(({ isMet }) => isMet) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureStart(): readonly Measurement[] {
  const seconds = race({
    node: () => {
      run(['-e', '0']);
    },
    help: () => {
      run([LAUNCHER, '--help']);
    },
    check: () => {
      run([LAUNCHER, 'check']);
    },
  });
  const against = (what: string, value: number, bar: number): Measurement => ({
    what,
    value: describeSeconds(value),
    reference: `node -e 0: ${describeSeconds(seconds.node)}`,
    ratio: value / seconds.node,
    bar: `≤ ${bar} s`,
    isMet: value <= bar,
  });
  return [against('rampart --help', seconds.help, 0.8), against('rampart check', seconds.check, 1.5)];
}

function measurePlan(folder: string): readonly Measurement[] {
  const output = join(folder, 'plan');
  const { context } = JSON.parse(readFileSync(join(REPOSITORY, 'cdk.json'), 'utf8')) as { readonly context: object };
  const bare = join(folder, 'bare');
  const environment = { CDK_OUTDIR: bare, CDK_CONTEXT_JSON: JSON.stringify(context) };
  const bareApp = ['-r', 'ts-node/register', join(__dirname, 'bare-app.ts'), join(output, 'guardrails.json')];
  const seconds = race({
    plan: () => {
      run([LAUNCHER, 'plan', '--output', output]);
    },
    bare: () => {
      run(bareApp, environment);
    },
  });
  requireSameResources(output, bare);
  const ratio = seconds.plan / seconds.bare;
  const measured = {
    value: describeSeconds(seconds.plan),
    reference: `bare CDK app: ${describeSeconds(seconds.bare)}`,
    ratio,
  };
  return [
    { what: 'rampart plan', ...measured, bar: '≤ 15 s', isMet: seconds.plan <= 15 },
    { what: 'rampart plan', ...measured, bar: '≤ 1.5 of the reference', isMet: ratio <= 1.5 },
  ];
}

/** A reference that makes less than the plan would make every ratio worthless. */
function requireSameResources(output: string, bare: string): void {
  const [planned, reference] = [output, bare].map((folder) =>
    readStacks(folder)
      .map(({ id, resources }) => `${id} ${resources}`)
      .join(', '),
  );
  if (planned !== reference)
    throw new Error(`tools/bench/bare-app.ts makes ${reference ?? ''}, but the plan makes ${planned ?? ''} resources`);
}

/** The time for each account may double at most, from a hundred accounts to ten thousand. */
const GROWTH = 2;

function measureParse(): readonly Measurement[] {
  const lines: string[] = [];
  benchParse((line) => lines.push(line));
  return lines.map((line): Measurement => {
    const [, what, time, ratio] = /^(parse +[\d,]+ accounts): +(\d+ ms), .*, ([\d.]+) of the first$/.exec(line) ?? [];
    if (what === undefined || time === undefined || ratio === undefined) throw new Error(`no measurement: ${line}`);
    return {
      what: what.replace(/ +/g, ' '),
      value: time,
      reference: 'each of 100 accounts',
      ratio: Number(ratio),
      bar: `≤ ${GROWTH} of the reference`,
      isMet: Number(ratio) <= GROWTH,
    };
  });
}

/** The median of the seconds that each takes, all run in turns. The first round warms the file cache. */
function race<Name extends string>(programs: Readonly<Record<Name, () => void>>): Readonly<Record<Name, number>> {
  const names = Object.keys(programs) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= RUNS; round += 1)
    for (const name of names) {
      const start = performance.now();
      programs[name]();
      if (round > 0) times.get(name)?.push((performance.now() - start) / 1000);
    }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Record<Name, number>;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} exited with ${String(status)}\n${stderr}`);
}

function describeSeconds(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}

function print(measurements: readonly Measurement[]): void {
  const rows = measurements.map(({ what, value, reference, ratio, bar, isMet }) => [
    what,
    value,
    reference,
    ratio.toFixed(2),
    bar,
    isMet ? 'pass' : 'FAIL',
  ]);
  for (const line of table(['What', 'Median', 'Reference', 'Ratio', 'Bar', ''], rows)) console.log(line);
}

main();
