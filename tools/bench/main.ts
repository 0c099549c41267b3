/**
 * Measures the time that the commands, the proof and the evaluator take, each against a reference measured in the same
 * run, and fails when a bar is missed.
 *
 *     npm run bench
 *     npm run bench -- plan commands
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStacks } from '../../lib/cli/plan/read-assembly';
import { formatNumber } from '../../lib/report/words';
import { alignColumns } from '../../lib/report/text/columns';
import { benchApplications } from './applications';
import { benchDifference, type Growth } from './difference';
import { benchEvaluate } from './evaluate';
import { choose, describeGroups, type Groups } from './groups';
import { atLeast, atMost, describeSeconds, within, type Measured, type Measurement } from './measurement';
import { benchPacking } from './packing';
import { benchParse } from './parse';
import { LAUNCHER, race, run } from './race';
import { benchScale, benchScaledSynth, type Scaled } from './scale';

/** In the order in which they run. */
const GROUPS: Groups<() => readonly Measurement[] | Promise<readonly Measurement[]>> = {
  // First, while this process is cold.
  evaluate: { summary: 'decide requests, warm and from a cold start', content: measureEvaluation },
  parse: { summary: 'parse organizations of 100 to 10,000 accounts', content: measureParse },
  commands: { summary: 'start-up of --help, check and prove', content: measureCommands },
  mutants: { summary: 'prove --mutants', content: measureMutants },
  packing: { summary: 'pack the guardrails into documents, and prove it', content: measurePacking },
  difference: { summary: 'the difference of two organizations', content: measureDifference },
  applications: { summary: 'synthesize 10 to 1,000 applications', content: measureApplications },
  scale: { summary: 'check, guardrails and diff of 10 to 10,000 accounts', content: measureScale },
  'scale-plan': { summary: 'the synth of a plan of 10 to 10,000 accounts', content: measureScaledSynth },
  plan: { summary: 'plan, against a bare CDK app', content: measurePlan },
};

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(
      `Usage: npm run bench -- [GROUP ...]\n\n${describeGroups(GROUPS)}\n\nDefault: all, which takes some minutes.`,
    );
    return;
  }
  const chosen = choose(GROUPS, args);
  if (typeof chosen === 'string') {
    console.error(`error: ${chosen}`);
    process.exitCode = 2;
    return;
  }
  const measurements: Measurement[] = [];
  for (const measure of chosen) measurements.push(...(await measure()));
  print(measurements);
  process.exitCode = measurements.every(({ isMet }) => isMet) ? 0 : 1;
}

async function measureEvaluation(): Promise<readonly Measurement[]> {
  const { cold, warm, oracle, manyStatements, byAccounts, streamed } = await benchEvaluate();
  const perSecond = (requests: number): string => `${Math.round(requests).toLocaleString('en-US')} / s`;
  const against = (what: string, value: number, reference: string, other: number): Measured => ({
    what,
    value: perSecond(value),
    reference: `${reference}: ${perSecond(other)}`,
    ratio: value / other,
  });
  const warmed = against('evaluate', warm, 'iam-simulate', oracle);
  const [one = NaN, ...more] = Object.values(byAccounts);
  return [
    atLeast(500, warmed),
    { ...warmed, bar: '≥ 300,000 / s', isMet: warm >= 300_000 },
    atLeast(100, against('evaluate, 10,000 requests from a cold start', cold, 'iam-simulate', oracle)),
    atLeast(0.2, against('evaluate, 250 statements', manyStatements, '25 statements', warm)),
    ...more.map((value, index) => {
      const accounts = Number(Object.keys(byAccounts)[index + 1]).toLocaleString('en-US');
      return atLeast(0.5, against(`evaluate, ${accounts} accounts`, value, '1 account', one));
    }),
    atMost(1.1, {
      what: 'heap after 100,000 streamed requests',
      value: `${streamed.after100000.toFixed(1)} MB`,
      reference: `after 10,000: ${streamed.after10000.toFixed(1)} MB`,
      ratio: streamed.after100000 / streamed.after10000,
    }),
  ];
}

function measureParse(): readonly Measurement[] {
  return benchParse().map(({ accounts, milliseconds, growth }) =>
    atMost(2, {
      what: `parse ${accounts.toLocaleString('en-US')} accounts`,
      value: `${milliseconds.toFixed(0)} ms`,
      reference: 'each of 100 accounts',
      ratio: growth,
    }),
  );
}

/** The commands, and the seconds that each may take on a quiet machine. */
const COMMANDS: readonly (readonly [command: string, limit: number])[] = [
  ['--help', 0.5],
  ['check', 1.2],
  ['prove', 2],
];

function measureCommands(): readonly Measurement[] {
  const seconds = race<string>({
    node: () => {
      run(['-e', '0']);
    },
    ...Object.fromEntries(
      COMMANDS.map(([command]) => [
        command,
        () => {
          run([LAUNCHER, command]);
        },
      ]),
    ),
  });
  const reference = seconds['node'] ?? NaN;
  return COMMANDS.map(([command, limit]) => {
    const value = seconds[command] ?? NaN;
    return within(limit, value, {
      what: `rampart ${command}`,
      value: describeSeconds(value),
      reference: `node -e 0: ${describeSeconds(reference)}`,
      ratio: value / reference,
    });
  });
}

function measureMutants(): readonly Measurement[] {
  const { prove, mutants } = race(
    {
      prove: () => {
        run([LAUNCHER, 'prove']);
      },
      mutants: () => {
        run([LAUNCHER, 'prove', '--mutants']);
      },
    },
    3,
  );
  return [
    within(20, mutants, {
      what: 'rampart prove --mutants',
      value: describeSeconds(mutants),
      reference: `rampart prove: ${describeSeconds(prove)}`,
      ratio: mutants / prove,
    }),
  ];
}

