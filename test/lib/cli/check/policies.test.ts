import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, rampart } from '../an-io';
import { mistakesIn } from '../output-schema';

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
  readonly documents: readonly Readonly<Record<string, unknown>>[];
  readonly problems: readonly Readonly<Record<string, unknown>>[];
  readonly findings: readonly Readonly<Record<string, unknown>>[];
  readonly policies: number;
}

async function check(folder: string, ...args: readonly string[]) {
  const { exitCode, out } = await rampart(['check', '--policies', folder, '--json', ...args]);
  expect(mistakesIn('check-policies', out)).toBeNull();
  return { exitCode, ...(JSON.parse(out) as Report) };
}

describe('check --policies', () => {
  test('finds nothing in sound documents', async () => {
    const folder = documents({ 'a.json': policy(sound), 'notes.txt': 'no policy' });
    const { exitCode, out, err } = await rampart(['check', '--policies', folder, '--type', 'scp']);
    expect([exitCode, out, err]).toEqual([0, 'No findings in 1 policy document', '']);
  });

  test('says what each document was taken for, and which files are no policies', async () => {
    const folder = documents({
      'metadata.json': { version: '1.0', description: 'Our policies' },
      'rcp.json': policy({ ...sound, Principal: '*', Action: 's3:DeleteBucket' }),
      'scp.json': policy(sound),
      'tags.json': { tags: { owner: { tag_key: { '@@assign': 'owner' } } } },
    });
    const { exitCode, out } = await rampart(['check', '--policies', folder]);
    expect(exitCode).toBe(0);
    const [scp, rcp, none, sum] = out.split('\n').filter((line) => line !== '');
    expect(scp).toBe(`Taken for service control policies, without \`--type\`: ${join(folder, 'scp.json')}`);
    expect(rcp).toBe(`Taken for resource control policies, without \`--type\`: ${join(folder, 'rcp.json')}`);
    expect(none).toBe(
      `No policy documents, and not checked: ${join(folder, 'metadata.json')}, ${join(folder, 'tags.json')}`,
    );
    expect(sum).toBe('No findings in 2 policy documents');
    expect(await check(folder)).toMatchObject({
      policies: 2,
      documents: [
        { file: join(folder, 'rcp.json'), type: 'RESOURCE_CONTROL_POLICY', isTypeGuessed: true },
        { file: join(folder, 'scp.json'), type: 'SERVICE_CONTROL_POLICY', isTypeGuessed: true },
      ],
      notPolicies: [join(folder, 'metadata.json'), join(folder, 'tags.json')],
    });
  });

  test.each([
    [
      'a topic',
      { ...sound, Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } },
      '/Statement/0/Principal',
    ],
    ['an endpoint', { ...sound, Effect: 'Allow', Principal: '*', Action: 's3:*' }, '/Statement/0/Effect'],
    ['a bucket', { ...sound, Principal: { AWS: '*' }, Action: 's3:*' }, '/Statement/0/Principal'],
    ['a key', { ...sound, NotPrincipal: { AWS: '111111111111' }, Action: 'kms:*' }, '/Statement/0/NotPrincipal'],
  ])('takes a policy of %s for no organization policy, unless --type is given', async (_name, statement, pointer) => {
    const folder = documents({ 'a.json': policy(statement) });
    const { exitCode, findings, documents: judged } = await check(folder);
    expect(exitCode).toBe(1);
    expect(findings).toMatchObject([{ rule: 'policy-type', pointer }]);
    expect(judged).toMatchObject([{ type: null }]);
    const given = await check(folder, '--type', 'rcp');
    expect(given.findings.map(({ rule }) => rule)).not.toContain('policy-type');
    expect(given.findings).not.toEqual([]);
  });

  test('checks a document whose statements are misspelt', async () => {
    const folder = documents({ 'a.json': { Version: '2012-10-17', Statements: [sound] }, 'b.json': { statement: [] } });
    const { findings, policies } = await check(folder);
    expect(policies).toBe(2);
    expect(new Set(findings.map(({ rule }) => rule))).toContain('document-shape');
  });

  test('shows the same finding in one file once, with the number of places', async () => {
    const folder = documents({
      'a.json': policy({
        ...sound,
        Action: 's3:*',
        Resource: ['arn:${P}:s3:::a', 'arn:${P}:s3:::b', 'arn:*:s3:::${P}'],
      }),
    });
    const { out } = await rampart(['check', '--policies', folder]);
    expect(out).toMatch(/warning unknown-variable: `\$\{P\}` is .* \(and 2 more places in this file\)/);
    expect(out.match(/unknown-variable/g)).toHaveLength(1);
    expect((await check(folder)).findings).toHaveLength(3);
  });

  test('counts the white space that the file has', async () => {
    const Resource = Array.from({ length: 200 }, (_, index) => `arn:*:s3:::bucket-${index}`);
    const text = JSON.stringify(policy({ ...sound, Action: 's3:DeleteBucket', Resource }), null, 40);
    const { exitCode, findings } = await check(documents({ 'a.json': text }));
    expect(exitCode).toBe(0);
    expect(findings).toMatchObject([{ rule: 'document-quota', severity: 'warning' }]);
    expect(findings[0]?.['message']).toContain(`${text.length} as it is written`);
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
    [['--policies', documents({ 'a.json': '{}', 'b.json': '[]' })], 'is a policy document; a policy has `Statement`'],
  ])('fails for %j', async (args, message) => {
    const { exitCode, err } = await rampart(['check', ...args]);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});
