import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../..');
export const LAUNCHER = join(REPOSITORY, 'bin/rampart.js');

/** Every program runs so often, in turns, so that what else the machine does falls on all of them. */
const RUNS = 5;

/** The median of the seconds that each takes, all run in turns. The first round warms the file cache. */
export function race<Name extends string>(
  programs: Readonly<Record<Name, () => void>>,
  runs = RUNS,
): Readonly<Record<Name, number>> {
  const names = Object.keys(programs) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= runs; round += 1)
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

/** Runs a program of Node to its end, which must be a good one. */
export function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} exited with ${String(status)}\n${stderr}`);
}
