import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aFolder, copyExample, EXAMPLE, rampart } from './an-io';
import { mistakesIn } from './output-schema';

const VALID = '7 units, 8 accounts, 44 guardrails in 49 placements';

describe('check', () => {
  const mistaken = copyExample(
    aFolder(),
    ['home: eu-central-1', 'home: eu-central-9'],
    ['parent: Workloads', 'parent: Worklads'],
  );

  test('says in one line that the example is valid', async () => {
    const { exitCode, out, err } = await rampart(['check', '--organization', EXAMPLE]);
    expect([exitCode, out, err]).toEqual([0, `${EXAMPLE} is valid: ${VALID}`, '']);
  });

  test('says the same as JSON', async () => {
    const { exitCode, out } = await rampart(['check', '--json', '--organization', EXAMPLE]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toEqual({
      formatVersion: 1,
      problems: [],
      ...{ units: 7, accounts: 8, guardrails: 44, placements: 49 },
      unheardBudgets: [],
      exemptions: { at: '2026-12-01T00:00:00.000Z', ended: [], endingSoon: [], alignment: null },
    });
    expect(mistakesIn('check', out)).toBeNull();
  });

  test('warns of budgets that nobody hears of, and passes', async () => {
    const folder = copyExample(aFolder(), [
      '      addresses: [finance@example.com]\n    Sandbox',
      '      forecast: []\n    Sandbox',
    ]);
    const { exitCode, out } = await rampart(['check', '--organization', folder]);
    expect(exitCode).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'Nobody is told when `audit`, `data-production`, `log-archive`, `network`, `sandbox-one`, `shared-services` and `shop-development` spend more than planned: the budgets have no address.',
    );
    const json = await rampart(['check', '--json', '--organization', folder]);
    expect(json.out).not.toContain('"shop-production"');
    expect(json.out).toContain('"shop-development"');
  });

  test('reports every problem with its place, what is allowed and the likely fix', async () => {
    const { exitCode, out, err } = await rampart(['check', '--organization', mistaken]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/landing-zone\.yaml:\d+:\d+: .*eu-central-9/);
    expect(err).toMatch(
      /landing-zone\.yaml:\d+:\d+: unknown unit `Worklads`\n +allowed: .*\n +fix: did you mean `Workloads`\?/,
    );
    expect(err).toMatch(/\n\d+ problems$/);
  });

  test('writes problems as JSON to standard output', async () => {
    const { exitCode, out, err } = await rampart(['check', '--json', '--organization', mistaken]);
    expect([exitCode, err]).toEqual([2, '']);
    const { problems } = JSON.parse(out) as { problems: readonly Record<string, unknown>[] };
    expect(mistakesIn('check', out)).toBeNull();
    const problem = problems.find(({ code }) => code === 'unknown-unit');
    expect(Object.keys(problem ?? {})).toEqual(['code', 'file', 'line', 'column', 'message', 'allowed', 'fix']);
    expect(problem).toMatchObject({ file: join(mistaken, 'landing-zone.yaml'), fix: 'did you mean `Workloads`?' });
  });

  const codesOf = async (...edits: readonly (readonly [from: string, to: string])[]): Promise<readonly string[]> => {
    const { out } = await rampart(['check', '--json', '--organization', copyExample(aFolder(), ...edits)]);
    const { problems } = JSON.parse(out) as { problems: readonly { readonly code: string }[] };
    return [...new Set(problems.map(({ code }) => code))].sort();
  };

  const UNQUOTED = ["id: '111111111111'", 'id: 111111111111'] as const;
  const CAPITALS = ["allowed: ['t3.*'", "allowed: ['T3.*'"] as const;
  const NO_PATH = ['arn:*:iam::*:role/platform/break-glass', 'arn:*:iam::*:role/AWSReservedSSO_BreakGlass_*'] as const;
  const OF_PLATFORM = [
    'arn:*:iam::*:role/network/expansion',
    'arn:*:iam::*:role/OrganizationAccountAccessRole',
  ] as const;
  const SHORT = [
    'quotas:\n',
    "quotas:\n  serviceControlPolicyCharacters: { value: 1000, asOf: '2026-01-01' }\n",
  ] as const;

  test('finds all mistakes at once, in values, parameters, principals, exemptions and lengths', async () => {
    expect(await codesOf(UNQUOTED, CAPITALS, NO_PATH, OF_PLATFORM, SHORT)).toEqual([
      'document-too-long',
      'exemption-of-platform',
      'impossible-principal',
      'senseless-parameter',
      'statement-too-long',
      'wrong-type',
    ]);
  });

  test.each([
    ['an id', [UNQUOTED], ['wrong-type']],
    ['a parameter', [CAPITALS], ['senseless-parameter']],
    ['a principal without its path', [NO_PATH], ['impossible-principal']],
    [
      'a principal that matches all of Identity Center',
      [['role/network/expansion', 'role/aws*']],
      ['exempts-identity-center'],
    ],
    ['the name of the access role', [['OrganizationAccountAccessRole', 'AWSReservedSSO_x']], ['impossible-principal']],
    [
      'no Regions',
      [['regions:\n  home: eu-central-1\n  governed: [eu-central-1, eu-west-1, us-east-1]', '']],
      ['missing-field'],
    ],
    ['the home Region', [['home: eu-central-1', 'home: eu-central-9']], ['unknown-region']],
    [
      'a home Region that is not governed',
      [['governed: [eu-central-1, ', 'governed: [']],
      ['home-region-not-governed'],
    ],
    [
      'a list of governed Regions',
      [['governed: [eu-central-1, eu-west-1, us-east-1]', 'governed: all']],
      ['wrong-type'],
    ],
    ['the parent of a unit', [['parent: Workloads', 'parent: Worklads']], ['unknown-unit']],
    ['a unit without its sub-units', [['  Workloads: {}', '  Workload: {}']], ['unknown-target', 'unknown-unit']],
    ['the platform', [["breakGlass: ['", "breakGlass: ['x"]], ['invalid-value']],
    ['the principal of an exemption', [["principal: 'arn", "principal: 'an"]], ['invalid-value']],
    [
      'the guardrail of an exemption',
      [['guardrails: [deny-unapproved', 'guardrails: [deny-unaproved']],
      ['unknown-guardrail'],
    ],
    ['a guardrail', [['    quarantine:', '    quarantines:']], ['unknown-guardrail']],
    ['quotas', [["quotas:\n  accounts: { value: 50, asOf: '2026-11-30' }", 'quotas: none']], ['wrong-type']],
    ['a target', [['  Suspended:\n    quarantine', '  Suspend:\n    quarantine']], ['unknown-target']],
  ] as const)('finds one mistake for a mistake in %s, and none that follows from it', async (_name, edits, codes) => {
    expect(await codesOf(...edits)).toEqual(codes);
  });

  test('checks the rest if the file of an account has a mistake', async () => {
    const folder = copyExample(aFolder(), CAPITALS);
    const file = join(folder, 'accounts/log-archive.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('unit: Security', 'unit: Securty'));
    const { err } = await rampart(['check', '--organization', folder]);
    expect(err).toMatch(/log-archive\.yaml:\d+:\d+: unknown unit `Securty`/);
    expect(err).toContain('`T3.*`');
    expect(err).toMatch(/\n2 problems$/);
  });

  test('says where a principal that matches nobody is written, once', async () => {
    const folder = copyExample(aFolder(), NO_PATH);
    const { out } = await rampart(['check', '--json', '--organization', folder]);
    const { problems } = JSON.parse(out) as { problems: readonly Record<string, unknown>[] };
    expect(problems).toMatchObject([
      {
        code: 'impossible-principal',
        file: join(folder, 'landing-zone.yaml'),
        line: 18,
        fix: expect.stringContaining('role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_') as string,
      },
    ]);
  });

  test('fails for a folder that does not exist, without a stack trace', async () => {
    const { exitCode, err } = await rampart(['check', '--organization', '/nowhere/at/all']);
    expect(exitCode).toBe(2);
    expect(err).toContain('/nowhere/at/all');
    expect(err).not.toMatch(/^ +at /m);
  });
});

describe('check --base', () => {
  const folder = aFolder();
  const organization = copyExample(folder);
  const moved = copyExample(
    aFolder(),
    ['  Development:\n    parent: Workloads', '  Development:\n    parent: Sandbox'],
    // An application of the unit needs it there, too.
    [
      '  Sandbox:\n    require-permissions-boundary:',
      '  Sandbox:\n    protect-application-stores:\n    require-permissions-boundary:',
    ],
  );
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
      encoding: 'utf8',
    });

  beforeAll(() => {
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=first');
    git('tag', 'broken-later');
  });

  test.each([
    ['a folder that holds an organization', () => organization],
    ['its parent', () => folder],
  ])('fails for a unit that has moved since %s', async (_name, base) => {
    // The path of the unit changes as well, and that in what names it; only the move is reported.
    const edits = [
      ['accounts/shop-development.yaml', 'Workloads/Development', 'Sandbox/Development'],
      ['landing-zone.yaml', 'to: [Workloads/Development, Sandbox]', 'to: [Sandbox]'],
    ] as const;
    for (const [name, from, to] of edits) {
      const file = join(moved, name);
      writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    }
    const { exitCode, err } = await rampart(['check', '--organization', moved, '--base', base()]);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/landing-zone\.yaml:\d+:\d+: the unit `Development` moves from `Workloads` to `Sandbox`/);
    expect(err).toMatch(/\n1 problem$/);
  });

  test('reports moves together with other mistakes', async () => {
    const edits = [
      ['role/platform/break-glass', 'role/AWSReservedSSO_B_*'],
      ["id: '1", 'id: 1'],
      ["111'", '111'],
    ] as const;
    const both = copyExample(
      aFolder(),
      ['  Development:\n    parent: Workloads', '  Development:\n    parent: Sandbox'],
      ...edits,
    );
    const { out } = await rampart(['check', '--json', '--organization', both, '--base', organization]);
    for (const code of ['parent-changed', 'impossible-principal', 'wrong-type']) expect(out).toContain(`"${code}"`);
  });

  test('passes where no unit has moved since a revision', async () => {
    const { exitCode, err } = await rampart(['check', '--organization', organization, '--base', 'main']);
    expect([exitCode, err]).toEqual([0, '']);
  });

  test('fails for a unit that has moved since a revision, and leaves no folder behind', async () => {
    const isOurs = (name: string): boolean => name.startsWith('rampart-base-');
    const before = readdirSync(tmpdir()).filter(isOurs);
    const file = join(organization, 'landing-zone.yaml');
    const text = readFileSync(file, 'utf8');
    const moved = text
      .replace('  Suspended: {}', '  Suspended:\n    parent: Sandbox')
      .replace('  Suspended:\n    quarantine:', '  Sandbox/Suspended:\n    quarantine:');
    writeFileSync(file, moved);
    try {
      const { exitCode, err } = await rampart(['check', '--organization', organization, '--base', 'HEAD']);
      expect(exitCode).toBe(2);
      expect(err).toMatch(/the unit `Suspended` moves from the root to `Sandbox`/);
    } finally {
      writeFileSync(file, text);
    }
    expect(readdirSync(tmpdir()).filter(isOurs)).toEqual(before);
  });

  test('names the revision of a base that cannot be read', async () => {
    const file = join(organization, 'landing-zone.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, 'units: [');
    git('commit', '--quiet', '--all', '--message=broken');
    const broken = git('rev-parse', 'HEAD').trim();
    writeFileSync(file, text);
    const { exitCode, err } = await rampart(['check', '--organization', organization, '--base', broken]);
    expect(exitCode).toBe(2);
    expect(err).toContain(`${broken}:${organization}/landing-zone.yaml:1:`);
  });

  test.each([
    ['shop-production', 'account-email-changed', ['email: aws+', 'email: other+']],
    ['shop-production', 'account-stack-changed', ['budget:', 'stack: Second\nbudget:']],
  ] as const)('fails for an edit of the account %s that no deployment can make: %s', async (key, code, [from, to]) => {
    const edited = copyExample(aFolder());
    const file = join(edited, `accounts/${key}.yaml`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    const { exitCode, out } = await rampart(['check', '--organization', edited, '--base', organization, '--json']);
    expect(exitCode).toBe(2);
    const { problems } = JSON.parse(out) as { readonly problems: readonly object[] };
    expect(problems).toEqual([expect.objectContaining({ code, file, line: expect.any(Number) as number })]);
  });

  test('fails for an account whose file gets another name since a revision', async () => {
    const file = join(organization, 'accounts/shop-production.yaml');
    const renamed = join(organization, 'accounts/shop.yaml');
    renameSync(file, renamed);
    try {
      const { exitCode, err } = await rampart(['check', '--organization', organization, '--base', 'broken-later']);
      expect(exitCode).toBe(2);
      expect(err).toMatch(/shop\.yaml:\d+:\d+: the account `shop-production` gets the key `shop`/);
    } finally {
      renameSync(renamed, file);
    }
  });

  test('accepts a base with mistakes elsewhere', async () => {
    const base = copyExample(aFolder(), ['deny-root-user:', 'deny-rot-user:']);
    expect((await rampart(['check', '--organization', organization, '--base', base])).exitCode).toBe(0);
  });

  test.each([
    [
      'a revision that Git does not know',
      'nowhere',
      'neither a folder with a landing-zone.yaml nor a known Git revision',
    ],
    ['an option of Git', '--output=x', 'neither a folder'],
    ['the organization itself', organization, 'is the organization itself'],
    ['nothing', '', 'is the organization itself'],
  ])('fails for %s', async (_name, base, message) => {
    const { exitCode, err } = await rampart(['check', '--organization', organization, `--base=${base}`]);
    expect(exitCode).toBe(2);
    expect(err).toContain(`error: --base: \`${base}\``);
    expect(err).toContain(message);
  });

  test('fails if there is neither a folder nor a repository', async () => {
    const loose = copyExample(aFolder());
    const { exitCode, err } = await rampart(['check', '--organization', loose, '--base', 'main']);
    expect(exitCode).toBe(2);
    expect(err).toContain('is not in a Git repository');
  });

  test('fails for a revision without the organization', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const other = copyExample(elsewhere);
    const { exitCode, err } = await rampart(['check', '--organization', other, '--base', 'main']);
    rmSync(elsewhere, { recursive: true });
    expect(exitCode).toBe(2);
    expect(err).toContain('has no `');
  });
});

