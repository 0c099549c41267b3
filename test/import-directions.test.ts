import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** Each question of lib/analysis, and the path of one of its files. */
const questions = readdirSync(join(root, 'lib/analysis')).map((question) => {
  const file = readdirSync(join(root, 'lib/analysis', question)).find((name) => name.endsWith('.ts')) ?? '';
  return [question, `${question}/${file.replace('.ts', '')}`] as const;
});

/** An import of each question by each other one. All of them may use these two, which use no other. */
const SHARED_QUESTIONS: readonly string[] = ['assemble', 'evaluate'];
const betweenQuestions = questions.flatMap(([importer]) =>
  questions
    .filter(([imported]) => imported !== importer)
    .map(([imported, path]) => ({
      isPermitted: SHARED_QUESTIONS.includes(imported) && !SHARED_QUESTIONS.includes(importer),
      lint: [`lib/analysis/${importer}/example.ts`, `import '../${path}';\n`] as const,
    })),
);

/** What the linter must refuse: the text of a file in one module that imports another. */
const forbidden: readonly (readonly [string, string])[] = [
  ['lib/iam/statement.ts', "import { ROOT } from '../model/organization';\nexport const used = ROOT;\n"],
  ['lib/iam/statement.ts', "import { App } from 'aws-cdk-lib';\nexport const used = App;\n"],
  ['lib/iam/statement.ts', "import { readFileSync } from 'node:fs';\nexport const used = readFileSync;\n"],
  ['lib/model/problem.ts', "import { documentSize } from '../iam/size';\nexport const used = documentSize;\n"],
  ['lib/model/problem.ts', "import { catalogue } from '../../policies/catalogue';\nexport const used = catalogue;\n"],
  [
    'policies/core/guardrail.ts',
    "import { assemble } from '../../lib/analysis/assemble/assemble';\nexport const used = assemble;\n",
  ],
  ['policies/core/guardrail.ts', "import { Stack } from 'aws-cdk-lib';\nexport const used = Stack;\n"],
  [
    'lib/analysis/assemble/assembly.ts',
    "import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';\nexport const used = CfnPolicy;\n",
  ],
  ['lib/analysis/assemble/assembly.ts', "import { buildApp } from '../../app';\nexport const used = buildApp;\n"],
  ['lib/cli/main.ts', "import { buildApp } from '../app';\nexport const used = buildApp;\n"],
  ['lib/cli/main.ts', "import { App } from 'aws-cdk-lib';\nexport const used = App;\n"],
  ['lib/cli/main.ts', "import { STSClient } from '@aws-sdk/client-sts';\nexport const used = STSClient;\n"],
  ['lib/aws/required.ts', "import { catalogue } from '../../policies/catalogue';\nexport const used = catalogue;\n"],
  ['lib/aws/required.ts', "import { documentSize } from '../iam/size';\nexport const used = documentSize;\n"],
  ['lib/aws/clients.ts', "import { IAMClient } from '@aws-sdk/client-iam';\nexport const used = IAMClient;\n"],
  ['lib/cli/main.ts', "import type { Role } from '@aws-sdk/client-iam';\nexport type Used = Role;\n"],
  [
    'lib/stacks/guardrails-stack.ts',
    "import { STSClient } from '@aws-sdk/client-sts';\nexport const used = STSClient;\n",
  ],
  ['lib/cli/main.ts', "import { until } from '../../rehearsal/until';\nexport const used = until;\n"],
  ['lib/cli/main.ts', "import { findEmulator } from '../../tools/emulator';\nexport const used = findEmulator;\n"],
  ['bin/rampart.ts', "import { until } from '../rehearsal/until';\nexport const used = until;\n"],
  [
    'constructs/organization/in-sequence.ts',
    "import { until } from '../../rehearsal/until';\nexport const used = until;\n",
  ],
  ['policies/core/guardrail.ts', "import { until } from '../../rehearsal/until';\nexport const used = until;\n"],
  ['rehearsal/until.ts', "import { KMSClient } from '@aws-sdk/client-kms';\nexport const used = KMSClient;\n"],
  ['rehearsal/until.ts', "export const used = process.env['HOME'];\n"],
  [
    'lib/analysis/assemble/assembly.ts',
    "import { required } from '../../aws/required';\nexport const used = required;\n",
  ],
  [
    'lib/iam/evaluation/judge.ts',
    "import { runSimulation } from '@cloud-copilot/iam-simulate';\nexport const used = runSimulation;\n",
  ],
  ['lib/app.ts', "import { runSimulation } from '@cloud-copilot/iam-simulate';\nexport const used = runSimulation;\n"],
  ['lib/app.ts', "export const used = process.env['HOME'];\n"],
  ['lib/app.ts', "import { synthesize } from './synthesize';\nexport const used = synthesize;\n"],
  ['lib/synthesize.ts', "import { git } from './cli/input/git';\nexport const used = git;\n"],
  ['lib/cli/main.ts', "import { synthesize } from '../synthesize';\nexport const used = synthesize;\n"],
  [
    'lib/stacks/guardrails-stack.ts',
    "import { catalogue } from '../../policies/catalogue';\nexport const used = catalogue;\n",
  ],
  ['lib/report/words.ts', "import { ROOT } from '../model/organization';\nexport const used = ROOT;\n"],
  ['lib/iam/size.ts', "import { formatNumber } from '../report/words';\nexport const used = formatNumber;\n"],
  ...betweenQuestions.filter(({ isPermitted }) => !isPermitted).map(({ lint }) => lint),
];

