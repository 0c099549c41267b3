import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, copyExample, rampart, type Run } from './an-io';
import { mistakesIn } from './output-schema';

const REQUEST = {
  name: 'shop-staging',
  unit: 'Workloads/Development',
  owner: 'shop@example.com',
  budget: 300,
  tags: { 'cost-center': '2000' },
};

const FLAGS = [
  ['--unit', 'Workloads/Development'],
  ['--owner', 'shop@example.com'],
  ['--budget', '300'],
  ['--tag', 'cost-center=2000'],
] as const;

const FILE = `# yaml-language-server: $schema=../../schemas/account.schema.json
email: aws+shop-staging@example.com
unit: Workloads/Development
owner: shop@example.com
budget: 300
tags:
  cost-center: '2000'
`;

interface Refusal {
  readonly problems: readonly {
    code: string;
    file: string | null;
    line: number | null;
    message: string;
    fix: string | null;
  }[];
}

function vend(folder: string, ...args: readonly string[]): Promise<Run> {
  return rampart(['vend', '--organization', folder, ...args]);
}

function accounts(folder: string): readonly string[] {
  return readdirSync(join(folder, 'accounts')).sort();
}

function textOf(folder: string, key = 'shop-staging'): string {
  return readFileSync(join(folder, 'accounts', `${key}.yaml`), 'utf8');
}

/** The flags with others instead, by option. */
function flags(changes: Readonly<Record<string, string | null>> = {}): readonly string[] {
  const all = [...FLAGS.filter(([option]) => !(option in changes)), ...Object.entries(changes)];
  return all.flatMap(([option, value]) => (value === null ? [] : [option, value]));
}

/** Runs it with a request as JSON, in a file. */
function vendJson(folder: string, request: unknown, ...args: readonly string[]): Promise<Run> {
  const file = join(aFolder(), 'request.json');
  writeFileSync(file, typeof request === 'string' ? request : JSON.stringify(request));
  return vend(folder, '--request', file, ...args);
}