describe('check --at', () => {
  const at = (date: string, ...args: readonly string[]) =>
    rampart(['check', '--organization', EXAMPLE, '--at', date, ...args]);

  test.each(['2027-03-16', '2026-01-01T00:00:00Z'])('passes at %s, when nothing ends within 14 days', async (date) => {
    const { exitCode, out } = await at(date);
    expect(exitCode).toBe(0);
    expect(out).toContain(`No exemption, partner or revocation has ended at ${date} or ends within 14 days`);
  });

  test.each(['2027-03-17', '2027-03-30T23:59:59Z'])('passes at %s, and lists what ends soon', async (date) => {
    const { exitCode, out } = await at(date);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /landing-zone\.yaml:\d+:\d+: ends soon: `arn:\*:iam::\*:role\/network\/expansion` is exempt from `deny-unapproved-regions` until 2027-03-31T00:00:00Z \(network@example.com\)/,
    );
  });

  test.each(['2027-03-31', '2027-03-31T00:00:00Z', '2030-01-01'])('fails at %s, when one has ended', async (date) => {
    const { exitCode, out } = await at(date);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/: ended: `arn:/);
  });

  test('offers the removal of a revocation that has ended, and lists a partner whose role ends', async () => {
    const { out } = await at('2027-06-29');
    expect(out).toMatch(
      /: ended: `906a1b2c3d-[-0-9]+` is revoked until 2027-03-31T00:00:00Z \(security@example\.com\)\n[^]*: ends soon: the partner `observability` has a role until 2027-06-30T00:00:00Z \(platform@example\.com\)\n/,
    );
    expect(out).toContain('`npx rampart revoke --remove-ended` removes the revocations that have ended.');
  });

  test('lists ended exemptions as JSON', async () => {
    const { exitCode, out } = await at('2027-04-01', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      problems: [],
      exemptions: {
        endingSoon: [],
        ended: [
          {
            kind: 'exemption',
            subject: 'arn:*:iam::*:role/network/expansion',
            expires: '2027-03-31T00:00:00Z',
            column: 5,
          },
          { kind: 'revocation', subject: '906a1b2c3d-11111111-2222-3333-4444-555555555555', guardrails: [] },
        ],
      },
    });
  });

  test('includes exemptions in the parameters of guardrails', async () => {
    const users = `    deny-access-keys:
      users:
        - path: /ses-smtp/
          owner: mail@example.com
          reason: SMTP takes nothing else
          expires: '2026-12-31T00:00:00Z'`;
    const organization = copyExample(aFolder(), ['    deny-access-keys:', users]);
    const { exitCode, out } = await rampart(['check', '--organization', organization, '--at', '2027-01-01']);
    expect(exitCode).toBe(1);
    expect(out).toMatch(
      /ended: `users\.0 of deny-access-keys on root` .* until 2026-12-31T00:00:00Z \(mail@example\.com\)/,
    );
  });

  test.each(['tomorrow', '2027-02-30', '2027-03-31T00:00:00+02:00', ''])('fails for the date `%s`', async (date) => {
    const { exitCode, err } = await rampart(['check', '--organization', EXAMPLE, `--at=${date}`]);
    expect(exitCode).toBe(2);
    expect(err).toContain(`--at takes a day or an instant in UTC`);
    expect(err).toContain(`\`${date}\``);
  });
});