/** What each module may do. */
const permitted: readonly (readonly [string, string])[] = [
  [
    'lib/analysis/assemble/assembly.ts',
    "import { documentSize } from '../../iam/size';\nexport const used = documentSize;\n",
  ],
  ['lib/app.ts', "import { App } from 'aws-cdk-lib';\nexport const used = App;\n"],
  ['lib/synthesize.ts', "import { buildApp } from './app';\nexport const used = buildApp;\n"],
  ['lib/aws/clients.ts', "import { STSClient } from '@aws-sdk/client-sts';\nexport const used = STSClient;\n"],
  ['rehearsal/aws/clients.ts', "import { IAMClient } from '@aws-sdk/client-iam';\nexport const used = IAMClient;\n"],
  ['rehearsal/until.ts', "import type { KMSClient } from '@aws-sdk/client-kms';\nexport type Used = KMSClient;\n"],
  ['rehearsal/until.ts', "import { required } from '../lib/aws/required';\nexport const used = required;\n"],
  ['rehearsal/until.ts', "import { printReport } from '../lib/cli/print-report';\nexport const used = printReport;\n"],
  ['rehearsal/until.ts', "import { App } from 'aws-cdk-lib';\nexport const used = App;\n"],
  ['rehearsal/main.ts', "export const used = process.env['HOME'];\n"],
  ['lib/model/quotas.ts', "import { formatNumber } from '../report/words';\nexport const used = formatNumber;\n"],
  ...betweenQuestions.filter(({ isPermitted }) => isPermitted).map(({ lint }) => lint),
];

const DIRECTION_RULES = [
  'import-x/no-restricted-paths',
  'no-restricted-imports',
  'no-restricted-globals',
  'no-restricted-properties',
];

/**
 * Lints each text as the content of its file, and returns the direction rules that each one breaks. Only these rules run,
 * without types, which takes a small part of the time.
 */
function brokenRules(cases: readonly (readonly [string, string])[]): readonly (readonly string[])[] {
  const script = `
    import { ESLint } from 'eslint';
    const eslint = new ESLint({
      cwd: ${JSON.stringify(root)},
      ruleFilter: ({ ruleId }) => ${JSON.stringify(DIRECTION_RULES)}.includes(ruleId),
      overrideConfig: {
        languageOptions: { parserOptions: { projectService: false } },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
      },
    });
    const results = [];
    for (const [filePath, text] of ${JSON.stringify(cases)}) {
      const [result] = await eslint.lintText(text, { filePath });
      results.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
    }
    console.log(JSON.stringify(results));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

describe('import directions', () => {
  const broken = brokenRules([...forbidden, ...permitted]);

  test.each(forbidden.map(([file, text], index) => [file, text.split('\n')[0], index] as const))(
    'fails in %s: %s',
    (_file, _text, index) => {
      expect(broken[index]).not.toEqual([]);
    },
  );

  test.each(permitted.map(([file, text], index) => [file, text.split('\n')[0], index] as const))(
    'passes in %s: %s',
    (_file, _text, index) => {
      expect(broken[forbidden.length + index]).toEqual([]);
    },
  );
});
