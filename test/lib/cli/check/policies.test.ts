import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, rampart } from '../an-io';

/** A folder with these documents. */
function documents(files: Readonly<Record<string, unknown>>): string {
  const folder = aFolder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return folder;
}

const policy = (...statements: readonly unknown[]) => ({ Version: '2012-10-17', Statement: statements });
const sound = { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' };
const deadAction = { Effect: 'Deny', Action: 'ec2:RunInstanzes', Resource: '*' };

interface Report {
  readonly problems: readonly Readonly<Record<string, unknown>>[];
  readonly findings: readonly Readonly<Record<string, unknown>>[];
  readonly policies: number;
}

async function check(folder: string, ...args: readonly string[]) {
  const { exitCode, out } = await rampart(['check', '--policies', folder, '--json', ...args]);
  return { exitCode, ...(JSON.parse(out) as Report) };
}

describe('check --policies', () => {
  test('finds nothing in sound documents', async () => {
    const folder = documents({ 'a.json': policy(sound), 'notes.txt': 'no policy' });
    const { exitCode, out, err } = await rampart(['check', '--policies', folder]);
    expect([exitCode, out, err]).toEqual([0, 'No findings in 1 policy document', '']);
  });

  test('shows place, rule, why it is dangerous and the fix', async () => {
    const folder = documents({ 'a.json': policy(sound, deadAction) });
    const { exitCode, out } = await rampart(['check', '--policies', folder]);
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /a\.json:11:17: error dead-action: `ec2:RunInstanzes` is not an action.*\n {4}why: An action that AWS does not know.*\n {4}fix: did you mean `ec2:RunInstances`/,
    );
    expect(out).toMatch(/\n1 error and 0 warnings in 1 of 1 policy document$/);
  });

  test('writes findings as JSON', async () => {
    const folder = documents({ 'a.json': policy(deadAction) });
    const { exitCode, findings, policies } = await check(folder);
    expect([exitCode, policies]).toEqual([1, 1]);
    expect(findings).toEqual([
      {
        file: join(folder, 'a.json'),
        line: 6,
        column: 17,
        rule: 'dead-action',
        severity: 'error',
        pointer: '/Statement/0/Action',
        message: expect.stringContaining('is not an action') as string,
        why: expect.stringContaining('denies nothing') as string,
        fix: expect.stringContaining('ec2:RunInstances') as string,
      },
    ]);
  });

  test('accepts one document, or a folder with subfolders', async () => {
    const folder = documents({ 'a.json': policy(sound) });
    mkdirSync(join(folder, 'below.json'));
    writeFileSync(join(folder, 'below.json/b.json'), JSON.stringify(policy(deadAction)));
    expect((await check(folder)).policies).toBe(2);
    expect(await check(join(folder, 'a.json'))).toMatchObject({ exitCode: 0, policies: 1 });
  });

  test('treats a document that names a principal as a resource control policy, unless --type is given', async () => {
    const folder = documents({ 'a.json': policy({ ...sound, Principal: '*', Action: 's3:*' }) });
    const rulesOf = async (...args: readonly string[]) =>
      (await check(folder, ...args)).findings.map(({ rule }) => rule);
    expect(await rulesOf()).not.toContain('scp-principal');
    expect(await rulesOf('--type', 'scp')).toContain('scp-principal');
    expect(await rulesOf('--type', 'rcp')).toEqual(await rulesOf());
  });

  test('finds what AWS refuses and no rule covers', async () => {
    const folder = documents({
      'a.json': policy({ Sid: 'Same', ...sound }, { ...deadAction, Sid: 'Same', Action: 's3:PutObject' }),
    });
    const { findings } = await check(folder);
    expect(findings.filter(({ rule }) => rule === 'policy-grammar')).toMatchObject([
      { pointer: '/Statement/1/Sid', why: expect.stringContaining('AWS refuses the document') as string },
    ]);
  });

  test.each([
    ['not JSON', '{ "Version": }', 1, 14, 'expected a value'],
    ['cut off', '{\n  "Version": "2012', 2, 14, 'a string has no end'],
    ['100,000 lists within each other', '['.repeat(100_000) + ']'.repeat(100_000), 1, 65, 'nested more than 64 deep'],
    ['10 MB', `{"Version":"${'x'.repeat(10_000_000)}"}`, 1, 1, 'the file has 10,000,014 bytes'],
  ])('fails for a document that is %s, and checks the others', async (_name, text, line, column, message) => {
    const folder = documents({ 'bad.json': text, 'other.json': policy(deadAction) });
    const { exitCode, problems, findings } = await check(folder);
    expect(exitCode).toBe(2);
    expect(problems).toMatchObject([{ file: join(folder, 'bad.json'), line, column }]);
    expect(problems[0]?.['message']).toContain(message);
    expect(findings).toHaveLength(1);
  });

  test('checks what else it can in a document that has a key twice', async () => {
    const twice = JSON.stringify(policy(deadAction)).replace('{', '{ "Version": "2012-10-17", ');
    const { exitCode, problems, findings } = await check(documents({ 'twice.json': twice }));
    expect(exitCode).toBe(2);
    expect(problems).toMatchObject([{ code: 'duplicate-key', message: 'the key `Version` is written twice' }]);
    expect(findings).toHaveLength(1);
  });

  test.each([
    ['an unknown operator', { ...sound, Condition: { StringEqual: { 'aws:PrincipalAccount': '1' } } }, 'operator-name'],
    ['a wrong type', { ...sound, Action: 7 }, 'document-shape'],
    ['no colon in an action', { ...sound, Action: 'RunInstances' }, 'action-syntax'],
  ])('finds %s', async (_name, statement, rule) => {
    const { exitCode, findings } = await check(documents({ 'a.json': policy(statement) }));
    expect(exitCode).toBe(1);
    expect(findings.map((finding) => finding['rule'])).toContain(rule);
  });

  test.each([
    [['--policies', '/nowhere'], '`/nowhere` cannot be read'],
    [['--policies', documents({ 'a.txt': '' })], 'has a name that ends in .json'],
    [['--policies', documents({ 'a.json': '{}' }), '--type', 'acl'], '--type takes `scp` or `rcp`, not `acl`'],
    [['--policies', 'x', '--base', 'main'], '--policies cannot be combined with --base or --at'],
    [['--type', 'scp'], '--type can only be used with --policies'],
  ])('fails for %j', async (args, message) => {
    const { exitCode, err } = await rampart(['check', ...args]);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});
