import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessOutputSchema } from '../../../lib/cli/access/access-schema';
import { aFolder, copyExample, rampart, type Run } from './an-io';
import { mistakesIn } from './output-schema';

/** A copy of the example with an edited file of an application. */
function edited(
  application: string,
  [from, to]: readonly [string, string],
  ...edits: Parameters<typeof copyExample>[1][]
): string {
  const organization = copyExample(aFolder(), ...edits);
  const file = join(organization, 'applications', `${application}.yaml`);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`nothing to replace: ${from}`);
  writeFileSync(
    file,
    text.replace(from, () => to),
  );
  return organization;
}

async function answer(args: readonly string[]): Promise<ReturnType<typeof accessOutputSchema.parse>> {
  const { exitCode, out } = await rampart(['access', ...args, '--json']);
  expect(exitCode).toBe(0);
  expect(mistakesIn('access', out)).toBeNull();
  return accessOutputSchema.parse(JSON.parse(out));
}

/** `reader → application/store`, in the order of the answer. */
async function reached(args: readonly string[]): Promise<readonly string[]> {
  const { access } = await answer(args);
  return access.map(
    ({ store, who }) => `${who.kind === 'partner' ? who.role : who.application} → ${store.application}/${store.name}`,
  );
}

describe('rampart access', () => {
  let all: Run;

  beforeAll(async () => {
    all = await rampart(['access']);
  });

  test('shows who reaches what, by which line of which file', () => {
    const { exitCode, out, err } = all;
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^shop\/orders +read +application analytics of data-production\n *in shop-production +organization\/applications\/shop\.yaml:12$/m,
    );
    expect(out).toMatch(
      /^shop\/orders +write +application billing\n *in shop-production +organization\/applications\/shop\.yaml:14$/m,
    );
    expect(out).toMatch(
      /^billing\/invoices +read +people of data-analysts\n *in shop-production +as app-analytics of data-production\n +organization\/applications\/billing\.yaml:9$/m,
    );
  });

  test('shows which stores AWS Backup reaches with its role, and in which accounts the role is', async () => {
    for (const role of ['platform/backup', 'arn:aws:iam::222222222222:role/platform/backup']) {
      const { access, principals } = await answer(['--principal', role]);
      expect(access.map(({ store, who }) => [store.name, who.kind])).toEqual([['orders', 'backup']]);
      expect(principals.map(({ accounts }) => accounts)).toEqual([
        ['data-production', 'shop-development', 'shop-production'],
      ]);
    }
    expect(await reached(['--principal', 'platform/finisher'])).toEqual([]);
  });

  test('shows what may act as each application, and what is retired', () => {
    expect(all.out).toMatch(
      /^app\/analytics +Instances of EC2\n *in data-production +Pods of analytics\/loader in the EKS cluster data$/m,
    );
    expect(all.out).toMatch(/ Workflows of repo:example@1001\/shop@2001:environment:production$/m);
    expect(all.out).toMatch(/^newsletter +subscribers$/m);
    expect(all.out).not.toMatch(/^app\/newsletter/m);
  });

  test('says in one line what grants do not say', () => {
    expect(all.out).toMatch(/Not known here: policies that teams attach to roles, .* runs as an application\.$/m);
  });

  test('has tables that fit into 100 columns', () => {
    const lines = all.out.split('\n').filter((line) => !line.startsWith('Read from'));
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  test('writes JSON by its schema', async () => {
    const { access, roles, retired, question } = await answer([]);
    expect(question).toEqual({ application: null, store: null, principal: null, account: null });
    expect(access).toContainEqual({
      store: { application: 'shop', name: 'orders', account: 'shop-production', region: 'eu-central-1' },
      who: { kind: 'application', application: 'analytics', account: 'data-production' },
      mayRead: true,
      mayWrite: false,
      by: [{ file: expect.stringMatching(/applications\/shop\.yaml$/) as string, line: 12 }],
    });
    expect(roles.map(({ role }) => role)).toEqual(['app/analytics', 'app/billing', 'app/preview', 'app/shop']);
    expect(retired).toMatchObject([{ application: 'newsletter', stores: ['subscribers'], isWhole: true }]);
  });
});

describe('a question', () => {
  test('about an application shows its stores and what it reaches', async () => {
    expect(await reached(['--application', 'analytics'])).toEqual([
      'analytics → analytics/results',
      'analytics → analytics/results',
      'analytics → billing/invoices',
      'analytics → shop/orders',
    ]);
  });

  test('about a store takes its name with and without the application', async () => {
    const expected = [
      ...Array<string>(3).fill('shop → shop/orders'),
      'analytics → shop/orders',
      'billing → shop/orders',
    ];
    expect(await reached(['--store', 'shop/orders'])).toEqual(expected);
    expect(await reached(['--store', 'orders'])).toEqual(expected);
  });

  test('about a store shows the roles by which it is reached, and those only', async () => {
    const { roles } = await answer(['--store', 'invoices']);
    expect(roles.map(({ application }) => application)).toEqual(['billing']);
  });

  test('about an account shows who comes from there, too', async () => {
    expect(await reached(['--account', 'data-production', '--store', 'orders'])).toEqual(['analytics → shop/orders']);
  });

  test.each([
    ['an application', 'analytics', ['analytics → analytics/results', 'analytics → shop/orders']],
    ['a group', 'data-analysts', ['analytics → analytics/results', 'analytics → billing/invoices']],
    ['a permission set', 'app-shop', ['shop → shop/orders', 'shop → shop/images']],
    [
      'the role of an application',
      'arn:aws:iam::222222222222:role/app/billing',
      ['billing → billing/invoices', 'billing → shop/orders'],
    ],
    [
      'its session',
      'arn:aws:sts::222222222222:assumed-role/billing/i-0123',
      ['billing → billing/invoices', 'billing → shop/orders'],
    ],
    [
      'a role of Identity Center',
      'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_app-shop_0123456789abcdef',
      ['shop → shop/orders', 'shop → shop/images'],
    ],
    [
      'one in us-east-1',
      'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_app-shop_0123456789abcdef',
      ['shop → shop/orders', 'shop → shop/images'],
    ],
    [
      'a session of it',
      'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_app-shop_0123456789abcdef/ann',
      ['shop → shop/orders', 'shop → shop/images'],
    ],
    ['a role of the same name elsewhere', 'arn:aws:iam::222222222222:role/team/billing', []],
    [
      'an imitation of a role of Identity Center',
      'arn:aws:iam::222222222222:role/AWSReservedSSO_app-shop_0123456789abcdef',
      [],
    ],
    [
      'a role of a set with a longer name',
      'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_app-shop_admin_0123456789abcdef/ann',
      [],
    ],
    ['an administrator', 'arn:aws:iam::222222222222:role/admin', []],
    ['a role in the management account', 'arn:aws:iam::111111111111:role/app/billing', []],
    ['a user', 'arn:aws:iam::222222222222:user/app/billing', []],
    ['a role in China', 'arn:aws-cn:iam::222222222222:role/app/billing', []],
  ])('about %s shows what it reaches', async (_what, principal, expected) => {
    expect(await reached(['--principal', principal])).toEqual(expected);
  });

  test('about somebody who reaches nothing says so', async () => {
    const { exitCode, out } = await rampart(['access', '--principal', 'arn:aws:iam::222222222222:role/admin']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^arn:aws:iam::222222222222:role\/admin reaches no store of an application$/m);
    expect(out).toContain('Not known here: policies that teams attach to roles');
  });

  test.each([
    ['newsletter', 'The application newsletter is retired: it has neither a role nor people'],
    ['app-billing', 'The application billing has no people, so that there is no permission set app-billing'],
    ['111111111111', '111111111111 is the account management of this organization'],
    ['arn:aws:iam::222222222222:role/app/billing', 'No account of the configuration has the number 222222222222'],
    ['arn:aws:sts::222222222222:assumed-role/billing/x', 'The ARN of a session has no path'],
    ['arn:aws:iam::222222222222:user/ann', 'Grants reach roles only'],
  ])('says what it takes %s for', async (principal, says) => {
    const { out } = await rampart(['access', '--principal', principal]);
    expect(out).toContain(says);
  });

  test('about a role asks for its account, where the number is known', async () => {
    const organization = copyExample(aFolder());
    const file = join(organization, 'accounts', 'shop-production.yaml');
    writeFileSync(file, `id: '333333333333'\n${readFileSync(file, 'utf8')}`);
    const billing = (number: string) =>
      reached(['--organization', organization, '--principal', `arn:aws:iam::${number}:role/app/billing`]);
    expect(await billing('333333333333')).toEqual(['billing → billing/invoices', 'billing → shop/orders']);
    const analytics = ['--organization', organization, '--principal', 'arn:aws:iam::333333333333:role/app/analytics'];
    expect(await reached(analytics)).toEqual([]);
  });

  test('about a partner takes its number, its role and a session of it, and shows the end', async () => {
    const organization = edited(
      'shop',
      [
        '      - application: analytics',
        "      - application: analytics\n      - {partner: '999999999999', role: etl/reader, until: '2027-03-31T00:00:00Z'}",
      ],
      [
        '    perimeter-trusted-identities:\n',
        "    perimeter-trusted-identities:\n      partners: [{account: '999999999999', owner: o@example.com, reason: Loads}]\n",
      ],
    );
    const of = ['--organization', organization, '--principal'];
    for (const who of [
      '999999999999',
      'arn:aws:iam::999999999999:role/etl/reader',
      'arn:aws:sts::999999999999:assumed-role/reader/x',
    ])
      expect(await reached([...of, who])).toEqual(['etl/reader → shop/orders']);
    expect(await reached([...of, 'arn:aws:iam::999999999999:role/reader'])).toEqual([]);
    const { out } = await rampart(['access', ...of, '999999999999']);
    expect(out).toMatch(/ partner arn:aws:iam::999999999999:role\/etl\/reader\n.* until 2027-03-31T00:00:00Z$/m);
  });
});

describe('a name that nothing has', () => {
  test('is refused with those that are close, all at once', async () => {
    const given = [
      '--application',
      'shp',
      '--store',
      'shop/order',
      '--principal',
      'anlytics',
      '--account',
      'shop-prod',
    ];
    const { exitCode, out, err } = await rampart(['access', ...given]);
    expect([exitCode, out]).toEqual([2, '']);
    for (const says of [
      '--application: no application is `shp`',
      'did you mean `shop`?',
      '--store: no store is `shop/order`',
      'did you mean `shop/orders`?',
      '--principal: no application, group, permission set, partner or role of the platform is `anlytics`',
      'did you mean `analytics`?',
      '--account: no account is `shop-prod`',
    ])
      expect(err).toContain(says);
  });

  test('is a problem in JSON', async () => {
    const { exitCode, out } = await rampart(['access', '--store', 'order', '--json']);
    expect(exitCode).toBe(2);
    expect(mistakesIn('problems', out)).toBeNull();
  });
});

test('an organization without applications has nobody who reaches anything', async () => {
  const organization = copyExample(aFolder());
  for (const name of ['analytics', 'billing', 'newsletter', 'preview', 'shop'])
    rmSync(join(organization, 'applications', `${name}.yaml`));
  const { exitCode, out } = await rampart(['access', '--organization', organization]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^Nobody reaches a store of an application$/m);
});

test('a broken configuration fails with 2', async () => {
  const organization = edited('shop', ['owner:', 'ownr:']);
  const { exitCode, out, err } = await rampart(['access', '--organization', organization]);
  expect([exitCode, out]).toEqual([2, '']);
  expect(err).toContain('`ownr`');
});

describe('what a principal may, and where', () => {
  const may = async (principal: string, ...more: readonly string[]): Promise<readonly string[]> => {
    const { principals } = await answer(['--principal', principal, ...more]);
    return principals.map(({ name, accounts }) => `${name} in ${accounts.join(', ')}`);
  };
  const production = 'data-production, shop-development, shop-production';

  test.each([
    ['a tier', 'operator', [`operator in ${production}`]],
    ['a partner', 'observability', ['role/partner/observability in shop-production']],
    ["the number of a partner's account", '999988887777', ['role/partner/observability in shop-production']],
    [
      'a group, with all that its people have',
      'on-call',
      [`backup-operator in ${production}`, `operator in ${production}`],
    ],
    ['a group of the people of an application', 'data-analysts', ['app-analytics in data-production']],
    ['the role that deploys', 'cdk-rampart-deploy-role', ['role/cdk-rampart-deploy-role-* in management']],
    ['the root user', 'arn:aws:iam::111111111111:root', ['root user in management']],
    ['a user for emergencies', 'arn:aws:iam::111111111111:user/break-glass/ann', ['user/break-glass/* in management']],
    [
      'a session of a tier in the management account',
      'arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_deployer_0123456789abcdef/ann',
      ['deployer in management'],
    ],
    [
      'whoever is exempt',
      'arn:aws:iam::222222222222:role/network/expansion',
      [expect.stringMatching(/^arn:\*:iam::\*:role\/network\/expansion in audit, /)],
    ],
    ['a role that only looks like one', 'arn:aws:iam::222222222222:role/team/platform/break-glass', []],
    ['a tier of another path', 'arn:aws:iam::222222222222:role/AWSReservedSSO_operator_0123456789abcdef', []],
  ])('is told of %s', async (_what, principal, expected) => {
    expect(await may(principal)).toEqual(expected);
  });

  test('is told in one account', async () => {
    expect(await may('operator', '--account', 'shop-production')).toEqual(['operator in shop-production']);
    expect(await may('operator', '--account', 'network')).toEqual([]);
  });

  test('is told for people with its session and who has it', async () => {
    const { out } = await rampart(['access', '--principal', 'backup-operator']);
    expect(out).toMatch(/\n {2}backup-operator: Starts and restores backups, and deletes none\n/);
    expect(out).toMatch(/\n {6}session: 1 hour at most, and its use sets off an alarm\n/);
    expect(out).toMatch(/\n {2}arn:\*:iam::\*:role\/platform\/backup-operator: /);
  });

  test('is nothing if nobody was asked for', async () => {
    expect((await answer([])).principals).toEqual([]);
  });
});
