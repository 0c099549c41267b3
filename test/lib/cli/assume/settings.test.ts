import { rampart } from '../an-io';
import { mistakesIn } from '../output-schema';
import { anOrganizationWithNumbers } from './a-sts';

const organization = anOrganizationWithNumbers();
const ROLE = 'arn:aws:iam::999988887777:role/reader';

async function refused(...args: readonly string[]): Promise<string> {
  const { exitCode, out, err } = await rampart(['assume', '--organization', organization, ...args]);
  expect([exitCode, out]).toEqual([2, '']);
  return err;
}

describe('rampart assume refuses, before it asks AWS,', () => {
  test.each([
    [[], 'it is not said what to act as'],
    [['shop'], '`shop` is nothing to act as'],
    [['shop-prodction/operator'], 'the configuration has no account `shop-prodction`'],
    [['shop-prodction/operator'], 'fix: did you mean `shop-production`?'],
    [['123456789012/operator'], 'the configuration has no account `123456789012`'],
    [['shop-production/operatr'], 'account `shop-production` has no role `operatr`'],
    [['shop-production/operatr'], 'fix: did you mean `operator`?'],
    [['management/break-glass'], 'account `management` has no role `break-glass`'],
    [['log-archive/developer'], 'account `log-archive` has no role `developer`'],
    [
      ['arn:aws:sts::999988887777:assumed-role/reader/alice'],
      'its role is `arn:aws:iam::999988887777:role/<path>reader`',
    ],
    [['shop-production/operator', '--via', 'audit/security'], 'cannot come after another session'],
    [[ROLE, '--duration', '1d'], '--duration takes how long the session lasts, not `1d`'],
    [[ROLE, '--duration', '899'], '15 minutes to 12 hours'],
    [[ROLE, '--duration', '13h'], '15 minutes to 12 hours'],
    [
      ['shop-production/break-glass', '--duration', '61m'],
      'a session of `shop-production/break-glass` cannot last 61 min',
    ],
    [['arn:aws:iam::300000000008:role/partner/observability', '--duration', '2h'], 'at most 1 h'],
    [[ROLE, '--duration', '2h', '--via', 'audit/security'], '--duration: 2 h is too long after --via'],
    [['shop-production/operator', '--duration', '2h'], 'whose sessions are Identity Center'],
    [['shop-production/operator', '--mfa'], 'Identity Center asks at the sign-in'],
    [[ROLE, '--session-name', 'a b'], '--session-name cannot be `a b`'],
    [[ROLE, '--source-identity', 'aws:me'], "AWS's own"],
    [[ROLE, '--external-id', 'a'], '--external-id is none of AWS'],
    [[ROLE, '--region', 'eu-central-9'], '--region cannot be `eu-central-9`'],
    [[ROLE, '--shell', 'tcsh'], '--shell cannot be `tcsh`'],
    [[ROLE, '--cache'], '--cache is only for --credential-process'],
    [[ROLE, '--credential-process', '--shell', 'fish'], '--credential-process and --shell do not go together'],
    [[ROLE, '--as', 'developers'], '--as is only for --list'],
    [[ROLE, '--mfa', 'arn:aws:iam::111111111111:u2f/user/alice/key'], 'which has no codes'],
    [['--mfa', 'shop-production/break-glass'], 'write what you want to act as before --mfa'],
    [[ROLE, '--print-profile', 'a b'], '--print-profile cannot be `a b`'],
    [['--list', 'shop-production/operator'], '--list takes no target'],
    [['--list', '--as', 'develpers'], 'fix: did you mean `developers`?'],
    [[ROLE, '--token', '123456'], "unknown option '--token'"],
  ])('%j: %s', async (args, expected) => {
    expect(await refused(...args)).toContain(expected);
  });

  test('all mistakes at once', async () => {
    const err = await refused('nowhere/x', '--duration', '1d', '--session-name', 'a b', '--region', 'x');
    for (const part of ['`nowhere`', '--duration', '--session-name', '--region']) expect(err).toContain(part);
  });

  test('as JSON, too', async () => {
    const args = ['assume', '--organization', organization, 'nowhere/x', '--json'];
    const { exitCode, out, err } = await rampart(args);
    expect([exitCode, err, mistakesIn('assume', out)]).toEqual([2, '', null]);
  });

  test('a permission set, without the address of the access portal', async () => {
    const without = anOrganizationWithNumbers(['    startUrl: https://d-1234567890.awsapps.com/start\n', '']);
    const { err } = await rampart(['assume', 'shop-production/operator', '--organization', without]);
    expect(err).toContain('write it as `identity.instance.startUrl`');
  });
});