describe('rampart vend', () => {
  test('writes the file of an account as the others are written, and the folder stays valid', async () => {
    const folder = copyExample(aFolder());
    const before = accounts(folder);
    const { exitCode, out, err } = await vend(folder, 'shop-staging', ...flags());
    expect([exitCode, err]).toEqual([0, '']);
    expect(textOf(folder)).toBe(FILE);
    expect(accounts(folder)).toEqual([...before, 'shop-staging.yaml'].sort());
    expect(out).toContain(`Wrote ${folder}/accounts/shop-staging.yaml`);
    expect((await rampart(['check', '--organization', folder])).exitCode).toBe(0);
  });

  test('writes the same from a request as JSON', async () => {
    const folder = copyExample(aFolder());
    const { exitCode, out } = await vendJson(folder, REQUEST, '--json');
    expect(exitCode).toBe(0);
    expect(textOf(folder)).toBe(FILE);
    expect(mistakesIn('vend', out)).toBeNull();
  });

  test('shows what the account will have, by the configuration', async () => {
    const { out } = await vend(copyExample(aFolder()), 'shop-staging', ...flags(), '--json');
    const { gets, account } = JSON.parse(out) as {
      account: object;
      gets: {
        guardrails: { target: string; guardrails: string[] }[];
        people: object[];
        baseline: object[];
        conformancePacks: string[];
        monthlyCosts: { account: number; organization: number };
        accounts: object;
        regions: string[];
      };
    };
    expect(account).toEqual({
      ...REQUEST,
      email: 'aws+shop-staging@example.com',
      alerts: { actual: [80, 100], forecast: [100], addresses: ['finance@example.com'] },
      stack: 'Accounts',
    });
    expect(gets.guardrails.map(({ target }) => target)).toEqual(['root', 'Workloads']);
    expect(gets.guardrails[1]?.guardrails).toContain('require-permissions-boundary');
    expect(gets.people).toContainEqual({ group: 'developers', permissionSet: 'developer', isDeployed: true });
    expect(gets.people).not.toContainEqual(expect.objectContaining({ group: 'network' }));
    expect(gets.baseline).toContainEqual({
      stackSet: 'rampart-region',
      regions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
    });
    expect(gets.conformancePacks).toContain('rampart-mirror-home');
    expect(gets.monthlyCosts.account).toBeGreaterThan(0.5);
    expect(gets.monthlyCosts.organization).toBeGreaterThan(gets.monthlyCosts.account);
    expect(gets.accounts).toEqual({ used: 10, quota: 50, asOf: '2026-11-30' });
    expect(gets.regions).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1']);
  });

  test('takes the budget of the unit where none is given, and writes none', async () => {
    const folder = copyExample(aFolder());
    const args = ['play', '--unit', 'Sandbox', '--owner', 'play@example.com'];
    const { exitCode, out } = await vend(folder, ...args);
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, 'accounts', 'play.yaml'), 'utf8')).not.toContain('budget');
    expect(out).toContain('USD 100.00 a month');
    expect(out.replace(/\s+/g, ' ')).toContain(
      'tells finance@example.com, when 50 and 100 % are spent, when 100 % are expected',
    );
  });

  test('says that nobody will hear of the budget', async () => {
    const folder = copyExample(aFolder(), [
      '      addresses: [finance@example.com]\n    Sandbox',
      '      forecast: []\n    Sandbox',
    ]);
    const { out } = await vend(folder, 'shop-staging', ...flags());
    expect(out).toContain('tells nobody');
    expect(out.replace(/\s+/g, ' ')).toContain('Nobody is told when it spends more than its budget');
  });

  test('writes nothing with --dry-run', async () => {
    const folder = copyExample(aFolder());
    const before = accounts(folder);
    expect((await vend(folder, 'shop-staging', ...flags(), '--dry-run', '--json')).out).toContain('"isWritten": false');
    expect(accounts(folder)).toEqual(before);
  });

  test('names the pull request where there is a pipeline, and the commands where there is none', async () => {
    const withPipeline = copyExample(aFolder());
    const { out } = await vend(withPipeline, 'shop-staging', ...flags(), '--json');
    expect(out).toContain('pull request for `main` of example/landing-zone');
    expect(out).not.toContain('cdk deploy');
    const text = readFileSync(join(withPipeline, 'landing-zone.yaml'), 'utf8');
    const pipeline = /  pipeline:\n(?: {4}.*\n)+/.exec(text)?.[0] ?? '';
    const without = copyExample(aFolder(), [pipeline, '']);
    const commands = (await vend(without, 'shop-staging', ...flags(), '--json')).out;
    expect(commands).toMatch(/npx cdk deploy Accounts [^]*--no-rollback[^]*npx rampart wait[^]*npx cdk deploy --all/);
    expect(commands).not.toContain('pull request');
  });

  test('adds `packing.lock.json` to the commit only if the plan changes it', async () => {
    const folder = copyExample(aFolder());
    expect((await vend(folder, 'shop-staging', ...flags(), '--dry-run', '--json')).out).not.toContain(
      'packing.lock.json',
    );
    writeFileSync(join(folder, 'packing.lock.json'), '{"formatVersion":1,"documents":{}}');
    expect((await vend(folder, 'shop-staging', ...flags(), '--dry-run', '--json')).out).toMatch(
      /git add .*packing\.lock\.json/,
    );
  });

  test('puts the account into the next stack if the first one is full, and says so', async () => {
    const folder = copyExample(aFolder(), [
      '  accounts: { value: 50,',
      "  accountsPerStack: { value: 8, asOf: '2026-11-30' }\n  accounts: { value: 50,",
    ]);
    const { exitCode, out } = await vend(folder, 'shop-staging', ...flags(), '--json');
    expect(exitCode).toBe(0);
    expect(textOf(folder)).toBe(`${FILE}stack: '2'\n`);
    expect(out).toContain('`Accounts-2` becomes the next one');
  });

  test('says in an adopted organization that a new account has no recorder yet', async () => {
    const folder = copyExample(aFolder(), [
      "    id: '111111111111'\n",
      "    id: '111111111111'\n    baseline: deploy\n  adopted: true\n  id: o-exampleorg1\n  rootId: r-ab12\n",
    ]);
    const { exitCode, err } = await vend(folder, 'shop-staging', ...flags(), '--json');
    expect(err).toBe('');
    expect(exitCode).toBe(0);
    expect(textOf(folder)).toBe(`${FILE}baseline: deploy\n`);
  });

  test('keeps texts that YAML would take for something else', async () => {
    const folder = copyExample(aFolder());
    const tags = { version: '1.0', flag: 'yes', day: '2027-03-31', empty: '', octal: '010', nothing: 'null' };
    expect((await vendJson(folder, { ...REQUEST, owner: '12', tags })).exitCode).toBe(0);
    expect(textOf(folder)).toContain("owner: '12'");
    expect(textOf(folder)).toContain("flag: 'yes'");
    const { out } = await rampart(['guardrails', '--organization', folder]);
    const { targets } = JSON.parse(out) as { targets: { id: string }[] };
    expect(targets.find(({ id }) => id === 'shop-staging')).toMatchObject({ owner: '12', tags });
  });
});

