import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..');

/** What the linter must refuse: text that stands in a file of one module and reaches for another. */
const forbidden = [
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
  ['constructs/in-sequence.ts', "import { until } from '../rehearsal/until';\nexport const used = until;\n"],
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
] as const;

/** What each module may do. */
const permitted = [
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
  ['rehearsal/until.ts', "import { table } from '../lib/cli/table';\nexport const used = table;\n"],
  ['rehearsal/until.ts', "import { App } from 'aws-cdk-lib';\nexport const used = App;\n"],
  ['rehearsal/main.ts', "export const used = process.env['HOME'];\n"],
] as const;

const DIRECTION_RULES = [
  'import-x/no-restricted-paths',
  'no-restricted-imports',
  'no-restricted-globals',
  'no-restricted-properties',
];

/** Lints each text as if it stood in its file; gives for each the rules about directions that it breaks. */
function brokenRules(cases: readonly (readonly [string, string])[]): readonly (readonly string[])[] {
  const script = `
    import { ESLint } from 'eslint';
    const eslint = new ESLint({ cwd: ${JSON.stringify(root)} });
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
  const rules = JSON.parse(stdout) as string[][];
  return rules.map((broken) => broken.filter((rule) => DIRECTION_RULES.includes(rule)));
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