describe('rampart assume --list --as', () => {
  interface Row {
    readonly target: string;
    readonly via: string | null;
    readonly seconds: number;
    readonly accountId: string;
    readonly groups: readonly string[];
  }

  async function listed(who: string): Promise<{ readonly groups: readonly string[]; readonly usable: readonly Row[] }> {
    const { exitCode, out } = await rampart([
      'assume',
      '--list',
      '--as',
      who,
      '--json',
      '--organization',
      organization,
    ]);
    expect([exitCode, mistakesIn('assume', out)]).toEqual([0, null]);
    return JSON.parse(out) as Awaited<ReturnType<typeof listed>>;
  }

  const targets = async (who: string): Promise<readonly string[]> =>
    (await listed(who)).usable.map(({ target }) => target);

  test('a group has its permission sets, with the length of their sessions', async () => {
    const { usable } = await listed('developers');
    expect(usable.map(({ target, seconds, accountId }) => [target, seconds, accountId])).toEqual([
      ['shop-development/developer', 28_800, '300000000007'],
      ['sandbox-one/developer', 28_800, '300000000005'],
    ]);
  });

  test('the people of an application have its permission set', async () => {
    expect(await targets('shop-developers')).toContain('shop-production/app-shop');
  });

  test('security has the auditor role of each member account, by its session in the audit account', async () => {
    const roles = (await listed('security')).usable.filter(({ via }) => via !== null);
    expect(roles).toHaveLength(8);
    expect(new Set(roles.map(({ via }) => via))).toEqual(new Set(['audit/security']));
    expect(roles.map(({ target }) => target)).toContain('log-archive/audit');
  });

  test('nobody has the role of the backup operator, since nobody has its permission set in the audit account', async () => {
    expect((await targets('on-call')).filter((target) => target.includes('platform/'))).toEqual([]);
    const changed = anOrganizationWithNumbers([
      '{ group: on-call, permissionSet: backup-operator, to: [Workloads] }',
      '{ group: on-call, permissionSet: backup-operator, to: [audit] }',
    ]);
    const args = ['assume', '--list', '--as', 'on-call', '--organization', changed];
    expect((await rampart(args)).out).toContain('shop-production/platform/backup-operator');
  });

  test('a session tells the groups behind it, and what any of them has', async () => {
    const session = 'arn:aws:sts::300000000008:assumed-role/AWSReservedSSO_operator_0123456789abcdef/bob';
    const { groups, usable } = await listed(session);
    expect(groups).toEqual(['on-call']);
    expect(usable.map(({ target }) => target)).toEqual(await targets('on-call'));
  });

  test('users below /break-glass/ of the management account have the role for emergencies, and no others have it', async () => {
    expect(await targets('arn:aws:iam::111111111111:user/break-glass/alice')).toHaveLength(8);
    for (const other of [
      'arn:aws:iam::111111111111:user/alice',
      'arn:aws:iam::111111111111:user/other/break-glass/alice',
      'arn:aws:iam::300000000008:user/break-glass/alice',
      'arn:aws:iam::111111111111:root',
      'arn:aws:iam::111111111111:role/break-glass/alice',
    ])
      expect(await targets(other)).toEqual([]);
  });

  test("a partner's role has its own, and other roles of the partner have not", async () => {
    expect(await targets('arn:aws:iam::999988887777:role/collector')).toEqual([
      'arn:aws:iam::300000000008:role/partner/observability',
    ]);
    expect(await targets('arn:aws:iam::999988887777:role/other')).toEqual([]);
  });
});
