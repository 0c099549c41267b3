import type { z } from 'zod';
import { accessReviewSchema } from '../../../lib/cli/report/access-review-schema';
import { aFolder, copyExample, EXAMPLE, rampart } from './an-io';
import { mistakesIn } from './output-schema';

type Review = z.output<typeof accessReviewSchema>;
type Principal = Review['principals'][number];

const AT = ['--at', '2026-12-01'];

async function review(organization: string = EXAMPLE, at: readonly string[] = AT): Promise<Review> {
  const { exitCode, out } = await rampart(['report', '--access', '--json', ...at, '--organization', organization]);
  expect(exitCode).toBe(0);
  expect(mistakesIn('access-review', out)).toBeNull();
  return accessReviewSchema.parse(JSON.parse(out));
}

function find({ principals }: Review, name: string): Principal {
  const found = principals.filter((one) => one.name === name);
  expect(found).toHaveLength(1);
  return found[0] as Principal;
}

describe('rampart report --access', () => {
  let example: Review;

  beforeAll(async () => {
    example = await review();
  });

  test('lists everybody from all-powerful down', () => {
    const order = example.powers.map(({ id }) => id);
    const ranks = example.principals.map(({ power }) => order.indexOf(power));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(order.length);
    expect(example.principals[0]).toMatchObject({ kind: 'root-user', accounts: ['management'] });
  });

  test('has each kind of principal', () => {
    const kinds = new Set(example.principals.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'application-people',
      'application-role',
      'break-glass-users',
      'cdk-role',
      'exemption',
      'partner',
      'platform-role',
      'root-user',
      'tier',
    ]);
  });

  test('has each tier with its groups, accounts and session', () => {
    expect(example.principals.filter(({ kind }) => kind === 'tier')).toHaveLength(9);
    expect(find(example, 'backup-operator')).toMatchObject({
      power: 'restores',
      holders: [{ group: 'on-call', accounts: ['data-production', 'shop-development', 'shop-production'] }],
      hours: 1,
      isAlarmed: true,
      escapes: [],
    });
  });

  test('has what each role of the platform escapes, of what is placed', () => {
    const [all] = find(example, 'arn:*:iam::*:role/platform/break-glass').escapes;
    expect(all?.guardrails).toContain('deny-unapproved-regions');
    expect(all?.guardrails).not.toContain('deny-leaving-organization');
    expect(find(example, 'arn:*:iam::*:role/platform/event-forwarder').escapes).toEqual([
      { guardrails: ['deny-unapproved-regions', 'quarantine'], until: null },
    ]);
    expect(find(example, 'arn:*:iam::*:role/platform/audit').escapes).toEqual([]);
  });

  test('has each exemption with its guardrails, its end, its owner and its line', () => {
    expect(find(example, 'arn:*:iam::*:role/network/expansion')).toMatchObject({
      escapes: [{ guardrails: ['deny-unapproved-regions'], until: '2027-03-31T00:00:00Z' }],
      owner: 'network@example.com',
      until: '2027-03-31T00:00:00Z',
      by: { file: expect.stringMatching(/landing-zone\.yaml$/) as string },
    });
  });

  test('has each partner as powerful as its permission set', async () => {
    expect(find(example, 'role/partner/observability')).toMatchObject({
      power: 'reads',
      accounts: ['shop-production'],
      until: '2027-06-30T00:00:00Z',
      owner: 'platform@example.com',
    });
    const organization = copyExample(aFolder(), ['    permissionSet: read-only\n', '    permissionSet: operator\n']);
    expect(find(await review(organization), 'role/partner/observability').power).toBe('changes');
  });

  test('says who reaches the logs and the keys', () => {
    expect(example.evidence.map(({ account }) => account)).toContain('log-archive');
    expect(example.evidence.find(({ what }) => what === 'The key of the application shop')?.who).toContain(
      '`analytics` of `data-production`, through S3',
    );
    expect(example.evidence.find(({ what }) => what === 'The key of the application newsletter')?.who).toEqual([
      'nobody: its stores are closed',
    ]);
  });

  test('has checks by hand, each with commands and what to do', () => {
    expect(example.checks.map(({ id }) => id)).toEqual([
      'break-glass-users',
      'root-access',
      'root-credentials',
      'people',
    ]);
    for (const { commands, repair, sources } of example.checks)
      expect([commands.length, repair.length, sources.length].every((count) => count > 0)).toBe(true);
    const root = example.checks.find(({ id }) => id === 'root-credentials');
    expect(root?.accounts).toHaveLength(8);
    expect(root?.commands.join('\n')).toContain('root-task/IAMAuditRootUserCredentials');
    expect(root?.repair.join('\n')).toContain('root-task/IAMDeleteRootUserCredentials');
  });

  test('needs no users for emergencies without a role for them', async () => {
    const organization = copyExample(aFolder(), [
      "  breakGlass: ['arn:*:iam::*:role/platform/break-glass']\n",
      '  breakGlass: []\n',
    ]);
    const { checks, principals } = await review(organization);
    expect(checks.map(({ id }) => id)).not.toContain('break-glass-users');
    expect(principals.map(({ kind }) => kind)).not.toContain('break-glass-users');
  });

  test('lists who administers Identity Center, among the most powerful', async () => {
    const organization = copyExample(aFolder(), [
      '  groups:\n    everybody',
      '  delegatedAdministrator: audit\n  groups:\n    everybody',
    ]);
    const { principals } = await review(organization);
    expect(principals.find(({ kind }) => kind === 'delegated-administrator')).toMatchObject({
      power: 'organization',
      accounts: ['audit'],
    });
    expect(example.principals.map(({ kind }) => kind)).not.toContain('delegated-administrator');
  });
});

