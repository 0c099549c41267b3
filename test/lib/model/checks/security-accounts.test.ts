import { z } from 'zod';
import type { ParameterSchemas } from '../../../../lib/model/configuration';
import { ACCOUNT, CATALOGUE, LANDING_ZONE, describeFiles, edit, lines } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

const PROTECTING = ['protect-cloudtrail', 'protect-log-archive', 'protect-log-archive-data', 'protect-platform-roles'];

const SECTIONS = `logArchive:
  account: logs
  objectLock:
    days: 365
audit:
  account: security
  subscriptions:
    - email: security@example.com
`;

const GUARDED =
  edit(LANDING_ZONE, ['  root:\n', `  root:\n${PROTECTING.map((id) => `    ${id}:\n`).join('')}`]) + SECTIONS;

const catalogue: ParameterSchemas = new Map([
  ...CATALOGUE,
  ...[...PROTECTING, 'quarantine'].map(
    (id) =>
      [
        id,
        {
          id,
          type: 'T',
          exempt: 'platform',
          foundBy: { nothing: 'A test.' },
          parameters: z.strictObject({ buckets: z.array(z.string()).default(['*']) }).prefault({}),
        },
      ] as const,
  ),
]);

function describeLandingZone(text: string, logs = '', security = ''): string {
  const account = (name: string): string => ACCOUNT.replace('shop@example.com\nunit', `${name}@example.com\nunit`);
  return describeFiles(
    {
      'landing-zone.yaml': text,
      'accounts/logs.yaml': account('logs') + logs,
      'accounts/security.yaml': account('security') + security,
    },
    catalogue,
  );
}

test('a log archive and an audit in accounts of their own are valid', () => {
  expect(describeLandingZone(GUARDED)).toBe('');
});

describe('the account', () => {
  test('exists', () => {
    expect(describeLandingZone(edit(GUARDED, ['account: logs', 'account: log']))).toBe(
      lines(
        `${FILE}:30:12: unknown account \`log\``,
        '    allowed: `logs`, `security`',
        '    fix: did you mean `logs`?',
      ),
    );
  });

  test('is not the management account', () => {
    expect(describeLandingZone(edit(GUARDED, ['account: security', 'account: management']))).toBe(
      lines(
        `${FILE}:34:12: \`management\` is the management account, which no guardrail binds`,
        '    allowed: `logs`, `security`',
        '    fix: name a member account',
      ),
    );
  });

  test.each(['suspended', 'closed'])('is active, not %s', (state) => {
    expect(describeLandingZone(GUARDED, `state: ${state}\n`)).toContain(
      lines(
        `${FILE}:30:12: the account \`logs\` is ${state}`,
        '    allowed: `security`',
        '    fix: name an account that is active',
      ),
    );
  });

  test('is another one for the audit than for the logs', () => {
    expect(describeLandingZone(edit(GUARDED, ['account: security', 'account: logs']))).toBe(
      lines(
        `${FILE}:34:12: \`logs\` is the account of the log archive, which holds nothing else`,
        '    allowed: an account of its own',
        '    fix: name another account: whoever looks at the organization must not have access to the logs',
      ),
    );
  });

  test.each([
    ['protect-cloudtrail', ['30:12', '34:12']],
    ['protect-log-archive', ['30:12']],
    ['protect-log-archive-data', ['30:12']],
    ['protect-platform-roles', ['30:12', '34:12']],
  ])('is covered by %s', (id, places) => {
    const text = describeLandingZone(edit(GUARDED, [`    ${id}:\n`, '    bind-everyone:\n']));
    const message = (account: string): string => `the account \`${account}\` is not covered by the guardrail \`${id}\``;
    expect(text.match(/^organization.*$/gm)).toEqual(
      places.map((place, index) => `${FILE}:${place}: ${message(index === 0 ? 'logs' : 'security')}`),
    );
  });

  test.each([
    ['root', '  root:\n', ['logs', 'security']],
    ['Workloads', '  Workloads:\n    limit-types:', ['logs', 'security']],
    ['Workloads/Production', 'exemptions:', ['logs', 'security']],
    ['logs', 'exemptions:', ['logs']],
    ['security', 'exemptions:', ['security']],
  ])('is not in quarantine by a guardrail on %s', (target, place, accounts) => {
    const header = `  ${target}:\n`;
    const rest = place.startsWith(header) ? place.slice(header.length) : place;
    const text = edit(GUARDED, [place, `${header}    quarantine:\n${rest}`]);
    const below = (account: string): number => text.split('\n').indexOf(`  account: ${account}`) + 1;
    const isUnit = target.startsWith('Workloads');
    expect(describeLandingZone(text)).toBe(
      lines(
        ...accounts.flatMap((account) => [
          `${FILE}:${below(account)}:12: the account \`${account}\` cannot work: the guardrail \`quarantine\` is on \`${target}\``,
          '    allowed: an account without `quarantine` on it or above it',
          `    fix: ${isUnit ? 'move the account to another unit, or ' : ''}remove \`quarantine\` from \`${target}\``,
        ]),
      ),
    );
  });

  test('may be beside a quarantine', () => {
    expect(describeLandingZone(edit(GUARDED, ['exemptions:', '  Sandbox:\n    quarantine:\nexemptions:']))).toBe('');
  });

  test('is covered by a guardrail on the account or on a unit above', () => {
    for (const target of ['logs', 'Workloads/Production']) {
      const text = edit(GUARDED, ['    protect-log-archive:\n', '']);
      expect(
        describeLandingZone(edit(text, ['exemptions:', `  ${target}:\n    protect-log-archive:\nexemptions:`])),
      ).toBe('');
    }
  });
});

