import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOrganization } from '../../lib/model/parse';
import { describeProblem } from '../../lib/model/problem';
import { catalogue } from '../../policies/catalogue';

const SIZES = [100, 1_000, 10_000];
const ACCOUNTS_PER_STACK = 100;
const RUNS = 3;

export interface ParseFigure {
  readonly accounts: number;
  readonly milliseconds: number;
  /** The time for each account, against that in the smallest organization. */
  readonly growth: number;
}

/** Parses organizations of 100, 1,000 and 10,000 accounts; the time for each account must not grow with their number. */
export function benchParse(): readonly ParseFigure[] {
  inGeneratedFolder(SIZES[0] ?? 0, measure);
  const figures = SIZES.map((accounts) => ({ accounts, milliseconds: inGeneratedFolder(accounts, measure) }));
  const [first = 1] = figures.map(({ accounts, milliseconds }) => milliseconds / accounts);
  return figures.map((figure) => ({ ...figure, growth: figure.milliseconds / figure.accounts / first }));
}

/** The fastest of a few runs, in milliseconds: the others waited for something else. */
function measure(folder: string): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const outcome = parseOrganization(folder, catalogue);
    const milliseconds = performance.now() - start;
    if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
    return milliseconds;
  });
  return Math.min(...times);
}

function inGeneratedFolder<T>(accounts: number, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  try {
    mkdirSync(join(folder, 'accounts'));
    writeFileSync(join(folder, 'landing-zone.yaml'), landingZone(accounts));
    for (let index = 0; index < accounts; index += 1) {
      writeFileSync(join(folder, 'accounts', `account-${index}.yaml`), account(index));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One unit for ten accounts, up to the hundred units that an organization of a thousand accounts has. */
function unitsFor(accounts: number): readonly string[] {
  return Array.from({ length: Math.min(accounts / 10, 100) }, (_, index) => `Unit${index}`);
}

function landingZone(accounts: number): string {
  const units = unitsFor(accounts);
  return [
    'formatVersion: 1',
    'organization:',
    "  managementAccount: { id: '111111111111' }",
    'regions: { home: eu-central-1, governed: [eu-central-1, us-east-1] }',
    'units:',
    '  Workloads: {}',
    ...units.map((unit) => `  ${unit}: { parent: Workloads }`),
    'guardrails:',
    '  root: { deny-leaving-organization: }',
    ...units.map((unit) => `  Workloads/${unit}: { limit-instance-types: { allowed: [t3.*] } }`),
    'quotas:',
    `  accounts: { value: ${accounts + 1}, asOf: 2026-11-22 }`,
    '',
  ].join('\n');
}

function account(index: number): string {
  return [
    `email: aws+account-${index}@example.com`,
    `unit: Workloads/Unit${index % 10}`,
    'owner: team@example.com',
    'budget: 100',
    `tags: { cost-center: '${index}' }`,
    `id: '${200_000_000_000 + index}'`,
    `stack: batch${Math.floor(index / ACCOUNTS_PER_STACK)}`,
    '',
  ].join('\n');
}