describe('what ends', () => {
  test('is listed thirty days before, and once it has ended', async () => {
    expect((await review()).ends).toEqual([]);
    const soon = (await review(EXAMPLE, ['--at', '2027-03-01'])).ends;
    expect(soon.map(({ kind, until, hasEnded }) => [kind, until, hasEnded])).toEqual([
      ['exemption', '2027-03-31T00:00:00Z', false],
      ['revocation', '2027-03-31T00:00:00Z', false],
    ]);
    const later = (await review(EXAMPLE, ['--at', '2027-06-30T00:00:00Z'])).ends;
    expect(later.map(({ kind, hasEnded }) => [kind, hasEnded])).toEqual([
      ['exemption', true],
      ['revocation', true],
      ['partner', true],
    ]);
  });

  test('is not listed a day too early', async () => {
    expect((await review(EXAMPLE, ['--at', '2027-02-28'])).ends).toEqual([]);
  });
});

describe('the report for people', () => {
  test('says the order in its lead, and ends with a line to sign', async () => {
    const { exitCode, out, err } = await rampart(['report', '--access', ...AT, '--organization', EXAMPLE]);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toMatch(/^Access: \d+ principals, from all-powerful down\nFrom who may most to who may least\./);
    expect(out).toMatch(/\n {6}escapes: `deny-unapproved-regions`, until 2027-03-31T00:00:00Z\n/);
    expect(out).toMatch(/\n {2}security: .*\n {6}where: every member account \(8\) and `management`\n/);
    expect(out).toMatch(/escapes: none; in `management` all: no policy/);
    expect(out).toMatch(/\n {2}Reviewed on _+ by _+, at the revision _+\./);
  });

  test('is a page in Markdown with commands in blocks', async () => {
    const { exitCode, out } = await rampart(['report', '--access', '--markdown', ...AT, '--organization', EXAMPLE]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^# Access: /);
    expect(out).toMatch(/\n- `administrator`: /);
    expect(out).toMatch(/\n```sh\naws iam list-users --path-prefix \/break-glass\/ /);
  });
});

describe('a mistake', () => {
  test.each([
    [['report'], 'fix: `npx rampart report --access`'],
    [['report', '--access', '--markdown', '--json'], '--markdown and --json cannot be combined'],
    [['report', '--access', '--at', '2027-02-30'], '--at takes a day or an instant in UTC'],
  ])('in the options is told: %j', async (args, message) => {
    const { exitCode, out, err } = await rampart(args);
    expect(exitCode).toBe(2);
    expect(`${out}${err}`).toContain(message);
  });

  test('in the configuration is told', async () => {
    const organization = copyExample(aFolder(), ['Sandbox: {}', 'Sandbox: []']);
    const { exitCode, err } = await rampart(['report', '--access', '--organization', organization]);
    expect(exitCode).toBe(2);
    expect(err).toContain('landing-zone.yaml:');
  });
});
