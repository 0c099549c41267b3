import { ANALYTICS, APPLICATION, describeShop, describeWith } from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

const TO_ANALYSTS = edit(APPLICATION, ['- application: analytics', '- group: analysts']);

describe('the accounts of a grant', () => {
  test('are those in which its application runs', () => {
    expect(describeShop(['- application: analytics', '- application: analytics\n        in: [shop-tset, data]'])).toBe(
      lines(
        'organization/applications/shop.yaml:9:14: the application `shop` does not run in `shop-tset`',
        '    allowed: `shop`',
        'organization/applications/shop.yaml:9:25: the application `shop` does not run in `data`',
        '    allowed: `shop`',
      ),
    );
  });

  test('are those in which the other application runs, each once', () => {
    expect(
      describeShop(['- application: analytics', '- application: analytics\n        from: [data, shop, data]']),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:9:22: the application `analytics` does not run in `shop`',
        '    allowed: `data`',
        'organization/applications/shop.yaml:9:28: the account `data` is listed twice; the first is at organization/applications/shop.yaml:9:16',
        '    fix: remove one of the two',
      ),
    );
  });

  test('are those from which the people of a group come', () => {
    expect(describeShop(['- application: analytics', '- group: analysts\n        from: [shop]'])).toBe(
      lines(
        'organization/applications/shop.yaml:9:16: the people of `analysts` do not come from `shop`',
        '    allowed: `data`',
      ),
    );
  });

  test('are named if its application runs in several', () => {
    expect(describeShop(['[shop]', '[shop, shop-test]'])).toBe(
      lines(
        'organization/applications/shop.yaml:8:9: missing field `in`: the application `shop` runs in 2 accounts',
        '    allowed: `shop`, `shop-test`',
        '    fix: write `in: [shop, shop-test]`, or fewer of them',
      ),
    );
  });

  test('are named if the other application runs in several', () => {
    expect(
      describeWith({ 'applications/analytics.yaml': edit(ANALYTICS, ['[data]', '[data, shop-test, shop]']) }),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:8:9: missing field `from`: the application `analytics` runs in 3 accounts',
        '    allowed: `data`, `shop-test`, `shop`',
        '    fix: write `from: [data, shop-test, …]`, or fewer of them',
      ),
    );
  });

  test('are named if the people come from several', () => {
    expect(
      describeWith({
        'applications/analytics.yaml': edit(ANALYTICS, ['[data]', '[data, shop-test]']),
        'applications/shop.yaml': TO_ANALYSTS,
      }),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:8:9: missing field `from`: the people of `analysts` come from 2 accounts',
        '    allowed: `data`, `shop-test`',
        '    fix: write `from: [data, shop-test]`, or fewer of them',
      ),
    );
  });

  test('need no name if all others are mistakes', () => {
    expect(describeShop(['[shop]', '[shop, warehouse]'])).toBe(
      lines(
        'organization/applications/shop.yaml:2:18: unknown account `warehouse`',
        '    allowed: `data`, `shop`, `shop-test`',
        '    fix: add `accounts/warehouse.yaml`',
      ),
    );
  });

  test('are unknown, and not wrong, if one of the application is a mistake', () => {
    expect(
      describeShop(
        ['[shop]', '[shop, 5]'],
        ['- application: analytics', '- application: analytics\n        in: [data]'],
      ),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:2:18: item 2 of `accounts` is a number: `5`',
        "    allowed: an account's key",
        `    fix: put it in quotes: \`'5'\``,
      ),
    );
  });
});
