import { describeFiles, landingZone, lines, requireOrganization } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';
const CLOSED_LIST =
  '`formatVersion`, `organization`, `regions`, `platform`, `units`, `guardrails`, `exemptions`, `quotas`, `logArchive`, `audit`, `baseline`, `compliance`, `identity`, `partners`, `revocations`, `vending`, `budgets`, `backups`';
const INSTANT = '    allowed: a time in UTC to the second, such as `2027-03-31T00:00:00Z`';

type Edit = readonly [from: string, to: string];

function describeEdited(...edits: readonly Edit[]): string {
  return describeFiles(landingZone(...edits));
}

/** A further line of the exemption; it is line 25. */
function exemption(line: string): Edit {
  return ['    reason: publishes\n', `    reason: publishes\n    ${line}\n`];
}

/** A section before the units; it starts in line 9. */
function section(...text: readonly string[]): Edit {
  return ['units:', `${text.join('\n')}\nunits:`];
}

const DESCRIBE = 'the id that `aws organizations describe-organization` prints';
const LIST_ROOTS = 'the id that `aws organizations list-roots` prints';

describe('landing-zone.yaml', () => {
  test('fails on an unknown format version', () => {
    expect(describeEdited(['formatVersion: 1', 'formatVersion: 2'])).toBe(
      lines(`${FILE}:1:16: unknown format version \`2\``, '    allowed: `1`'),
    );
  });

  test('fails on sections that are unknown or missing', () => {
    expect(describeEdited(['formatVersion: 1', 'invoices: {}'])).toBe(
      lines(
        `${FILE}:1:1: missing field \`formatVersion\``,
        '    allowed: `1`',
        `${FILE}:1:1: unknown field \`invoices\``,
        `    allowed: ${CLOSED_LIST}`,
      ),
    );
  });

  test('fails on a missing field of a section, at the section', () => {
    expect(describeEdited(["    id: '111111111111'\n", ''])).toBe(
      lines(`${FILE}:3:3: missing field \`id\``, '    allowed: 12 digits, in quotes'),
    );
  });

  test('fails on a unit without a value', () => {
    expect(describeEdited(['  Sandbox: {}', '  Sandbox:'])).toBe(
      lines(
        `${FILE}:13:3: \`Sandbox\` has no value`,
        '    allowed: the fields `name`, `parent`, `id`',
        '    fix: write `{}` for the defaults',
      ),
    );
  });

  test('fails on a list without a value', () => {
    expect(describeEdited(section('platform:', '  breakGlass:'))).toBe(
      lines(
        `${FILE}:10:3: \`breakGlass\` has no value`,
        '    allowed: a list of role ARNs',
        '    fix: write `[]` for an empty list, or remove the field',
      ),
    );
  });

  test('fails on the id of the management account without quotes', () => {
    expect(describeEdited(["'111111111111'", '111111111111'])).toBe(
      lines(
        `${FILE}:4:9: \`id\` is a number: \`111111111111\``,
        '    allowed: 12 digits, in quotes',
        "    fix: put it in quotes: `'111111111111'`",
      ),
    );
  });

  test.each([
    ['id: x-1', 'id', 'x-1', "the organization's id, such as `o-exampleorg1`", DESCRIBE],
    ['id: O-EXAMPLEORG1', 'id', 'O-EXAMPLEORG1', "the organization's id, such as `o-exampleorg1`", '`o-exampleorg1`'],
    ['rootId: ou-ab12', 'rootId', 'ou-ab12', "the root's id, such as `r-ab12`", LIST_ROOTS],
  ])('fails on an id that AWS does not give: %s', (line, field, given, allowed, fix) => {
    expect(describeEdited(['organization:\n', `organization:\n  ${line}\n`])).toBe(
      lines(
        `${FILE}:3:${field.length + 5}: \`${field}\` cannot be \`${given}\``,
        `    allowed: ${allowed}`,
        `    fix: write ${fix}`,
      ),
    );
  });

  test('fails on a boolean of YAML 1.1', () => {
    expect(describeEdited(['organization:\n', 'organization:\n  adopted: No\n'])).toBe(
      lines(`${FILE}:3:12: \`adopted\` is text: \`No\``, '    allowed: `true` or `false`', '    fix: write `false`'),
    );
  });

  test.each(['constructor', 'maybe'])('fails on %s, which is not a boolean in any version of YAML', (given) => {
    expect(describeEdited(['organization:\n', `organization:\n  adopted: ${given}\n`])).toBe(
      lines(`${FILE}:3:12: \`adopted\` is text: \`${given}\``, '    allowed: `true` or `false`'),
    );
  });
});