test('an audit without a log archive fails', () => {
  const text = edit(GUARDED, ['logArchive:\n  account: logs\n  objectLock:\n    days: 365\n', '']);
  expect(describeLandingZone(text)).toBe(
    lines(
      `${FILE}:29:1: \`audit\` needs \`logArchive\`: the trail has nowhere to put its logs`,
      '    fix: add the section `logArchive` (docs/audit.md)',
    ),
  );
});

describe('logs', () => {
  test('are kept at least as long as they are locked', () => {
    const text = edit(GUARDED, ['    days: 365\n', '    days: 365\n  trailRetention:\n    days: 364\n']);
    expect(describeLandingZone(text)).toBe(
      lines(
        `${FILE}:34:11: logs are kept for 364 days, but are locked for 365`,
        '    allowed: 365 days or more',
        '    fix: write `365`, or leave `trailRetention` out',
      ),
    );
    expect(describeLandingZone(text.replace('364', '365'))).toBe('');
  });

  test.each([
    ['0', '1 to 36500'],
    ['36501', '1 to 36500'],
  ])('are not locked for %s days', (days, allowed) => {
    expect(describeLandingZone(edit(GUARDED, ['days: 365', `days: ${days}`]))).toBe(
      lines(`${FILE}:32:11: \`days\` cannot be \`${days}\``, `    allowed: a whole number of days, ${allowed}`),
    );
  });

  test('are not kept longer than S3 takes', () => {
    const text = edit(GUARDED, ['    days: 365\n', '    days: 365\n  trailRetention:\n    days: 2147483648\n']);
    expect(describeLandingZone(text)).toContain('allowed: a whole number of days, 1 to 2147483647');
  });

  test('have no default for the lock', () => {
    expect(describeLandingZone(edit(GUARDED, ['  objectLock:\n    days: 365\n', '']))).toContain(
      'missing field `objectLock`',
    );
  });

  test('are in buckets that the guardrails protect', () => {
    const buckets = (patterns: string): string =>
      edit(edit(GUARDED, ['    protect-log-archive:\n', '']), [
        'exemptions:',
        `  logs:\n    protect-log-archive:\n      buckets: ${patterns}\nexemptions:`,
      ]);
    expect(describeLandingZone(buckets("['rampart-c*', rampart-trail-111111111111-eu-central-1-an]"))).toBe(
      lines(
        `${FILE}:25:16: \`protect-log-archive\` does not protect \`rampart-trail-…\`, \`rampart-access-logs-…\`, \`rampart-flow-logs-…\``,
        '    allowed: patterns that match every bucket of the log archive',
        '    fix: leave `buckets` out: then it protects every bucket of the account',
      ),
    );
    expect(describeLandingZone(buckets("['rampart-*-????????????-eu-central-1-an']"))).toBe('');
  });
});

