import { APPLICATION, accountFile, describeShop, describeWith } from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

describe('a partner', () => {
  test('is outside of the organization', () => {
    expect(
      describeWith({
        'accounts/data.yaml': accountFile('data', "id: '222222222222'\n"),
        'applications/shop.yaml': edit(APPLICATION, [
          '- application: analytics',
          "- partner: '222222222222'\n        role: x\n      - partner: '111111111111'\n        role: x",
        ]),
      }),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:8:18: `222222222222` is the account `data` of the organization, and no partner',
        '    allowed: the number of an account outside of the organization',
        '    fix: grant to an application that runs there: `application: analytics` in place of `partner` and `role`',
        'organization/applications/shop.yaml:10:18: `111111111111` is the account `management` of the organization, and no partner',
        '    allowed: the number of an account outside of the organization',
        '    fix: remove the grant: no application runs in the management account, and its people have no permission set of an application',
      ),
    );
  });

  test('writes until an agreed end', () => {
    expect(
      describeShop(
        ['readers:', 'writers:'],
        ['- application: analytics', "- partner: '999999999999'\n        role: etl/writer"],
      ),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:8:9: missing field `until`: a partner may write to `orders` for ever',
        '    allowed: a time in UTC to the second, such as `2027-03-31T00:00:00Z`',
        '    fix: write `until` with the end that you agreed on; a longer time is another edit',
      ),
    );
  });

  test('may read without an end', () => {
    expect(describeShop(['- application: analytics', "- partner: '999999999999'\n        role: etl/reader"])).toBe('');
  });

  test('whose end is a mistake is not told that it is missing', () => {
    expect(
      describeShop(
        ['readers:', 'writers:'],
        [
          '- application: analytics',
          "- partner: '999999999999'\n        role: x\n        until: '2027-02-30T00:00:00Z'",
        ],
      ),
    ).toBe(
      lines(
        `organization/applications/shop.yaml:10:16: \`until\` cannot be \`'2027-02-30T00:00:00Z'\``,
        '    allowed: a time in UTC to the second, such as `2027-03-31T00:00:00Z`',
        '    fix: `2027-02` has 28 days',
      ),
    );
  });

  test.each([
    ['arn:aws:iam::999999999999:role/etl/reader', "write `'999999999999'` here, and `role: etl/reader`"],
    ['arn:aws:iam::999999999999:root', "write `'999999999999'`"],
    ["'9999-9999-9999'", "write `'999999999999'`"],
    ['example', 'ask the partner for the number of the account from which it comes'],
  ])('that is written as %s is told what to write', (given, fix) => {
    const text = describeShop(['- application: analytics', `- partner: ${given}\n        role: etl/reader`]);
    expect(text).toContain(`    allowed: the 12 digits of the partner's account, in quotes\n    fix: ${fix}`);
  });
});