describe('bad input, of which nothing is written', () => {
  async function refuse(folder: string, ...args: readonly string[]): Promise<Refusal['problems']> {
    const before = accounts(folder);
    const { exitCode, out, err } = await vend(folder, ...args, '--json');
    expect([exitCode, err]).toEqual([2, '']);
    expect(mistakesIn('vend', out)).toBeNull();
    expect(accounts(folder)).toEqual(before);
    return (JSON.parse(out) as Refusal).problems;
  }

  test.each([
    [
      'taken, in another case',
      '--email',
      'AWS+Shop-Production@example.com',
      'duplicate-email',
      'is already used by account `shop-production`',
    ],
    ['malformed', '--email', 'shop at example.com', 'invalid-value', '--email cannot be'],
    ['too long', '--email', `${'a'.repeat(60)}@example.com`, 'too-long', '--email has 72 characters'],
    ['not there', '--unit', 'Workload/Development', 'unknown-unit', '--unit: unknown unit `Workload/Development`'],
    ['in quarantine', '--unit', 'Suspended', 'unit-in-quarantine', '--unit: accounts in `Suspended` are in quarantine'],
    ['of zero', '--budget', '0', 'invalid-value', '--budget cannot be `0`'],
    ['below zero', '--budget', '-5', 'invalid-value', '--budget cannot be `-5`'],
    ['no number', '--budget', 'NaN', 'wrong-type', '--budget is text: `NaN`'],
    ['without end', '--budget', '1e999', 'wrong-type', '--budget is'],
    ['blank', '--owner', ' ', 'invalid-value', '--owner cannot be'],
    ['of AWS', '--tag', 'aws:x=1', 'invalid-key', '--tag: `aws:x` cannot be a key of `tags`'],
  ])('%s: %s %s', async (_what, option, value, code, message) => {
    const problems = await refuse(copyExample(aFolder()), 'shop-staging', ...flags({ [option]: value }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, file: null, line: null });
    expect(problems[0]?.message).toContain(message);
  });

  test.each([
    ['Shop-Production', 'differs only by case from the account `shop-production`'],
    ['shop-production', 'there is an account `shop-production` already'],
    ['Sandbox', 'the name `Sandbox` is already used by the unit `Sandbox`'],
    ['management', 'is already used by the management account'],
    ['root', 'is already used by the root'],
    ['../shop', '--name cannot be `../shop`'],
    ['a.b', '--name cannot be `a.b`'],
    ['constructor', '--name cannot be `constructor`'],
    ['a'.repeat(51), '--name cannot be'],
  ])('the name %s', async (name, message) => {
    const problems = await refuse(copyExample(aFolder()), name, ...flags({ '--email': 'new@example.com' }));
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
    expect(problems[0]?.message.startsWith('--name')).toBe(true);
  });

  test.each(['a'.repeat(51), 'a'.repeat(65), '9lives'])(
    'the name %s, with the limit that holds for both uses',
    async (name) => {
      const problems = await refuse(copyExample(aFolder()), name, ...flags({ '--email': 'new@example.com' }));
      expect(problems).toMatchObject([{ allowed: 'a letter, then at most 49 letters, digits and hyphens' }]);
    },
  );

  test('an address by the pattern that is too long says which option gives another one', async () => {
    const folder = copyExample(aFolder(), ['aws+{name}@example.com', 'aws+{name}@a-long-subdomain.example.com']);
    const [problem] = await refuse(folder, 'a'.repeat(40), ...flags());
    expect(problem?.message).toContain('--email has');
  });

  test('a unit that no guardrail reaches, neither its own nor one above it', async () => {
    const folder = join(aFolder(), 'organization');
    mkdirSync(join(folder, 'accounts'), { recursive: true });
    writeFileSync(
      join(folder, 'landing-zone.yaml'),
      `formatVersion: 1
organization: { managementAccount: { name: management, id: '111111111111' } }
regions: { home: eu-central-1, governed: [eu-central-1] }
units: { Bare: {}, Guarded: {}, Below: { parent: Guarded } }
guardrails: { Guarded: { deny-leaving-organization: } }
vending: { email: 'aws+{name}@example.com' }
`,
    );
    const [problem, ...more] = await refuse(folder, 'shop', ...flags({ '--unit': 'Bare' }));
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      code: 'unit-not-covered',
      fix: expect.stringContaining('`guardrails`') as unknown,
    });
    const below = await vend(folder, 'shop', ...flags({ '--unit': 'Guarded/Below' }));
    expect(below.exitCode).toBe(0);
    expect(below.out).toContain('Nobody will work in it');
  });

  test('the quota of accounts says where it stands and how it is raised', async () => {
    const folder = copyExample(aFolder(), ['accounts: { value: 50,', 'accounts: { value: 9,']);
    const problems = await refuse(folder, 'shop-staging', ...flags());
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      code: 'quota-exceeded',
      file: join(folder, 'landing-zone.yaml'),
      fix: expect.stringContaining('request a higher quota from AWS') as unknown,
    });
  });

  test('everything that is wrong is told at once, with what is missing', async () => {
    const problems = await refuse(
      copyExample(aFolder(), ['accounts: { value: 50,', 'accounts: { value: 9,']),
      ...flags({ '--unit': 'Nowhere', '--budget': '0', '--owner': null }),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      '--name is missing',
      '--owner is missing',
      '--budget cannot be `0`',
      '--unit: unknown unit `Nowhere`',
      'the organization has too many accounts: `10`, including the management account and closed accounts',
    ]);
  });

  test('without a terminal, all that is missing is named with its option', async () => {
    const folder = copyExample(aFolder());
    const { exitCode, out, err } = await vend(folder);
    expect([exitCode, out]).toEqual([2, '']);
    for (const option of ['--name', '--unit', '--owner']) expect(err).toContain(`${option} is missing`);
    expect(err).not.toContain('--email is missing');
    expect(err).toContain('`Workloads/Production`');
  });

  test('without a budget, it is missing where the defaults of the unit have none', async () => {
    const without = flags().filter((_, index, all) => all[index] !== '--budget' && all[index - 1] !== '--budget');
    const folder = copyExample(
      aFolder(),
      ['    root:\n      usd: 100\n', '    root:\n'],
      ['    Sandbox:\n', '    Sandbox:\n      usd: 100\n'],
    );
    const problems = await refuse(folder, 'shop-staging', ...without);
    expect(problems.map(({ message }) => message)).toEqual(['--budget is missing']);
  });

  test('without a pattern, the address is missing too', async () => {
    const folder = copyExample(aFolder(), ['  email: aws+{name}@example.com\n', '']);
    const problems = await refuse(folder, 'shop-staging', ...flags());
    expect(problems.map(({ message }) => message)).toEqual(['--email is missing']);
  });

  test.each([
    [['a', '--name', 'b'], 'two names'],
    [['--tag', 'x'], '`x` is no tag'],
    [['--tag', 'x=1', '--tag', 'x=2'], 'the tag `x` is given twice'],
    [['a', '--request', '-'], '--request cannot be combined with `a`'],
    [['--suspend', 'a', '--budget', '1'], '--suspend cannot be combined with --budget'],
    [['--suspend', 'a', '--close', 'b'], '--suspend cannot be combined with --close'],
    [['--confirm', '1'], '--confirm is for --close'],
  ])('%j', async (args, message) => {
    const { exitCode, err } = await vend('/nowhere', ...args);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });

  test('of a configuration with mistakes, these are told', async () => {
    const folder = copyExample(aFolder(), ['home: eu-central-1', 'home: nowhere']);
    const { exitCode, err } = await vend(folder, 'shop-staging', ...flags());
    expect(exitCode).toBe(2);
    expect(err).toContain('landing-zone.yaml');
    expect(accounts(folder)).not.toContain('shop-staging.yaml');
  });
});

