import {
  ANALYTICS,
  APPLICATION,
  APPLICATIONS_ZONE,
  accountFile,
  describeWith,
} from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

const WITHOUT_STORES = edit(ANALYTICS, ['stores:\n  results: {}\n', '']);

describe('an account with stores', () => {
  test('is covered by the guardrail that protects them', () => {
    expect(
      describeWith({ 'landing-zone.yaml': edit(APPLICATIONS_ZONE, ['    protect-application-stores:\n', '']) }),
    ).toBe(
      lines(
        'organization/applications/analytics.yaml:2:12: the account `data` is not covered by the guardrail `protect-application-stores`: whoever administers it could open the stores of `analytics`',
        '    allowed: the guardrail on `root`, `Workloads`, `Workloads/Production`, `data`',
        '    fix: add `protect-application-stores` to `guardrails`, below `Workloads`',
        'organization/applications/shop.yaml:2:12: the account `shop` is not covered by the guardrail `protect-application-stores`: whoever administers it could open the stores of `shop`',
        '    allowed: the guardrail on `root`, `Workloads`, `Workloads/Production`, `shop`',
        '    fix: add `protect-application-stores` to `guardrails`, below `Workloads`',
      ),
    );
  });

  test('may be covered from its unit, or by itself', () => {
    expect(
      describeWith({
        'landing-zone.yaml': edit(
          APPLICATIONS_ZONE,
          ['    protect-application-stores:\n', ''],
          [
            'exemptions:',
            '  Workloads/Production:\n    protect-application-stores:\n  shop:\n    protect-application-stores:\nexemptions:',
          ],
        ),
      }),
    ).toBe('');
  });

  test('is covered by a guardrail whose name is misspelled, which is one mistake', () => {
    expect(
      describeWith({
        'landing-zone.yaml': edit(APPLICATIONS_ZONE, [
          '    protect-application-stores:\n',
          '    protect-aplication-stores:\n',
        ]),
      }),
    ).toBe(
      lines(
        'organization/landing-zone.yaml:20:5: unknown guardrail `protect-aplication-stores`',
        '    allowed: `bind-everyone`, `deny-leaving`, `limit-types`, `protect-cloudtrail`, `protect-log-archive`, `protect-log-archive-data`, `protect-platform-roles`, `protect-application-stores`, `quarantine`',
        '    fix: did you mean `protect-application-stores`?',
      ),
    );
  });

  test('may be in quarantine instead, so that an incident does not wait', () => {
    expect(
      describeWith({
        'landing-zone.yaml': edit(
          APPLICATIONS_ZONE,
          ['    protect-application-stores:\n', ''],
          ['exemptions:', '  data:\n    protect-application-stores:\n  shop:\n    quarantine:\nexemptions:'],
        ),
      }),
    ).toBe('');
  });

  test('is not told so if its unit does not exist', () => {
    expect(
      describeWith({
        'landing-zone.yaml': edit(APPLICATIONS_ZONE, ['    protect-application-stores:\n', '']),
        'accounts/shop.yaml': edit(accountFile('shop'), ['Production', 'Producton']),
        'applications/analytics.yaml': edit(WITHOUT_STORES, ['accounts: [data]', 'accounts: [shop]']),
      }),
    ).toBe(
      lines(
        'organization/accounts/shop.yaml:2:7: unknown unit `Workloads/Producton`',
        '    allowed: `Workloads`, `Workloads/Production`, `Sandbox`',
        '    fix: did you mean `Workloads/Production`?',
      ),
    );
  });

  test('is covered as long as it keeps the data of retired applications', () => {
    expect(
      describeWith({
        'landing-zone.yaml': edit(APPLICATIONS_ZONE, ['    protect-application-stores:\n', '']),
        'applications/analytics.yaml': WITHOUT_STORES,
        'applications/shop.yaml': edit(APPLICATION, ['accounts: [shop]', 'state: retired\nretiredIn: [shop]']),
      }),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:3:13: the account `shop` is not covered by the guardrail `protect-application-stores`: whoever administers it could open the stores of `shop`',
        '    allowed: the guardrail on `root`, `Workloads`, `Workloads/Production`, `shop`',
        '    fix: add `protect-application-stores` to `guardrails`, below `Workloads`',
      ),
    );
  });
});

describe('an account whose application reaches a store of another one', () => {
  const UNCOVERED = edit(
    APPLICATIONS_ZONE,
    ['    protect-application-stores:\n', ''],
    ['exemptions:', '  shop:\n    protect-application-stores:\nexemptions:'],
  );
  const describeReader = (analytics: string, shop = APPLICATION): string =>
    describeWith({
      'landing-zone.yaml': UNCOVERED,
      'applications/analytics.yaml': analytics,
      'applications/shop.yaml': shop,
    });

  test('is covered, too: otherwise its administrator makes the role or rewrites its trust', () => {
    expect(describeReader(WITHOUT_STORES)).toBe(
      lines(
        'organization/applications/analytics.yaml:2:12: the account `data` is not covered by the guardrail `protect-application-stores`: whoever administers it could act as `analytics`, and reach `shop/orders`',
        '    allowed: the guardrail on `root`, `Workloads`, `Workloads/Production`, `data`',
        '    fix: add `protect-application-stores` to `guardrails`, below `Workloads`',
      ),
    );
  });

  test('need not be if the grant has no effect there', () => {
    expect(describeReader(edit(WITHOUT_STORES, ['accounts: [data]', 'state: retired\nretiredIn: [data]']))).toBe('');
    expect(describeReader(WITHOUT_STORES, edit(APPLICATION, ['  orders:\n', '  orders:\n    state: retired\n']))).toBe(
      '',
    );
    expect(
      describeReader(
        edit(WITHOUT_STORES, ['accounts: [data]', 'accounts: [data, shop]']),
        edit(APPLICATION, ['application: analytics', 'application: analytics\n        from: [shop]']),
      ),
    ).toBe('');
  });
});
