import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseOrganization } from '../../../lib/model/parse';
import { catalogue } from '../../../policies/catalogue';
import { aFolder, copyExample, EXAMPLE } from './an-io';
import { mistakesIn } from './output-schema';
import { runAsProcess, type Ended } from './run-as-process';
import { anAws, elements, pageOf, type Answer, type Call, type FakeAws } from './wait/an-aws';

const UNITS = ['Security', 'Infrastructure', 'Workloads', 'Production', 'Development', 'Sandbox', 'Suspended'];
const ACCOUNTS = readdirSync(join(EXAMPLE, 'accounts')).map((name) => name.replace('.yaml', ''));
const unitId = (key: string): string => `ou-ab12-${key.toLowerCase().padEnd(8, 'x')}`;
const accountId = (key: string): string => String(200000000000 + ACCOUNTS.indexOf(key));

const EXPORTS: Readonly<Record<string, string>> = {
  'Rampart-Organization:Organization': 'o-exampleorg1',
  'Rampart-Organization:Root': 'r-ab12',
  ...Object.fromEntries(UNITS.map((key) => [`Rampart-Organization:Unit-${key}`, unitId(key)])),
  ...Object.fromEntries(ACCOUNTS.map((key) => [`Rampart-Accounts:Account-${key}`, accountId(key)])),
  'Other:Unit-Security': 'ou-ab12-elsewhere',
};