describe('regions', () => {
  test('fails on a Region that does not exist', () => {
    expect(describeEdited(['[eu-central-1, us-east-1]', '[eu-central-1, us-esat-1]']).split('\n')).toEqual([
      `${FILE}:8:28: unknown Region \`us-esat-1\``,
      expect.stringMatching(/^ {4}allowed: `af-south-1`, .* and 23 more$/) as string,
      '    fix: did you mean `us-east-1`?',
    ]);
  });

  test.each(['us-gov-west-1', 'cn-north-1', 'EU-CENTRAL-1'])('fails on %s', (region) => {
    expect(describeEdited(['home: eu-central-1', `home: ${region}`])).toContain(
      `${FILE}:7:9: unknown Region \`${region}\``,
    );
  });

  test('fails on a Region where a list belongs', () => {
    expect(describeEdited(['[eu-central-1, us-east-1]', 'eu-central-1'])).toBe(
      lines(
        `${FILE}:8:13: \`governed\` is text: \`eu-central-1\``,
        '    allowed: a list of Regions',
        '    fix: write a list: `[eu-central-1]`',
      ),
    );
  });

  test('fails on an empty list', () => {
    expect(describeEdited(['[eu-central-1, us-east-1]', '[]'])).toContain(
      lines(`${FILE}:8:13: \`governed\` cannot be \`[]\``, '    allowed: at least the home Region'),
    );
  });
});

describe('platform', () => {
  test('has defaults', () => {
    expect(requireOrganization(landingZone()).platform).toEqual({
      organizationAccessRoleName: 'OrganizationAccountAccessRole',
      principals: {
        organizationAccess: ['arn:*:iam::*:role/OrganizationAccountAccessRole'],
        stackSetsExecution: ['arn:*:iam::*:role/stacksets-exec-*'],
        deployment: [],
        breakGlass: ['arn:*:iam::*:role/platform/break-glass'],
        forwarder: [],
        finisher: [],
        finisherStart: [],
        backup: [],
      },
      exemptFrom: {
        organizationAccess: 'all',
        stackSetsExecution: 'all',
        deployment: 'all',
        breakGlass: 'all',
        forwarder: ['deny-unapproved-regions', 'quarantine'],
        finisher: ['deny-account-changes', 'protect-baseline'],
        finisherStart: ['protect-baseline'],
        backup: [
          'deny-external-sharing',
          'protect-application-stores',
          'protect-backups',
          'require-imdsv2',
          'require-tags',
        ],
      },
    });
  });

  test('says other names', () => {
    const text = section(
      'platform:',
      '  organizationAccessRoleName: Rescue',
      "  deployment: ['arn:aws:iam::222222222222:role/ci']",
      '  breakGlass: []',
    );
    const { organizationAccessRoleName, principals } = requireOrganization(landingZone(text)).platform;
    expect(organizationAccessRoleName).toBe('Rescue');
    expect(principals).toEqual({
      organizationAccess: ['arn:*:iam::*:role/Rescue'],
      stackSetsExecution: ['arn:*:iam::*:role/stacksets-exec-*'],
      deployment: ['arn:aws:iam::222222222222:role/ci'],
      breakGlass: [],
      forwarder: [],
      finisher: [],
      finisherStart: [],
      backup: [],
    });
  });

  test('fails on a role name that IAM refuses', () => {
    expect(describeEdited(section('platform:', '  organizationAccessRoleName: a/b'))).toBe(
      lines(
        `${FILE}:10:31: \`organizationAccessRoleName\` cannot be \`a/b\``,
        '    allowed: 1 to 64 letters, digits and `+=,.@_-`',
      ),
    );
  });

  test.each(["'*'", 'arn:*:iam::*:user/ci', 'arn:*:iam::*:role/*', 'arn:*:sts::*:assumed-role/ci/x'])(
    'fails on %s, which names no role',
    (pattern) => {
      expect(describeEdited(section('platform:', '  deployment:', `    - ${pattern}`))).toBe(
        lines(
          `${FILE}:11:7: item 1 of \`deployment\` cannot be \`${pattern}\``,
          "    allowed: a role's ARN, such as `arn:*:iam::*:role/platform/deployment`, that names more than `*`",
        ),
      );
    },
  );
});

