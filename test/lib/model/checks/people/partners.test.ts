import { accountFile, APPLICATION } from '../../../../support/application-folder';
import { edit } from '../../../../support/organization-folder';
import { describePeople, problemsOfPeople } from '../../../../support/people-folder';

const listed = (accounts: string, files = {}): readonly string[] =>
  problemsOfPeople(
    [['    accounts: [shop]\n    permissionSet', `    accounts: [${accounts}]\n    permissionSet`]],
    files,
  );

const second = (key: string, more = 'two-0123456789abcdef'): readonly [string, string] => [
  'revocations:\n',
  `  ${key}:\n    account: '999999999999'\n    accounts: [data]\n    permissionSet: read-only\n    externalId: ${more}\n` +
    `    owner: a\n    reason: b\n    expires: '2027-06-30T00:00:00Z'\nrevocations:\n`,
];

describe('an account of a partner', () => {
  test('is a member account, named once, and neither that of the log archive nor that of the audit', () => {
    expect(listed('shop, shop, nobody, Sandbox, management, logs, security')).toEqual([
      expect.stringContaining('the account `shop` is listed twice'),
      'unknown account `nobody`',
      '`Sandbox` is a unit',
      '`management` is the management account, which no StackSet reaches and no guardrail binds',
      '`logs` is the account of the log archive, where no partner has a role',
      '`security` is the account of the audit, where no partner has a role',
    ]);
  });

  test('is open, works, and has the baseline', () => {
    const data = (more: string) => ({ 'accounts/data.yaml': accountFile('data', more) });
    const runsElsewhere = { 'applications/analytics.yaml': 'owner: a\naccounts: [shop-test]\n' };
    const closed = { ...data('state: closed\n'), ...runsElsewhere };
    const simple = { 'applications/shop.yaml': 'owner: a\naccounts: [shop]\n' };
    expect(listed('data', { ...closed, ...simple })).toEqual(['the account `data` is closed']);
    expect(listed('data', data('state: suspended\n'))).toContain(
      'the account `data` is in quarantine: the account is suspended',
    );
    expect(listed('data', { ...data('baseline: skip\n'), ...runsElsewhere, ...simple })).toEqual([
      'the account `data` has no baseline, and so no permissions boundary for a role',
    ]);
  });
});

describe('a partner', () => {
  test('is outside of the organization', () => {
    expect(problemsOfPeople([["account: '999999999999'", "account: '111111111111'"]])).toEqual([
      '`111111111111` is the account `management` of the organization, and no partner',
    ]);
  });

  test('has an external id of its own', () => {
    expect(problemsOfPeople([second('other', 'watcher-0123456789')])).toEqual([
      'the external id `watcher-0123456789` is already that of `watcher`, with the same account (56:17)',
    ]);
    expect(problemsOfPeople([second('other')])).toEqual([]);
  });

  test('has no key that is the name of a role of the platform or of an application in the same account', () => {
    expect(problemsOfPeople([second('break-glass')])).toEqual([
      'the role of the partner `break-glass` would have the name of a role of the platform',
    ]);
    expect(problemsOfPeople([second('analytics')])).toEqual([
      expect.stringContaining('in the account `data`, the application `analytics` has a role of that name already'),
    ]);
    expect(problemsOfPeople([second('shop')])).toEqual([]);
  });

  test('needs the baseline', () => {
    expect(describePeople([['baseline: {}\n', '']])).toContain(
      'partners, such as `watcher`, need `baseline`: it makes the permissions boundary of their roles',
    );
  });

  test('has an end, an external id, and a permission set that works in member accounts', () => {
    const text = describePeople([
      ['    externalId: watcher-0123456789\n', ''],
      ["    expires: '2027-06-30T00:00:00Z'\n", ''],
      ['permissionSet: read-only\n', 'permissionSet: deployer\n'],
    ]);
    expect(text.match(/(?:missing|`deployer`).*/g)).toEqual([
      'missing field `expires`',
      'missing field `externalId`',
      '`deployer` works only in the management account, where no partner has a role',
    ]);
  });
});

test('an active application has no key that is the name of a role of the platform', () => {
  const audit = edit(APPLICATION, ['- application: analytics', '- application: analytics\n']);
  expect(problemsOfPeople([], { 'applications/audit.yaml': audit })).toEqual([
    expect.stringContaining('the role of the application `audit` would have the name of a role of the platform'),
  ]);
});

describe('the roles of partners', () => {
  test('need the guardrail on the root that keeps others from making them', () => {
    const text = describePeople([['    protect-platform-roles:\n', '']]);
    expect(text).toContain('could make the role `/partner/watcher` there, or change it, and let the partner in');
    expect(text).toContain('fix: add `protect-platform-roles` to `guardrails`, below `root`');
    expect(problemsOfPeople([['    protect-platform-roles:\n', '    protect-platform-role:\n']])).toEqual([
      'unknown guardrail `protect-platform-role`',
    ]);
  });

  test('need it there, not only where a partner has a role: the perimeter lets the name in everywhere', () => {
    for (const target of ['shop', 'logs'])
      expect(
        problemsOfPeople([
          ['    protect-platform-roles:\n', ''],
          ['guardrails:\n', `guardrails:\n  ${target}:\n    protect-platform-roles:\n`],
        ]),
      ).toContainEqual(expect.stringContaining('partners need the guardrail `protect-platform-roles` on `root`'));
  });
});

describe('a session of a partner', () => {
  const lasting = (permissionSet: string, hours: number): readonly string[] =>
    problemsOfPeople([
      [
        'permissionSet: read-only\n    externalId',
        `permissionSet: ${permissionSet}\n    hours: ${hours}\n    externalId`,
      ],
    ]);

  test.each([
    ['administrator', 4],
    ['network', 8],
  ])('of %s lasts %i hours at most, as for people', (permissionSet, most) => {
    expect(lasting(permissionSet, most)).toEqual([]);
    expect(lasting(permissionSet, most + 1)).toEqual([`a session of \`${permissionSet}\` lasts ${most + 1} hours`]);
  });
});