const servers: FakeAws[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Script {
  readonly exports?: Readonly<Record<string, string>>;
  readonly caller?: string;
  readonly instead?: (call: Call) => Answer | undefined;
}

async function run(script: Script, folder: string, ...args: readonly string[]): Promise<Ended & { aws: FakeAws }> {
  const { exports = EXPORTS, caller = '111111111111', instead } = script;
  const aws = await anAws((call) => {
    const other = instead?.(call);
    if (other !== undefined) return other;
    if (call.action === 'sts:GetCallerIdentity')
      return { xml: elements({ Account: caller, Arn: `arn:aws:iam::${caller}:user/x`, UserId: 'x' }) };
    const { items, next } = pageOf(Object.entries(exports), 5, call.input['NextToken']);
    const members = items.map(([Name, Value]) => `<member>${elements({ Name, Value })}</member>`).join('');
    return { xml: `<Exports>${members}</Exports>${elements({ NextToken: next })}` };
  });
  servers.push(aws);
  return { ...(await runAsProcess(aws.endpoint, ['ids', '--organization', folder, ...args])), aws };
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  const names = ['landing-zone.yaml', ...ACCOUNTS.map((key) => `accounts/${key}.yaml`)];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** The lines that one text has more than another, where no line of the other is lost. */
function addedLines(before: string, after: string): readonly string[] {
  const left = before.split('\n');
  const added = after.split('\n').filter((line) => {
    if (left[0] !== line) return true;
    left.shift();
    return false;
  });
  expect(left).toEqual([]);
  return added;
}

describe('rampart ids, as a process', () => {
  test('shows the ids of the stacks, from every page, and asks for nothing else', async () => {
    const { exitCode, out, err, aws } = await run({}, EXAMPLE);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain('The files lack 17 ids');
    expect(out).toContain(`new: the unit Production is ${unitId('Production')}`);
    expect(new Set(aws.calls.map(({ action, region }) => `${action} ${region}`))).toEqual(
      new Set(['sts:GetCallerIdentity eu-central-1', 'cloudformation:ListExports eu-central-1']),
    );
    expect(aws.calls).toHaveLength(1 + 4);
  });

  test('--write writes what is missing, and every other character stays', async () => {
    const folder = copyExample(aFolder(), [
      '  Security: {}',
      '  Security: # the keys\n    # no parent\n    name: Security',
    ]);
    const before = filesIn(folder);
    const { exitCode, out } = await run({}, folder, '--write');
    expect(exitCode).toBe(0);
    expect(out).toContain('Wrote 17 ids');
    expect(out).toContain('Nothing depends on it');
    const after = filesIn(folder);
    for (const key of ACCOUNTS) {
      const name = `accounts/${key}.yaml`;
      expect(after[name]).toBe(`${before[name] ?? ''}id: '${accountId(key)}'\n`);
    }
    const landingZone = after['landing-zone.yaml'] ?? '';
    const withoutFlow = landingZone.replace(/\{ id: \S+ \}/g, '{}');
    expect(addedLines(before['landing-zone.yaml'] ?? '', withoutFlow)).toEqual([
      '  id: o-exampleorg1',
      '  rootId: r-ab12',
      `    id: ${unitId('Security')}`,
      `    id: ${unitId('Production')}`,
      `    id: ${unitId('Development')}`,
    ]);
    const read = parseOrganization(folder, catalogue);
    if (read.kind === 'problems') throw new Error('the edited files have problems');
    expect(read.value.units.every(({ key, awsId }) => awsId === unitId(key))).toBe(true);
    expect(read.value).toMatchObject({ id: 'o-exampleorg1', rootId: 'r-ab12' });
    const again = await run({}, folder, '--write');
    expect(again.out).toContain('The files have every id that the stacks have');
    expect(filesIn(folder)).toEqual(after);
  });

  test('--write keeps the line ends of a file', async () => {
    const folder = copyExample(aFolder());
    const file = join(folder, 'accounts/shop-production.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
    const before = readFileSync(file, 'utf8');
    await run({}, folder, '--write');
    expect(readFileSync(file, 'utf8')).toBe(`${before}id: '${accountId('shop-production')}'\r\n`);
  });

  test('an id that differs is never overwritten, and the others are written', async () => {
    const folder = copyExample(aFolder());
    const file = join(folder, 'accounts/shop-production.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}id: '999999999999'\n`);
    const before = readFileSync(file, 'utf8');
    const { exitCode, out } = await run({}, folder, '--write');
    expect(exitCode).toBe(1);
    expect(out).toContain('1 id of the files is not that of the stacks');
    expect(out).toContain(`the account shop-production is ${accountId('shop-production')}`);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readFileSync(join(folder, 'accounts/audit.yaml'), 'utf8')).toContain(accountId('audit'));
  });

  test('a mistake in any file keeps all from being written', async () => {
    const folder = copyExample(aFolder());
    const file = join(folder, 'accounts/shop-production.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}ownr: x\n`);
    const before = filesIn(folder);
    const { exitCode, err, aws } = await run({}, folder, '--write');
    expect([exitCode, aws.calls]).toEqual([2, []]);
    expect(err).toContain('ownr');
    expect(filesIn(folder)).toEqual(before);
  });

  test('what no stack exports yet is told and left out', async () => {
    const exports = Object.fromEntries(Object.entries(EXPORTS).filter(([name]) => !name.includes('Account-')));
    const { exitCode, out } = await run({ exports }, EXAMPLE);
    expect(exitCode).toBe(0);
    expect(out).toContain('8 ids are not known yet');
  });

  test('--json follows the schema', async () => {
    const { out } = await run({}, EXAMPLE, '--json');
    expect(mistakesIn('ids', out)).toBeNull();
    const { ids } = JSON.parse(out) as { ids: unknown };
    expect(ids).toContainEqual({
      kind: 'account',
      key: 'shop-production',
      state: 'new',
      configured: null,
      live: accountId('shop-production'),
      file: 'accounts/shop-production.yaml',
    });
  });

  test.each([
    ['another account', { caller: '222222222222' }, 'the credentials are those of account 222222222222'],
    [
      'expired credentials',
      { instead: () => ({ error: 'ExpiredToken', message: 'expired' }) },
      'AWS refuses the credentials: expired',
    ],
    [
      'a missing permission',
      {
        instead: ({ action }: Call) =>
          action === 'cloudformation:ListExports' ? { error: 'AccessDenied', message: 'no' } : undefined,
      },
      'with the permissions cloudformation:ListExports',
    ],
  ] satisfies [string, Script, string][])('%s is told in a sentence', async (_name, script, expected) => {
    const { exitCode, out, err } = await run(script, EXAMPLE);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(expected);
  });
});