describe('units', () => {
  test.each([
    ['9lives', '`9lives` cannot be a key of `units`', ''],
    ['a_b', '`a_b` cannot be a key of `units`', ''],
    ['Workloads/Test', '`Workloads/Test` contains a `/`', '\n    fix: write `Test`, with `parent: Workloads` below it'],
  ])('fails on the key %s', (key, message, fix) => {
    expect(describeEdited(['Sandbox: {}', `${key}: {}`])).toBe(
      `${FILE}:13:3: ${message}\n    allowed: a letter, then at most 63 letters, digits and hyphens${fix}`,
    );
  });

  test('fails on an invalid key and on mistakes below it', () => {
    expect(describeEdited(['Sandbox: {}', 'Sand/box: { nam: x }'])).toBe(
      lines(
        `${FILE}:13:3: \`Sand/box\` contains a \`/\``,
        '    allowed: a letter, then at most 63 letters, digits and hyphens',
        '    fix: write `box`, with `parent: Sand` below it',
        `${FILE}:13:15: unknown field \`nam\``,
        '    allowed: `name`, `parent`, `id`',
        '    fix: did you mean `name`?',
      ),
    );
  });

  test('fails on a name that holds a slash or is too long', () => {
    const long = 'n'.repeat(129);
    expect(describeEdited(['Sandbox: {}', `Sandbox: { name: a/b }\n  Other: { name: ${long} }`])).toBe(
      lines(
        `${FILE}:13:20: \`a/b\` contains a \`/\``,
        '    allowed: 1 to 128 characters without `/`',
        '    fix: write `a-b`',
        `${FILE}:14:18: \`name\` has 129 characters: \`${'n'.repeat(60)}…\``,
        '    allowed: at most 128 characters',
      ),
    );
  });

  test('fails on an id that is none of a unit', () => {
    expect(describeEdited(['Sandbox: {}', 'Sandbox: { id: r-ab12 }'])).toBe(
      lines(
        `${FILE}:13:18: \`id\` cannot be \`r-ab12\``,
        "    allowed: a unit's id, such as `ou-ab12-cdefgh34`",
        '    fix: write the id that `aws organizations list-organizational-units-for-parent` prints',
      ),
    );
  });
});

