import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { aFolder, rampart, REPOSITORY } from './an-io';
import { aSmallOrganization } from './input/states/a-repository';

/** Moves the cursor, turns the direction of writing, hides a character, and looks like a space. */
const EVIL = 'x\u001b[2J\u202ey\u200bz\u00a0\u009bw';
const HIDDEN = /[^\P{C}\n\t]|\u200b|\u00a0/u;
/** The same in YAML and JSON, which forbid some of the characters as they are. */
const ESCAPED = 'x\\u001b[2J\\u202ey\\u200bz\\u00a0\\u009bw';

function organizationWith(...edits: readonly (readonly [from: string, to: string])[]): string {
  return aSmallOrganization(aFolder(), ...edits);
}

/** An organization that is valid, with hostile text wherever any text is allowed. */
function aValidOne(): string {
  return organizationWith([
    'guardrails:\n  root:\n',
    `exemptions:\n  - principal: 'arn:*:iam::*:role/a'\n    guardrails: [deny-access-keys]\n    owner: "${ESCAPED}"\n    reason: "${ESCAPED}"\n    expires: '2027-03-31T00:00:00Z'\nguardrails:\n  root:\n    protect-platform-roles:\n`,
  ]);
}

function aRequestFile(): string {
  const file = join(aFolder(), 'requests.jsonl');
  const request = {
    id: EVIL,
    account: null,
    principal: '*',
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${EVIL}`,
    resourceAccount: '111111111111',
  };
  writeFileSync(file, JSON.stringify(request));
  return file;
}

function aGuardrailsFile(text: string): string {
  const file = join(aFolder(), 'guardrails.json');
  writeFileSync(file, text);
  return file;
}

const small = aSmallOrganization(aFolder());

describe('names that hide something are shown with their characters', () => {
  test.each<[string, () => readonly string[]]>([
    ['an option', () => ['check', `--${EVIL}`]],
    ['a command', () => [EVIL]],
    ['a state', () => ['diff', EVIL, '--organization', small]],
    ['a base', () => ['check', '--base', EVIL, '--organization', small]],
    ['a folder', () => ['plan', '--organization', EVIL]],
    ['a file of policies', () => ['check', '--policies', EVIL]],
    ['a file of requests', () => ['explain', '--requests', EVIL, '--organization', small]],
    ['a guardrail', () => ['prove', '--guardrail', EVIL, '--organization', small]],
    ['a call', () => ['explain', '--account', EVIL, '--principal', EVIL, '--action', EVIL, '--organization', small]],
    [
      "AWS's message",
      () => ['explain', '--message', aMessage(), '--resource-account', '222222222222', '--organization', small],
    ],
    ['a key', () => ['check', '--organization', organizationWith(['  Sandbox: {}', `  "${ESCAPED}": {}`])]],
    ['a unit', () => ['check', '--organization', organizationWith(['Sandbox: {}', `A: { parent: "${ESCAPED}" }`])]],
    ['a parameter', () => ['check', '--organization', organizationWith(['keys:', `keys: { "${ESCAPED}": 1 }`])]],
    ['an exemption', () => ['check', '--at', '2027-04-01', '--organization', aValidOne()]],
    ['a change of an exemption', () => ['diff', small, aValidOne(), '--organization', small]],
    ['a request', () => ['explain', '--requests', aRequestFile(), '--organization', small]],
    ['a question', () => questionAbout(aValidOne())],
  ])('%s', async (_what, args) => {
    for (const format of [[], ['--json']]) {
      const { out, err } = await rampart([...args(), ...format]);
      expect(`${out}${err}`).not.toMatch(HIDDEN);
      expect(`${out}${err}`).toMatch(/\\u(?:\{200b\}|200b)/);
      if (format.length > 0 && out !== '') for (const line of linesOf(out)) JSON.parse(line);
    }
  });

  test('in a guardrails.json of any origin', async () => {
    const { out } = await rampart(['guardrails', '--organization', small]);
    const renamed = out.replaceAll('"Sandbox"', JSON.stringify(EVIL));
    const file = aGuardrailsFile(renamed);
    const { out: shown, err } = await rampart(['diff', small, file, '--organization', small]);
    expect(shown + err).not.toMatch(HIDDEN);
    expect(shown).toContain('\\u{1b}[2J\\u{202e}');
  });

  test('in the name of a policy file', async () => {
    const folder = aFolder();
    mkdirSync(join(folder, 'policies'));
    writeFileSync(join(folder, 'policies', `${EVIL}.json`), '{"Version": "2012-10-17"}');
    const { out } = await rampart(['check', '--policies', join(folder, 'policies')]);
    expect(out).not.toMatch(HIDDEN);
    expect(out).toContain('\\u{202e}');
  });

  test('by the program itself, and by the app', () => {
    const organization = organizationWith(['    deny-root-user:', `    "${ESCAPED}\\n${ESCAPED}":`]);
    const copy = join(aFolder(), EVIL);
    cpSync(organization, copy, { recursive: true });
    const programs = [
      ['bin/rampart.js', 'check', '--organization', copy],
      ['--require', 'ts-node/register', 'bin/app.ts'],
    ];
    for (const args of programs) {
      const context = JSON.stringify({ organization: copy });
      const environment = { ...process.env, CDK_OUTDIR: aFolder(), CDK_CONTEXT_JSON: context };
      const run = spawnSync(process.execPath, args, { cwd: REPOSITORY, encoding: 'utf8', env: environment });
      expect(run.status).toBe(2);
      expect(run.stdout + run.stderr).not.toMatch(HIDDEN);
      expect(run.stderr).toContain('unknown guardrail `x\\u{1b}[2J\\u{202e}y\\u{200b}z\\u{a0}\\u{9b}w x\\u{1b}');
    }
  });
});

function aMessage(): string {
  const name = EVIL.replaceAll(/\s/g, '');
  return `User: arn:aws:iam::222222222222:user/${name} is not authorized to perform: s3:GetObject`;
}

function questionAbout(organization: string): readonly string[] {
  const resource = ['--resource', `arn:aws:s3:::${EVIL}`, '--resource-account', '111111111111'];
  const caller = ['--account', 'null', '--principal', '*', '--action', 's3:GetObject'];
  return ['explain', '--organization', organization, ...caller, ...resource];
}

/** JSON, or one JSON on each line. */
function linesOf(out: string): readonly string[] {
  return out.startsWith('{\n') ? [out] : out.split('\n');
}
