/** Measures the difference of two organizations: of the example, and how it grows with what there is. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findDifference } from '../../lib/analysis/difference/difference';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import type { EDITS, ExampleSeconds } from './difference-example';
import { organizationOf, statementsOf } from './evaluate';

const REPOSITORY = join(__dirname, '../..');
const EXAMPLE_RUNS = 5;
const RUNS = 3;

type Edit = keyof typeof EDITS;
/** Seconds, by how many of a thing there are; the fewest first. */
export type Growth = readonly (readonly [count: number, seconds: number])[];

export interface DifferenceFigures {
  readonly example: Readonly<Record<Edit, ExampleSeconds>>;
  readonly statements: Growth;
  readonly units: Growth;
  readonly accounts: Growth;
}

export function benchDifference(): DifferenceFigures {
  return {
    example: exampleSeconds(),
    statements: growth([25, 250], (count) => organizationOf(statementsOf(count), 1)),
    units: growth([10, 2_000], (units) => withUnits(organizationOf(statementsOf(25), 1), units)),
    accounts: growth([10, 10_000], (accounts) => organizationOf(statementsOf(25), accounts)),
  };
}

/** The medians of a few processes, the edits in turns. */
function exampleSeconds(): DifferenceFigures['example'] {
  const runs = Array.from({ length: EXAMPLE_RUNS }, () => ({
    action: inProcess('action'),
    region: inProcess('region'),
  }));
  const median = (edit: Edit, name: keyof ExampleSeconds): number => {
    const sorted = runs.map((run) => run[edit][name]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  const of = (edit: Edit): ExampleSeconds => ({
    catalogue: median(edit, 'catalogue'),
    difference: median(edit, 'difference'),
  });
  return { action: of('action'), region: of('region') };
}

function inProcess(edit: Edit): ExampleSeconds {
  const program = join(__dirname, 'difference-example.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', 'ts-node/register', program, edit], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} ${edit} exited with ${String(status)}\n${stderr}`);
  return JSON.parse(stdout) as ExampleSeconds;
}

/** One more Region is governed. The fastest of a few runs: the others waited for something else. */
function growth(counts: readonly number[], make: (count: number) => GuardrailsFile): Growth {
  return counts.map((count) => {
    const before = make(count);
    const text = JSON.stringify(before).replace('"eu-west-1"]', '"eu-west-1","eu-north-1"]');
    const after = JSON.parse(text) as GuardrailsFile;
    const runs = Array.from({ length: RUNS }, () => {
      const start = performance.now();
      const { changes } = findDifference(before, after);
      const seconds = (performance.now() - start) / 1000;
      if (changes.length === 0) throw new Error('the Region is not shown as a change');
      return seconds;
    });
    return [count, Math.min(...runs)] as const;
  });
}

/** Some units more, each with a document of one of ten kinds. */
function withUnits(file: GuardrailsFile, units: number): GuardrailsFile {
  const ids = Array.from({ length: units }, (_, index) => `Workloads/Unit${index}`);
  return {
    ...file,
    targets: [...file.targets, ...ids.map((id) => ({ id, kind: 'unit' as const, parent: 'Workloads', awsId: null }))],
    documents: [
      ...file.documents,
      ...ids.map((id, index) => ({
        name: `document-of-${id}`,
        type: 'SERVICE_CONTROL_POLICY' as const,
        targets: [id],
        content: {
          Version: '2012-10-17' as const,
          Statement: [{ Effect: 'Deny' as const, Action: `glue:Delete${index % 10}*`, Resource: '*' }],
        },
      })),
    ],
  };
}
