import {
  ANALYTICS,
  APPLICATION,
  APPLICATIONS_ZONE,
  accountFile,
  describeShop,
  describeWith,
} from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

describe('an account of an application', () => {
  test('exists', () => {
    expect(describeShop(['[shop]', '[shop, shop-tset, warehouse]'])).toBe(
      lines(
        'organization/applications/shop.yaml:2:18: unknown account `shop-tset`',
        '    allowed: `data`, `shop`, `shop-test`',
        '    fix: did you mean `shop-test`?',
        'organization/applications/shop.yaml:2:29: unknown account `warehouse`',
        '    allowed: `data`, `shop`, `shop-test`',
        '    fix: add `accounts/warehouse.yaml`',
      ),
    );
  });

  test('is a member account, and neither that of the log archive nor that of the audit', () => {
    expect(describeShop(['[shop]', '[shop]\nretiredIn: [management, logs, security]'])).toBe(
      lines(
        'organization/applications/shop.yaml:3:13: `management` is the management account, which no StackSet reaches and no guardrail binds',
        '    allowed: `data`, `shop`, `shop-test`',
        '    fix: name a member account',
        'organization/applications/shop.yaml:3:25: `logs` is the account of the log archive, where no application runs',
        '    allowed: `data`, `shop`, `shop-test`',
        '    fix: name another account: whoever works on an application must not come near the logs',
        'organization/applications/shop.yaml:3:31: `security` is the account of the audit, where no application runs',
        '    allowed: `data`, `shop`, `shop-test`',
        '    fix: name another account: whoever works on an application must not come near the logs',
      ),
    );
  });

  test('is named once in a list', () => {
    expect(describeShop(['[shop]', '[shop, shop]'])).toBe(
      lines(
        'organization/applications/shop.yaml:2:18: the account `shop` is listed twice; the first is at organization/applications/shop.yaml:2:12',
        '    fix: remove one of the two',
      ),
    );
  });

  test('is in one of the two lists', () => {
    expect(describeShop(['[shop]', '[shop]\nretiredIn: [shop]'])).toBe(
      lines(
        'organization/applications/shop.yaml:3:13: the account `shop` is in `accounts`, too (organization/applications/shop.yaml:2:12)',
        '    allowed: each account in one of the two',
        '    fix: remove it from `accounts` if the application no longer runs there, or else from here',
      ),
    );
  });

  test('is not closed', () => {
    expect(describeWith({ 'accounts/shop.yaml': accountFile('shop', 'state: closed\n') })).toBe(
      lines(
        'organization/applications/shop.yaml:2:12: the account `shop` is closed, so that nothing runs there',
        '    allowed: `data`, `shop-test`',
        '    fix: remove it from the list',
      ),
    );
  });

  test('may be suspended: an incident does not wait for the files of applications', () => {
    const guarded = edit(
      APPLICATIONS_ZONE,
      ['  Sandbox: {}', '  Sandbox: {}\n  Suspended: {}'],
      ['  Workloads:\n    limit', '  Suspended:\n    quarantine:\n  Workloads:\n    limit'],
    );
    const suspended = edit(accountFile('shop', 'state: suspended\n'), ['Workloads/Production', 'Suspended']);
    expect(describeWith({ 'landing-zone.yaml': guarded, 'accounts/shop.yaml': suspended })).toBe('');
  });

  test('has a baseline, which makes the boundary', () => {
    expect(describeWith({ 'accounts/shop.yaml': accountFile('shop', 'baseline: skip\n') })).toBe(
      lines(
        `organization/applications/shop.yaml:2:12: the account \`shop\` has no baseline, and so no permissions boundary for the application's role`,
        '    allowed: an account with `baseline: deploy`',
        '    fix: write `baseline: deploy` to `accounts/shop.yaml` (docs/baseline.md), or run the application in another account',
      ),
    );
  });

  test('needs no baseline where the application is retired', () => {
    expect(
      describeWith({
        'accounts/shop.yaml': accountFile('shop', 'baseline: skip\n'),
        'applications/shop.yaml': `${APPLICATION}state: retired\n`,
      }),
    ).toBe('');
  });

  test('is unknown, and not wrong, if its file cannot be read', () => {
    expect(describeWith({ 'accounts/shop.yaml': '{' })).toBe(
      lines(
        'organization/accounts/shop.yaml:1:2: YAML: flow map must end with a }: `{`',
        '    fix: close the open quote, bracket or brace',
      ),
    );
  });
});

test('an active application without accounts fails', () => {
  expect(describeShop(['accounts: [shop]\n', ''])).toBe(
    lines(
      'organization/applications/shop.yaml:1:1: the application `shop` is active, but runs in no account',
      '    allowed: at least one account in `accounts`, or `state: retired`',
      '    fix: list the accounts in which it runs: `accounts: [KEY]`',
    ),
  );
});

test('an active application that is retired in all accounts fails', () => {
  expect(describeShop(['accounts: [shop]', 'retiredIn: [shop]'])).toBe(
    lines(
      'organization/applications/shop.yaml:1:1: the application `shop` is active, but runs in no account',
      '    allowed: at least one account in `accounts`, or `state: retired`',
      '    fix: write `state: retired`: it is retired in all of its accounts',
    ),
  );
});

test('an active application with an empty list of accounts fails', () => {
  expect(describeShop(['[shop]', '[]'])).toBe(
    lines(
      'organization/applications/shop.yaml:2:11: the application `shop` is active, but runs in no account',
      '    allowed: at least one account in `accounts`, or `state: retired`',
      '    fix: list the accounts in which it runs: `accounts: [KEY]`',
    ),
  );
});

test('an application whose state is a mistake is not told to have accounts', () => {
  expect(describeShop(['accounts: [shop]', 'state: retird'])).toBe(
    lines(
      'organization/applications/shop.yaml:2:8: unknown state `retird`',
      '    allowed: `active`, `retired`',
      '    fix: did you mean `retired`?',
    ),
  );
});

test('retiring an application is one edit, also if others grant to it', () => {
  expect(describeWith({ 'applications/analytics.yaml': `${ANALYTICS}state: retired\n` })).toBe('');
});

test('retiring an application in one account is one edit, also if grants name the account', () => {
  expect(
    describeWith({
      'applications/analytics.yaml': edit(ANALYTICS, ['[data]', '[shop-test]\nretiredIn: [data]']),
      'applications/shop.yaml': edit(APPLICATION, [
        '- application: analytics',
        '- application: analytics\n        from: [data]',
      ]),
    }),
  ).toBe('');
});