describe("the trail's key", () => {
  test("is in the home Region and in the log archive's account", () => {
    const arn = 'arn:aws:kms:us-east-1:333333333333:key/11111111-2222-3333-4444-555555555555';
    const text = edit(GUARDED, ['  subscriptions:', `  trailKeyArn: ${arn}\n  subscriptions:`]);
    expect(describeLandingZone(text, "id: '222222222222'\n")).toBe(
      lines(
        `${FILE}:35:16: the trail's key is in \`us-east-1\`, but its bucket is in \`eu-central-1\``,
        '    allowed: a key in `eu-central-1`',
        '    fix: write the ARN of the key with the alias `rampart-trail` in the account of the log archive',
        `${FILE}:35:16: the trail's key is in the account \`333333333333\`, but its bucket is in \`222222222222\``,
        '    allowed: a key of the account `222222222222`',
        '    fix: write the ARN of the key with the alias `rampart-trail` in the account of the log archive',
      ),
    );
    const own = arn.replace('us-east-1', 'eu-central-1').replace('333333333333', '222222222222');
    expect(describeLandingZone(text.replace(arn, own), "id: '222222222222'\n")).toBe('');
  });

  const withKeyOf = (account: string): string =>
    edit(GUARDED, ['  subscriptions:', `  trailKeyArn: arn:aws:kms:eu-central-1:${account}:key/1\n  subscriptions:`]);

  test.each([
    ['111111111111', 'management'],
    ['333333333333', 'security'],
  ])("is not in the account %s, which is %s, while the log archive's number is unknown", (account, owner) => {
    expect(describeLandingZone(withKeyOf(account), '', "id: '333333333333'\n")).toBe(
      lines(
        `${FILE}:35:16: the trail's key is in the account \`${account}\`, which is \`${owner}\`, but its bucket is in \`logs\``,
        '    allowed: a key of the account `logs`',
        '    fix: write the ARN of the key with the alias `rampart-trail` in the account of the log archive',
      ),
    );
  });

  test("may be in an account that nobody else's number names, while the log archive's is unknown", () => {
    expect(describeLandingZone(withKeyOf('222222222222'), '', "id: '333333333333'\n")).toBe('');
  });
});

describe('alarms', () => {
  const alarms = (text: string): string => describeLandingZone(`${GUARDED}  alarms:\n    ${text}\n`);

  test('are switched off, or get another threshold', () => {
    expect(alarms('vpc-changes: false')).toBe('');
    expect(alarms('vpc-changes: { threshold: 10 }')).toBe('');
  });

  test.each(['true', '{ threshold: 0 }', '{}'])('are neither %s', (value) => {
    expect(alarms(`vpc-changes: ${value}`)).not.toBe('');
  });

  test('exist', () => {
    expect(alarms('vpc-change: false')).toContain('fix: did you mean `vpc-changes`?');
  });
});

test.each([
  ['logArchive', SECTIONS, '29:1', '`account`, `objectLock`, `trailRetention`, `otherRetention`'],
  [
    'audit',
    SECTIONS.slice(SECTIONS.indexOf('audit:')),
    '33:1',
    '`account`, `logGroup`, `trailKeyArn`, `subscriptions`, `alarms`',
  ],
])('nobody is told to write `{}` into an empty `%s`: some fields have no default', (section, from, place, fields) => {
  expect(describeLandingZone(edit(GUARDED, [from, `${section}:\n`]))).toBe(
    lines(`${FILE}:${place}: \`${section}\` has no value`, `    allowed: the fields ${fields}`),
  );
});

describe('a receiver of alarms', () => {
  test.each([
    ['- email: Security@Example.com', 'Security@Example.com', '37:14'],
    [
      '- https: https://hooks.example.com/a\n    - https: https://hooks.example.com/a',
      'https://hooks.example.com/a',
      '38:14',
    ],
  ])('is named once, unlike in %j', (more, endpoint, place) => {
    const first = endpoint.startsWith('https') ? '37:14' : '36:14';
    expect(describeLandingZone(`${GUARDED}    ${more}\n`)).toBe(
      lines(
        `${FILE}:${place}: \`${endpoint}\` is already subscribed (${FILE}:${first})`,
        '    allowed: each address once; the case of an e-mail address does not matter',
        '    fix: remove one of the two',
      ),
    );
  });

  test('is another one at an address of another case or with another e-mail address', () => {
    const more = [
      '- https: https://hooks.example.com/a',
      '- https: https://hooks.example.com/A',
      '- email: soc@example.com',
    ];
    expect(describeLandingZone(`${GUARDED}${more.map((line) => `    ${line}\n`).join('')}`)).toBe('');
  });
});

test.each([
  'https://hooks.example.com',
  'https://user:secret@hooks.example.com:8443/a/b.c?key=~x&more=%20,y',
  'https://hooks.example.com?key=1',
])('somebody may hear alarms at %s', (address) => {
  expect(describeLandingZone(edit(GUARDED, ['email: security@example.com', `https: ${address}`]))).toBe('');
});

test.each([
  'security',
  'http://hooks.example.com',
  'https://hooks',
  'https://hooks.example.com/${Token[TOKEN.1]}',
  'https://hooks.example.com/#{Token[TOKEN.1]}',
  'https://${Token[TOKEN.1]}.example.com',
  'https://hooks.example.com/{{resolve:ssm:key}}',
  'https://hooks.example.com/a"b',
])('nobody hears alarms at %s', (address) => {
  const field = address.startsWith('http') ? 'https' : 'email';
  expect(describeLandingZone(edit(GUARDED, ['email: security@example.com', `${field}: ${address}`]))).toContain(
    `\`${field}\` cannot be \`${address}\``,
  );
});
