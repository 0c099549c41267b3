import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as ts from 'typescript';
import { parse } from 'yaml';
import { assemble } from '../../lib/analysis/assemble/assemble';
import type { Assembly } from '../../lib/analysis/assemble/assembly';
import { equivalenceJudge } from '../../lib/analysis/prove/mutants/equivalence';
import { judgeGuardrail } from '../../lib/analysis/prove/mutants/judge-all';
import { describeSurvivor } from '../../lib/analysis/prove/mutants/report';
import { describeFailure } from '../../lib/analysis/prove/failure';
import { failuresOf } from '../../lib/analysis/prove/proof';
import { prove } from '../../lib/analysis/prove/prove';
import type { Organization } from '../../lib/model/organization';
import { parseOrganization } from '../../lib/model/parse';
import { catalogue } from '../../policies/catalogue';
import type { Guardrail } from '../../policies/core/guardrail';
import { valueOf } from '../lib/analysis/builders';
import { aFolder, copyExample, rampart } from '../lib/cli/an-io';
import { commandsOf } from './markdown';

const root = join(__dirname, '../..');
const page = join(root, 'docs/writing-a-guardrail.md');
const text = readFileSync(page, 'utf8');
const path = join(root, 'policies', /`policies\/(\S+\.ts)`:\n/.exec(text)?.[1] ?? '');

/** The page's blocks of code in one language, in order. */
function blocks(language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, block = '']) => block);
}

const [source = '', entry = ''] = blocks('ts');
const [attach = ''] = blocks('yaml');

let lastProgram: ts.Program | undefined;

/** What the compiler reports for the example, as the content of the file that the page names. */
function compilerErrors(code: string): readonly string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const isExample = (file: string): boolean => file.endsWith('/policies/' + (path.split('/').at(-1) ?? ''));
  const reading: ts.CompilerHost = {
    ...host,
    fileExists: (file) => isExample(file) || host.fileExists(file),
    readFile: (file) => (isExample(file) ? code : host.readFile(file)),
    getSourceFile: (file, version) =>
      isExample(file) ? ts.createSourceFile(file, code, version) : host.getSourceFile(file, version),
  };
  // The second one takes all files but the example from the first one.
  lastProgram = ts.createProgram({ rootNames: [path], options, host: reading, oldProgram: lastProgram });
  const program = lastProgram;
  const example = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(example), ...program.getSemanticDiagnostics(example)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}

/** Runs the example, and returns the guardrail that it exports. */
function load(code: string): Guardrail {
  const options = { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } };
  const exported: Record<string, Guardrail> = {};
  const run = compileFunction(ts.transpileModule(code, options).outputText, ['exports', 'require']) as (
    exports: Record<string, Guardrail>,
    require_: (name: string) => unknown,
  ) => void;
  run(exported, createRequire(path));
  const [guardrail] = Object.values(exported);
  if (guardrail === undefined) throw new Error('the example exports nothing');
  return guardrail;
}

/** An organization with the example, attached as on the page. */
function attached(code: string): {
  readonly guardrail: Guardrail;
  readonly target: string;
  readonly organization: Organization;
  readonly assembly: Assembly;
} {
  const guardrail = load(code);
  const [target = '', given = {}] =
    Object.entries((parse(attach) as { guardrails: Record<string, object> }).guardrails)[0] ?? [];
  expect(Object.keys(given)).toEqual([guardrail.id]);
  const all = new Map([...catalogue, [guardrail.id, guardrail] as const]);
  const folder = copyExample(aFolder(), [`\n  ${target}:\n`, `\n  ${target}:\n    ${guardrail.id}:\n`]);
  const organization = valueOf(parseOrganization(folder, all));
  return { guardrail, target, organization, assembly: valueOf(assemble(organization, all)) };
}

/** The failures of a proof of the example. */
function failures(code: string): readonly string[] {
  const { guardrail, target, organization, assembly } = attached(code);
  const proof = prove(organization, assembly, new Map([[guardrail.id, guardrail]]));
  expect(proof.guardrails[0]?.runs.some(({ name }) => name === `in the chain at ${target}`)).toBe(true);
  return failuresOf(proof).map(describeFailure);
}

describe('docs/writing-a-guardrail.md', () => {
  test('has an example that compiles, with the name that the page gives it', () => {
    expect(compilerErrors(source)).toEqual([]);
    expect(`${load(source).id}.ts`).toBe(path.split('/').at(-1));
    expect(catalogue.has(load(source).id)).toBe(false);
    const [, name = ''] = /export const (\w+)/.exec(source) ?? [];
    expect(entry).toMatch(new RegExp(`^import \\{ ${name} \\} from '\\./${load(source).id}';\n\n  ${name},`));
  }, 60_000);

  test('would not compile with a mistake in it', () => {
    expect(compilerErrors(source.replace("exempt: 'platform'", "exempt: 'everybody'"))).not.toEqual([]);
  }, 60_000);

  test('has an example that is proved where the page attaches it', () => {
    expect(failures(source)).toEqual([]);
  });

  test('has an example without surviving mutants', () => {
    const { guardrail, organization, assembly } = attached(source);
    const { mutants, survivors } = judgeGuardrail(
      guardrail,
      organization,
      assembly,
      equivalenceJudge(organization.managementAccount.accountId),
    );
    expect(mutants).toBeGreaterThan(10);
    expect(survivors.map(describeSurvivor)).toEqual([]);
  });

  test('is right that the proof fails when gateway load balancers are not excluded', () => {
    const broken = source.replace(/^.*NotResource.*$/m, "      Resource: '*',");
    expect(broken).not.toBe(source);
    expect(failures(broken)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('must be possible: a developer creates a gateway load balancer'),
      ]),
    );
  });

  test('has an example that is probed without the key, too', () => {
    const broken = source.replace(
      "StringNotEquals: { 'elasticloadbalancing:Scheme': 'internal' }",
      "StringEquals: { 'elasticloadbalancing:Scheme': 'internet-facing' }",
    );
    expect(broken).not.toBe(source);
    expect(failures(broken)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('must be denied: a developer creates a load balancer without a scheme'),
      ]),
    );
  });

  test('names commands and options that exist', async () => {
    const commands = commandsOf(text);
    expect(commands.length).toBeGreaterThan(3);
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    for (const { program, subcommand, words } of commands) {
      if (program === 'npm run') expect(Object.keys(scripts)).toContain(subcommand);
      if (program !== 'rampart') continue;
      const { exitCode, out } = await rampart([subcommand, '--help']);
      expect(exitCode).toBe(0);
      for (const option of words.filter((word) => word.startsWith('--'))) expect(out).toContain(option);
    }
  });

  test('has a call that explain can decide', async () => {
    const [, words = ''] = /npx rampart (explain [^]*?)\n```/.exec(text) ?? [];
    const args = words.replaceAll("'", '').split(/[\s\\]+/);
    const folder = copyExample(aFolder());
    const { exitCode, out } = await rampart([...args, '--organization', folder]);
    expect([exitCode, out.split('\n')[0]]).toEqual([
      0,
      'Permitted: role/developer in shop-production: elasticloadbalancing:CreateLoadBalancer on *',
    ]);
  });
});