describe('check, without a date', () => {
  const later = { now: () => new Date('2027-06-01T00:00:00Z') };

  test('tells which exemptions have ended by now, and passes', async () => {
    const { exitCode, out } = await rampart(['check', '--organization', EXAMPLE], later);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/ is valid: .*\n+.*landing-zone\.yaml:\d+:5: ended: `arn:\*:iam::\*:role\/network\/expansion`/);
  });

  /** Exemptions of as many roles, each with its own end. */
  const exemptionsUntil = (days: readonly string[]): string =>
    days
      .map(
        (day, index) => `exemptions:
  - principal: 'arn:*:iam::*:role/survey/${index}'
    guardrails: [deny-unapproved-regions, deny-iam-users]
    owner: network@example.com
    reason: A survey
    expires: '${day}T00:00:00Z'`,
      )
      .join('\n')
      .replaceAll(/\nexemptions:/g, '');

  test('says what many ends cost, and that one end for all would save it', async () => {
    const many = copyExample(aFolder(), ['exemptions:', exemptionsUntil(['2027-01-01', '2027-02-01', '2027-03-01'])]);
    const { exitCode, out } = await rampart(['check', '--organization', many]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /expire at 4 different times.*Align these dates: if all expired at 2027-01-01T00:00:00Z, the policies would lose \d+ statements and [\d,]+ characters\./,
    );
    const json = await rampart(['check', '--json', '--organization', many]);
    expect(mistakesIn('check', json.out)).toBeNull();
    expect(JSON.parse(json.out)).toMatchObject({ exemptions: { alignment: { ends: 4 } } });
  });

  test('says nothing of two ends', async () => {
    const two = copyExample(aFolder(), ['exemptions:', exemptionsUntil(['2027-01-01'])]);
    const { out } = await rampart(['check', '--organization', two]);
    expect(out).not.toContain('Align');
  });
});

describe('check', () => {
  test('writes nothing', async () => {
    const folder = aFolder();
    const organization = copyExample(folder);
    const before = readdirSync(folder, { recursive: true });
    await rampart(['check', '--organization', organization, '--at', '2027-01-01']);
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
    expect(existsSync(join(folder, 'cdk.out'))).toBe(false);
  });
});