describe('a request as JSON with mistakes', () => {
  async function refuse(request: unknown): Promise<Refusal['problems']> {
    const folder = copyExample(aFolder());
    const before = accounts(folder);
    const { exitCode, out } = await vendJson(folder, request, '--json');
    expect(exitCode).toBe(2);
    expect(mistakesIn('vend', out)).toBeNull();
    expect(accounts(folder)).toEqual(before);
    return (JSON.parse(out) as Refusal).problems;
  }

  test('has each with its line, an unknown field with the one that was meant', async () => {
    const problems = await refuse(
      '{\n"name": 5,\n"emial": "x",\n"unit": ["a"],\n"owner": 7,\n"budget": "100",\n"tags": null\n}',
    );
    expect(Object.fromEntries(problems.map(({ line, code }) => [line, code]))).toEqual({
      2: 'wrong-type',
      3: 'unknown-field',
      4: 'wrong-type',
      5: 'wrong-type',
      6: 'wrong-type',
      7: 'wrong-type',
    });
    expect(problems.find(({ line }) => line === 3)?.fix).toBe('did you mean `email`?');
    expect(problems.find(({ line }) => line === 5)?.fix).toBe('put it in quotes: `"7"`');
  });

  test('points at the tag that is wrong, not at the tags', async () => {
    const [problem] = await refuse(
      '{"name":"a-b","unit":"Sandbox","owner":"o","budget":1,\n"tags":{"a":"b",\n"c":"d!"}}',
    );
    expect(problem).toMatchObject({ line: 3, message: '`c` cannot be `d!`' });
  });

  test.each([
    ['nothing', '', 'this cannot be read as JSON'],
    ['half of it', '{"name":', 'this cannot be read as JSON'],
    ['a list', '[]', 'the request is no object'],
    ['a key twice', '{"name":"a-b","name":"b-c","unit":"Sandbox","owner":"o","budget":1}', 'is written twice'],
    ['a prototype', '{"name":"a-b","unit":"Sandbox","owner":"o","budget":1,"tags":{"__proto__":"x"}}', '__proto__'],
  ])('%s', async (_what, text, message) => {
    expect((await refuse(text)).map((problem) => problem.message).join('\n')).toContain(message);
  });

  test('a file that is not there', async () => {
    const { exitCode, err } = await vend(copyExample(aFolder()), '--request', '/nowhere.json');
    expect(exitCode).toBe(2);
    expect(err).toContain('--request: `/nowhere.json` cannot be read');
  });
});
