import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import importX from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The list of stacks, and what reads, proves and writes them. */
const app = ['./lib/app.ts', './lib/synthesize.ts'];

/** What is built on the CDK. */
const deployment = ['./constructs', './lib/stacks', ...app];

/** What calls AWS, and what talks to people. */
const commands = ['./lib/aws', './lib/cli'];

/** Who may import whom: docs/decisions/0001-one-way-imports.md. */
const directions = [
  { target: './lib/iam', from: ['./lib/model', './policies', './lib/analysis', ...deployment, ...commands] },
  { target: './lib/model', from: ['./lib/iam', './policies', './lib/analysis', ...deployment, ...commands] },
  { target: './policies', from: ['./lib/analysis', ...deployment, ...commands] },
  // Probes name actions literally: a constant of the statements would drop the probe with the action.
  { target: './policies/probes', from: './policies', except: ['./core', './probes'] },
  { target: './lib/analysis', from: [...deployment, ...commands] },
  // One folder per question: the questions use assemble and evaluate, never each other.
  { target: './lib/analysis/assemble', from: './lib/analysis', except: ['./assemble'] },
  { target: './lib/analysis/evaluate', from: './lib/analysis', except: ['./evaluate'] },
  ...['prove', 'difference', 'explain', 'deployment', 'coverage', 'costs', 'controls', 'access', 'drift'].map(
    (question) => ({
      target: `./lib/analysis/${question}`,
      from: './lib/analysis',
      except: [`./${question}`, './assemble', './evaluate'],
    }),
  ),
  { target: './lib/report', from: ['./lib', './policies', './constructs'], except: ['./report'] },
  { target: ['./policies', './constructs', './lib/iam', './lib/stacks'], from: './lib/report' },
  // Problems and changes contain counts, and a count is written in one way.
  { target: ['./lib/model', './lib/analysis'], from: './lib/report', except: ['./words.ts'] },
  { target: './constructs', from: ['./policies', './lib/analysis', './lib/stacks', ...app, ...commands] },
  { target: './lib/stacks', from: ['./policies', ...app, ...commands] },
  { target: './lib/app.ts', from: ['./lib/synthesize.ts', ...commands] },
  { target: './lib/synthesize.ts', from: commands },
  {
    target: './lib/aws',
    from: ['./lib/iam', './policies', './lib/analysis', './lib/report', ...deployment, './lib/cli'],
  },
  { target: './lib/cli', from: deployment },
  { target: ['./lib', './constructs', './policies'], from: ['./bin', './test', './tools', './rehearsal'] },
  { target: './bin', from: './rehearsal' },
].map((zone) => ({ ...zone, message: 'See docs/decisions/0001-one-way-imports.md.' }));

/** Clients of AWS's SDK are created in one file. */
const noClients = {
  group: ['@aws-sdk/client-*'],
  importNamePattern: 'Client$',
  allowTypeImports: true,
  message: 'Only lib/aws/clients.ts creates clients: docs/decisions/0001-one-way-imports.md.',
};

/** The packages of the rehearsal's workspace. */
const noRehearsalClients = {
  group: [
    '@aws-sdk/client-*',
    ...['cloudformation', 'identitystore', 'organizations', 'sso-admin', 'sts'].map(
      (service) => `!@aws-sdk/client-${service}`,
    ),
  ],
  message: 'Only the workspace rehearsal depends on this client: rehearsal/package.json.',
};

/** The independent evaluator is under the AGPL. It runs as a separate process, and no Rampart code imports it. */
const noOracle = {
  group: ['@cloud-copilot/*', '@cloud-copilot/*/**'],
  message: 'Only the workspace tools/oracle may load it: tools/oracle/README.md.',
};

/** A property that tries other cases in each run could fail on a change that has nothing to do with it. */
const noSeedlessProperties = {
  group: ['fast-check'],
  message: 'Import `fc` from test/seeded-fast-check.ts, so that each run tries the same cases.',
};

const noCdk = {
  patterns: [
    noOracle,
    noClients,
    noRehearsalClients,
    {
      group: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'cdk-nag'],
      message: 'This module is decided without the CDK: docs/decisions/0001-one-way-imports.md.',
    },
  ],
};

export default defineConfig(
  { ignores: ['node_modules', 'cdk.out', 'coverage'] },
  ...tseslint.configs.strictTypeChecked,
  comments.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX },
    rules: {
      '@eslint-community/eslint-comments/require-description': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // No package imports us: to read them, too, takes as long again.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'no-restricted-imports': ['error', { patterns: [noOracle] }],
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: directions }],
    },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js'] } } },
  },
  {
    files: ['lib/**/*.ts', 'constructs/**/*.ts', 'policies/**/*.ts', 'rehearsal/**/*.ts'],
    ignores: ['rehearsal/main.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Only bin and rehearsal/main.ts read the environment or exit.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only bin and rehearsal/main.ts read it.' },
      ],
    },
  },
  {
    files: ['lib/**', 'constructs/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noOracle, noClients, noRehearsalClients] }] },
  },
  {
    files: ['lib/iam/**', 'lib/model/**', 'lib/analysis/**', 'policies/**', 'lib/aws/**', 'lib/cli/**'],
    rules: { 'no-restricted-imports': ['error', noCdk] },
  },
  {
    files: ['lib/aws/clients.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noOracle, noRehearsalClients] }] },
  },
  {
    files: ['test/**'],
    ignores: ['test/seeded-fast-check.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noOracle, noSeedlessProperties] }] },
  },
  {
    files: ['rehearsal/**'],
    ignores: ['rehearsal/aws/clients.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noOracle, noClients] }] },
  },
  {
    files: ['lib/iam/**', 'policies/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { ...noCdk, paths: ['node:fs', 'node:fs/promises', 'node:child_process', 'node:process'] },
      ],
    },
  },
  {
    files: ['policies/*.ts'],
    rules: {
      // A list of probes is as long as its facts.
      'max-lines-per-function': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            ':matches(Property[key.name="probes"], FunctionDeclaration[id.name=/[pP]robes$/]) Identifier[name=/^[A-Z][A-Z0-9_]+$/]',
          message:
            'A probe names actions literally: a constant of the statements would drop the probe with the action.',
        },
      ],
    },
  },
  { files: ['lib/stacks/**', 'constructs/**', 'lib/app.ts'], rules: { 'no-new': 'off' } },
  { files: ['tools/oracle/*.mjs'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ['bin/*.js', 'test/support/*.js', 'test/runner/*.js', '*.config.{mjs,js}'],
    rules: { '@typescript-eslint/no-require-imports': 'off', 'import-x/no-default-export': 'off' },
  },
);