describe('exemptions', () => {
  test('give exemptions, located in the file', () => {
    const [first, second] = requireOrganization(
      landingZone([
        '    reason: publishes\n',
        `    reason: publishes
  - principal: arn:aws:iam::222222222222:user/audit/*
    guardrails: [limit-types, deny-leaving]
    owner: audit@example.com
    reason: inspects
    expires: 2028-02-29T23:59:59Z
`,
      ]),
    ).exemptions;
    expect(first).toMatchObject({ principal: 'arn:*:iam::*:role/ci', guardrails: ['deny-leaving'], expires: null });
    expect(second).toMatchObject({
      principal: 'arn:aws:iam::222222222222:user/audit/*',
      guardrails: ['limit-types', 'deny-leaving'],
      owner: 'audit@example.com',
      reason: 'inspects',
      expires: '2028-02-29T23:59:59Z',
      at: { line: 25, column: 5 },
    });
    expect(second?.locate(['guardrails', 1])).toMatchObject({ line: 26, column: 31 });
  });

  test('fail without owner and reason', () => {
    expect(describeEdited(['    owner: ci@example.com\n    reason: publishes\n', ''])).toBe(
      lines(
        `${FILE}:21:5: missing field \`owner\``,
        '    allowed: who is responsible for the exemption',
        `${FILE}:21:5: missing field \`reason\``,
        '    allowed: why the principal is exempt',
      ),
    );
  });

  test('fail with a blank reason', () => {
    expect(describeEdited(['publishes', "' '"])).toBe(
      lines(`${FILE}:24:13: \`reason\` cannot be \`' '\``, '    allowed: why the principal is exempt'),
    );
  });

  test.each([
    ['soon', ''],
    ['2027-03-31', "write `'2027-03-31T00:00:00Z'`"],
    ['2027-03-31T00:00Z', "write `'2027-03-31T00:00:00Z'`"],
    ['2027-03-31T00:00:00', "write `'2027-03-31T00:00:00Z'`"],
    ['2027-03-31T00:00:00+02:00', "write `'2027-03-30T22:00:00Z'`"],
    ['2027-03-31T00:00:00.000Z', "write `'2027-03-31T00:00:00Z'`"],
    ['2027-02-29T00:00:00Z', '`2027-02` has 28 days'],
    ['2027-04-31T00:00:00Z', '`2027-04` has 30 days'],
    ['2027-13-01T00:00:00Z', '`13` is no month'],
    ['2027-03-31T24:00:00Z', "write `'2027-04-01T00:00:00Z'`"],
    ['2027-03-31T25:00:00Z', ''],
  ])('fail with the expiry %s, which is not a time in UTC to the second', (expires, fix) => {
    expect(describeEdited(exemption(`expires: ${expires}`))).toBe(
      lines(`${FILE}:25:14: \`expires\` cannot be \`${expires}\``, INSTANT, ...(fix === '' ? [] : [`    fix: ${fix}`])),
    );
  });

  test('fail without a guardrail', () => {
    expect(describeEdited(['[deny-leaving]', '[]'])).toBe(
      lines(`${FILE}:22:17: \`guardrails\` cannot be \`[]\``, '    allowed: at least one guardrail'),
    );
  });

  test.each([
    'arn:aws:iam::222222222222:role/ci',
    'arn:*:iam::*:role/ci-*',
    'arn:*:iam::*:user/audit/?',
    "'arn:*:iam::*:role/*-admin'",
  ])('take the principal %s', (principal) => {
    expect(describeEdited(['arn:*:iam::*:role/ci', principal])).toBe('');
  });

  test.each([
    "'*'",
    'arn:*:iam::*:role/*',
    'arn:*:iam::*:user/**',
    'arn:*:iam::*:role/?*/*',
    'arn:*:iam::*:role/',
    'arn:*:iam::*:*',
    'arn:*:iam::*:root',
    'arn:*:iam::2222:role/ci',
    'arn:aws-cn:iam::*:role/ci',
    'arn:*:sts::*:assumed-role/ci/session',
    'arn:*:iam:*:role/ci',
    'ci',
  ])('fail with the principal %s', (principal) => {
    expect(describeEdited(['arn:*:iam::*:role/ci', principal])).toBe(
      lines(
        `${FILE}:21:16: \`principal\` cannot be \`${principal}\``,
        "    allowed: a role's or user's ARN, such as `arn:*:iam::*:role/ci/publisher`, that names more than `*`",
      ),
    );
  });
});

describe('quotas', () => {
  test('have defaults, and are overridden by name with their date', () => {
    const { quotas } = requireOrganization(
      landingZone(section('quotas:', '  accounts: { value: 500, asOf: 2026-12-01 }')),
    );
    expect(quotas.accounts).toMatchObject({ value: 500, asOf: '2026-12-01' });
    expect(quotas.units).toMatchObject({ value: 2000, asOf: '2026-11-21' });
  });

  test('fail on unknown names, on values that are not a count, and without a date', () => {
    const text = section('quotas:', '  acounts: {}', '  units: { value: 1.5, asOf: 2026-02-30 }');
    expect(describeEdited(text).split('\n')).toEqual([
      `${FILE}:10:3: unknown field \`acounts\``,
      expect.stringContaining('    allowed: `accounts`, `accountsPerStack`, `units`') as string,
      '    fix: did you mean `accounts`?',
      `${FILE}:11:19: \`value\` is a number: \`1.5\``,
      '    allowed: a whole number, 0 or more',
      `${FILE}:11:30: \`asOf\` cannot be \`2026-02-30\``,
      '    allowed: a day, such as `2026-11-21`',
    ]);
  });
});