/** The proof is of each synth, so that both together have one bar. */
function measurePacking(): readonly Measurement[] {
  const { parse, pack, prove, packTightly, proveMerged } = benchPacking();
  const row = (what: string, seconds: number): Measurement =>
    within(1, seconds, {
      what,
      value: describeSeconds(seconds),
      reference: `reading the organization: ${describeSeconds(parse)}`,
      ratio: seconds / parse,
    });
  return [
    row('pack the example, and prove it', pack + prove),
    row('the same with so little room that all is merged', packTightly + proveMerged),
  ];
}

function measureDifference(): readonly Measurement[] {
  const { example, statements, units, accounts } = benchDifference();
  const ofExample = (edit: string, { catalogue, difference }: (typeof example)['action']): readonly Measurement[] => {
    const measured: Measured = {
      what: `difference of the example, ${edit}`,
      value: describeSeconds(difference),
      reference: `loading the actions: ${describeSeconds(catalogue)}`,
      ratio: difference / catalogue,
    };
    return [within(1, difference, measured), atMost(3, measured)];
  };
  const grown = (limit: number, of: string, [[few, reference] = [NaN, NaN], [many, seconds] = [NaN, NaN]]: Growth) =>
    atMost(limit, {
      what: `difference, ${many.toLocaleString('en-US')} ${of}`,
      value: describeSeconds(seconds),
      reference: `${few} ${of}: ${describeSeconds(reference)}`,
      ratio: seconds / reference,
    });
  return [
    ...ofExample('an action dropped', example.action),
    ...ofExample('a Region added', example.region),
    // At most in step with them; units and accounts under equal policies are looked at once.
    grown(10, 'statements', statements),
    grown(5, 'units', units),
    grown(10, 'accounts', accounts),
  ];
}

function measureApplications(): readonly Measurement[] {
  return benchApplications().map(({ applications, seconds, growth }) =>
    atMost(2, {
      what: `synthesize ${applications.toLocaleString('en-US')} applications`,
      value: describeSeconds(seconds),
      reference: 'each of 10 applications',
      ratio: growth,
    }),
  );
}

function measureScale(): readonly Measurement[] {
  return growthOf(benchScale([10, 100, 1_000, 10_000]));
}

function measureScaledSynth(): readonly Measurement[] {
  return growthOf(benchScaledSynth([10, 100, 1_000, 10_000]));
}

/** What ten times as many accounts may add: at most twice for each, and no more memory than accounts. */
function growthOf(scaled: readonly Scaled[]): readonly Measurement[] {
  const programs = Object.keys(scaled[0]?.usages ?? {});
  return programs.flatMap((program) =>
    scaled.slice(1).flatMap(({ accounts, usages }, index): readonly Measurement[] => {
      const fewer = scaled[index];
      const [used, less] = [usages[program], fewer?.usages[program]];
      if (fewer === undefined || used === undefined || less === undefined) return [];
      const times = accounts / fewer.accounts;
      const what = `${program} of ${formatNumber(accounts)} accounts`;
      const reference = `of ${formatNumber(fewer.accounts)}`;
      return [
        atMost(2 * times, {
          what: `${what}, processor time`,
          value: describeSeconds(used.seconds),
          reference: `${reference}: ${describeSeconds(less.seconds)}`,
          ratio: used.seconds / less.seconds,
        }),
        atMost(times, {
          what: `${what}, memory`,
          value: `${used.megabytes.toFixed(0)} MB`,
          reference: `${reference}: ${less.megabytes.toFixed(0)} MB`,
          ratio: used.megabytes / less.megabytes,
        }),
      ];
    }),
  );
}

function measurePlan(): readonly Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
  try {
    return measurePlanIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measurePlanIn(folder: string): readonly Measurement[] {
  const output = join(folder, 'plan');
  const cdkJson = readFileSync(join(__dirname, '../../cdk.json'), 'utf8');
  const { context } = JSON.parse(cdkJson) as { readonly context: object };
  const bare = join(folder, 'bare');
  const environment = { CDK_OUTDIR: bare, CDK_CONTEXT_JSON: JSON.stringify(context) };
  const bareApp = ['--require', 'ts-node/register', join(__dirname, 'bare-app.ts'), join(output, 'guardrails.json')];
  const seconds = race({
    plan: () => {
      run([LAUNCHER, 'plan', '--output', output]);
    },
    bare: () => {
      run(bareApp, environment);
    },
  });
  requireSameResources(output, bare);
  const measured: Measured = {
    what: 'rampart plan',
    value: describeSeconds(seconds.plan),
    reference: `bare CDK app with cdk-nag: ${describeSeconds(seconds.bare)}`,
    ratio: seconds.plan / seconds.bare,
  };
  return [within(15, seconds.plan, measured), atMost(1.5, measured)];
}

/** If the reference made less than the plan does, the ratio would mean nothing. */
function requireSameResources(output: string, bare: string): void {
  const [planned, reference] = [output, bare].map((folder) =>
    readStacks(folder)
      .map(({ id, resources }) => `${id} ${resources}`)
      .join(', '),
  );
  if (planned !== reference)
    throw new Error(`tools/bench/bare-app.ts makes ${reference ?? ''}, but the plan makes ${planned ?? ''} resources`);
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
  for (const line of alignColumns([['What', 'Measured', 'Reference', 'Ratio', 'Bar', ''], ...rows])) console.log(line);
}

void main(process.argv.slice(2));
