import { ACCOUNT, describeFiles, lines, withAccount } from '../../../support/organization-folder';

const ZONE = 'organization/landing-zone.yaml';
const EMAIL = '    allowed: an address that no other account uses; AWS ignores case\n    fix: correct one of the two';
const ID = '    allowed: a number that no other account has\n    fix: correct one of the two';

describe('accounts', () => {
  test('fail with the same e-mail address, ignoring case, at the later one in the order of keys', () => {
    const files = {
      ...withAccount(),
      'accounts/zoo.yaml': ACCOUNT.replace('shop@example.com', 'Shop@Example.com'),
      'accounts/bar.yaml': ACCOUNT.replace('email: shop@', 'email: SHOP@'),
    };
    expect(describeFiles(files)).toBe(
      lines(
        'organization/accounts/shop.yaml:1:8: the e-mail address `shop@example.com` is already used by account `bar` (organization/accounts/bar.yaml:1:8)',
        EMAIL,
        'organization/accounts/zoo.yaml:1:8: the e-mail address `Shop@Example.com` is already used by account `bar` (organization/accounts/bar.yaml:1:8)',
        EMAIL,
      ),
    );
  });

  test('fail with the e-mail address of the management account', () => {
    expect(describeFiles(withAccount(['email: shop@', 'email: Root@']))).toBe(
      lines(
        `organization/accounts/shop.yaml:1:8: the e-mail address \`Root@example.com\` is already used by the management account (${ZONE}:5:12)`,
        EMAIL,
      ),
    );
  });

  test('fail with one id, also that of the management account', () => {
    const id = (number: string) => `id: '${number}'\n`;
    const files = {
      ...withAccount([ACCOUNT, ACCOUNT + id('222222222222')]),
      'accounts/zoo.yaml': ACCOUNT.replace('shop@', 'zoo@') + id('222222222222'),
      'accounts/bar.yaml': ACCOUNT.replace('shop@', 'bar@') + id('111111111111'),
    };
    expect(describeFiles(files)).toBe(
      lines(
        `organization/accounts/bar.yaml:5:5: the account id \`111111111111\` is already used by the management account (${ZONE}:4:9)`,
        ID,
        'organization/accounts/zoo.yaml:5:5: the account id `222222222222` is already used by account `shop` (organization/accounts/shop.yaml:5:5)',
        ID,
      ),
    );
  });
});
