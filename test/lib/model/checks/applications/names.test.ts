import { ANALYTICS, accountFile, describeShop, describeWith } from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

describe('the name of a bucket', () => {
  test('has 63 characters at most: the store is too long', () => {
    expect(
      describeShop(['  orders:', '  a-very-long-name-of-a-store:'], ['people:', 'region: us-east-1\npeople:']),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:7:3: the bucket of the store `a-very-long-name-of-a-store` has a name of 70 characters',
        '    allowed: at most 63, of which 24 are left in `us-east-1` for the application and the store; `shop` and `a-very-long-name-of-a-store` have 31',
        '    fix: choose a name of at most 20 characters for the store',
      ),
    );
  });

  test('has 63 characters at most: the application is too long', () => {
    expect(describeWith({ 'applications/a-name-that-leaves-no-room.yaml': ANALYTICS })).toBe(
      lines(
        'organization/applications/a-name-that-leaves-no-room.yaml:7:3: the bucket of the store `results` has a name of 75 characters',
        '    allowed: at most 63, of which 21 are left in `eu-central-1` for the application and the store; `a-name-that-leaves-no-room` and `results` have 33',
        '    fix: choose a name of at most 20 characters for the application',
      ),
    );
  });

  test('may have 63 characters', () => {
    expect(describeShop(['  orders:', '  a-store-of-17-sig:'])).toBe('');
  });

  test('may not have 64 characters', () => {
    expect(describeShop(['  orders:', '  a-store-of-18-sign:'])).toBe(
      lines(
        'organization/applications/shop.yaml:6:3: the bucket of the store `a-store-of-18-sign` has a name of 64 characters',
        '    allowed: at most 63, of which 21 are left in `eu-central-1` for the application and the store; `shop` and `a-store-of-18-sign` have 22',
        '    fix: choose a name of at most 17 characters for the store',
      ),
    );
  });

  test('is that of one store in an account and Region', () => {
    expect(
      describeWith({
        'applications/a.yaml': edit(ANALYTICS, ['results', 'b-c']),
        'applications/a-b.yaml': edit(ANALYTICS, ['results', 'c']),
      }),
    ).toBe(
      lines(
        'organization/applications/a-b.yaml:7:3: the bucket of the store `c` would have the same name as that of the store `b-c` of the application `a` (organization/applications/a.yaml:7:3), in the account `data`',
        "    allowed: names that differ when the application's and the store's are joined by a hyphen",
        '    fix: choose another name for the one that is not deployed yet',
      ),
    );
  });

  test('is that of one store only, also where that is retired', () => {
    expect(
      describeWith({
        'applications/a.yaml': `${edit(ANALYTICS, ['results', 'b-c'])}state: retired\n`,
        'applications/a-b.yaml': edit(ANALYTICS, ['results', 'c']),
      }),
    ).toBe(
      lines(
        'organization/applications/a-b.yaml:7:3: the bucket of the store `c` would have the same name as that of the store `b-c` of the application `a` (organization/applications/a.yaml:7:3), in the account `data`',
        "    allowed: names that differ when the application's and the store's are joined by a hyphen",
        '    fix: choose another name for the one that is not deployed yet',
      ),
    );
  });

  test('may be the same in another account or Region', () => {
    expect(
      describeWith({
        'applications/a.yaml': edit(ANALYTICS, ['results', 'b-c'], ['[data]', '[data, shop]']),
        'applications/a-b.yaml': edit(ANALYTICS, ['results', 'c'], ['[data]', '[shop-test]']),
        'applications/a-b-c.yaml': `${ANALYTICS}region: us-east-1\n`,
      }),
    ).toBe('');
  });
});

test('the name of a StackSet is that of one application in one account', () => {
  expect(
    describeWith({
      'accounts/b-c.yaml': accountFile('bc'),
      'accounts/c.yaml': accountFile('c'),
      'applications/a.yaml': edit(ANALYTICS, ['[data]', '[b-c]']),
      'applications/a-b.yaml': edit(ANALYTICS, ['[data]', '[c]']),
    }),
  ).toBe(
    lines(
      'organization/applications/a-b.yaml:2:12: the StackSet `rampart-app-a-b-c` is already that of the application `a` in the account `b-c` (organization/applications/a.yaml:2:12)',
      '    allowed: an application whose name differs where it is joined to that of the account',
      '    fix: choose another name for the application that is not deployed yet',
    ),
  );
});

test('the name of a file is a valid key, and its length is one mistake', () => {
  expect(
    describeWith({
      'applications/Shop.yaml': ANALYTICS,
      'applications/a-name-of-more-than-28-characters.yaml': ANALYTICS,
    }),
  ).toBe(
    lines(
      'organization/applications/Shop.yaml:1:1: the file name `Shop` cannot be the key of an application',
      '    allowed: a lower-case letter, then at most 27 lower-case letters, digits and hyphens, without a hyphen at the end',
      '    fix: rename the file',
      'organization/applications/a-name-of-more-than-28-characters.yaml:1:1: the file name `a-name-of-more-than-28-characters` cannot be the key of an application',
      '    allowed: a lower-case letter, then at most 27 lower-case letters, digits and hyphens, without a hyphen at the end',
      '    fix: rename the file',
    ),
  );
});

test('a name that every object has is no key: the CDK would find a construct of that name', () => {
  expect(
    describeWith({
      'accounts/valueOf.yaml': accountFile('value'),
      'applications/constructor.yaml': ANALYTICS.replace('results', 'constructor'),
    }),
  ).toBe(
    lines(
      'organization/accounts/valueOf.yaml:1:1: the file name `valueOf` cannot be the key of an account',
      '    allowed: any other name than `valueOf`, which means something else in JavaScript',
      '    fix: rename the file',
      'organization/applications/constructor.yaml:1:1: the file name `constructor` cannot be the key of an application',
      '    allowed: any other name than `constructor`, which means something else in JavaScript',
      '    fix: rename the file',
      'organization/applications/constructor.yaml:7:3: `constructor` cannot be a key of `stores`',
      '    allowed: any other name than `constructor`, which means something else in JavaScript',
    ),
  );
});
