import { ANALYTICS, APPLICATION, describeShop, describeWith } from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

const PARTNERS = lines(
  "- partner: '999999999999'",
  '        role: x',
  "      - partner: '999999999999'",
  '        role: x',
  "        until: '2027-03-31T00:00:00Z'",
);

describe('a grant that says the same again', () => {
  test('fails: taking one out would revoke nothing', () => {
    expect(
      describeShop([
        '- application: analytics',
        '- application: analytics\n      - application: analytics\n        in: [shop]',
      ]),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:9:9: `analytics` may read `orders` already (organization/applications/shop.yaml:8:9)',
        '    allowed: each grantee once, or with different accounts',
        '    fix: remove one of the two',
      ),
    );
  });

  test('fails for a partner, with another end as well', () => {
    expect(describeShop(['- application: analytics', PARTNERS])).toBe(
      lines(
        'organization/applications/shop.yaml:10:9: `999999999999/x` may read `orders` already (organization/applications/shop.yaml:8:9)',
        '    allowed: each grantee once, or with different accounts',
        '    fix: remove one of the two',
      ),
    );
  });

  test('is another one for another account', () => {
    expect(
      describeShop(
        ['[shop]', '[shop, shop-test]'],
        [
          '- application: analytics',
          '- application: analytics\n        in: [shop]\n      - application: analytics\n        in: [shop-test]',
        ],
      ),
    ).toBe('');
  });

  test('is another one from another account', () => {
    expect(
      describeWith({
        'applications/analytics.yaml': edit(ANALYTICS, ['[data]', '[data, shop-test]']),
        'applications/shop.yaml': edit(APPLICATION, [
          '- application: analytics',
          '- application: analytics\n        from: [data]\n      - application: analytics\n        from: [shop-test]',
        ]),
      }),
    ).toBe('');
  });

  test('is another one among the writers', () => {
    expect(
      describeShop([
        '- application: analytics',
        '- application: analytics\n    writers:\n      - application: analytics',
      ]),
    ).toBe('');
  });
});
