import {
  ACCOUNT,
  LANDING_ZONE,
  describeFiles,
  lines,
  requireOrganization,
  withAccount,
} from '../../../support/organization-folder';

const FIELDS = '    allowed: `name`, `email`, `unit`, `owner`, `budget`, `tags`, `state`, `id`, `baseline`, `stack`';
const NUMBER = '    allowed: a number above 0, in USD per month';
const NUMBER_OR_MORE = `${NUMBER}, or \`{ usd, actual, forecast, addresses }\``;

/** The problems of the account `shop`, with further lines at its end: they start in line 5. */
function describeWith(...more: readonly string[]): string {
  return describeFiles(withAccount([ACCOUNT, `${ACCOUNT}${more.join('\n')}\n`]));
}

function describeEdited(from: string, to: string): string {
  return describeFiles(withAccount([from, to]));
}

describe('an account file', () => {
  test('gives an account, with defaults', () => {
    expect(requireOrganization(withAccount()).accounts).toEqual([
      {
        key: 'shop',
        name: 'shop',
        email: 'shop@example.com',
        unit: 'Workloads/Production',
        owner: 'shop@example.com',
        budget: { usd: 100, actual: [80, 100], forecast: [100], addresses: [] },
        tags: {},
        state: 'active',
        accountId: null,
        stack: 'Accounts',
        hasBaseline: true,
        at: { file: expect.stringMatching(/accounts\/shop\.yaml$/) as string, line: 1, column: 1 },
      },
    ]);
  });

  test('gives an account with all fields', () => {
    const more =
      "name: Shop (production)\ntags: { cost-center: '1000', '': x }\nstate: suspended\nid: '012345678901'\nstack: '2'\n";
    const sound = more.replace(", '': x", ", team/part: ''");
    expect(requireOrganization(withAccount([ACCOUNT, `${ACCOUNT}${sound}`])).accounts[0]).toMatchObject({
      key: 'shop',
      name: 'Shop (production)',
      tags: { 'cost-center': '1000', 'team/part': '' },
      state: 'suspended',
      accountId: '012345678901',
      stack: 'Accounts-2',
    });
  });

  test('fails on an unknown field', () => {
    expect(describeWith('color: red')).toBe(
      lines('organization/accounts/shop.yaml:5:1: unknown field `color`', FIELDS),
    );
  });

  test('fails once on a misspelled field, which is not reported as missing, too', () => {
    expect(describeEdited('owner:', 'ower:')).toBe(
      lines('organization/accounts/shop.yaml:3:1: unknown field `ower`', FIELDS, '    fix: did you mean `owner`?'),
    );
  });

  test('fails on every missing field, at the start of the file', () => {
    expect(describeFiles({ 'landing-zone.yaml': LANDING_ZONE, 'accounts/shop.yaml': '# ours\nstate: active\n' })).toBe(
      lines(
        'organization/accounts/shop.yaml:2:1: missing field `budget`',
        NUMBER,
        '    fix: write one, such as `budget: 100`, or one for many accounts: `usd` below `budgets.defaults.root` of landing-zone.yaml',
        'organization/accounts/shop.yaml:2:1: missing field `email`',
        '    allowed: an e-mail address, such as `aws+shop@example.com`',
        'organization/accounts/shop.yaml:2:1: missing field `owner`',
        '    allowed: who is responsible for the account, in at most 256 letters, digits, spaces and `_.:/=+-@`',
        'organization/accounts/shop.yaml:2:1: missing field `unit`',
        "    allowed: a unit's path, such as `Workloads/Production`",
      ),
    );
  });

  test.each([
    ['- email: shop@example.com\n', 'a list: `- email: shop@example.com`'],
    ['shop@example.com\n', 'text: `shop@example.com`'],
  ])('fails when it holds no fields', (text, given) => {
    expect(describeFiles({ 'landing-zone.yaml': LANDING_ZONE, 'accounts/shop.yaml': text })).toBe(
      lines(
        `organization/accounts/shop.yaml:1:1: the file is ${given}`,
        FIELDS.replace('allowed:', 'allowed: the fields'),
      ),
    );
  });

  test.each([
    ['two hundred', '`budget` is text: `two hundred`', undefined],
    ["'200'", "`budget` is text: `'200'`", 'write it without quotes: `200`'],
    ['[1, 2]', '`budget` is a list: `[1, 2]`', undefined],
    ['true', '`budget` is a boolean: `true`', undefined],
    ['.inf', '`budget` is a number: `.inf`', undefined],
  ])('fails on the budget %s', (budget, message, fix) => {
    const expected = [`organization/accounts/shop.yaml:4:9: ${message}`, NUMBER_OR_MORE];
    expect(describeEdited('budget: 100', `budget: ${budget}`)).toBe(
      lines(...expected, ...(fix === undefined ? [] : [`    fix: ${fix}`])),
    );
  });

  test.each(['0', '-5'])('fails on the budget %s', (budget) => {
    expect(describeEdited('budget: 100', `budget: ${budget}`)).toBe(
      lines(`organization/accounts/shop.yaml:4:9: \`budget\` cannot be \`${budget}\``, NUMBER),
    );
  });

  test.each([
    ['{ usd: 1e-7 }', '4:16: `usd` cannot be `1e-7`', 'a number from 0.01 to 1,000,000,000,000, in USD per month'],
    ['{ usd: 1e21 }', '4:16: `usd` cannot be `1e21`', 'a number from 0.01 to 1,000,000,000,000, in USD per month'],
    [
      '{ usd: 100, actual: [1e-7] }',
      '4:30: item 1 of `actual` cannot be `1e-7`',
      'a percentage of the budget, from 0.01 to 1,000',
    ],
    ['{ usd: -1 }', '4:16: `usd` cannot be `-1`', 'a number above 0, in USD per month'],
    [
      '{ usd: 100, actual: [-5] }',
      '4:30: item 1 of `actual` cannot be `-5`',
      'a percentage of the budget, above 0 and at most 1,000',
    ],
    ['{ usd: 100, forecast: 80 }', '4:31: `forecast` is a number: `80`', 'a list of percentages, such as `[80, 100]`'],
    [
      '{ addresses: [nobody] }',
      '4:23: item 1 of `addresses` cannot be `nobody`',
      'an e-mail address, such as `aws+shop@example.com`',
    ],
  ])('says what is wrong inside of the budget %s', (budget, message, allowed) => {
    expect(describeEdited('budget: 100', `budget: ${budget}`)).toContain(
      lines(`organization/accounts/shop.yaml:${message}`, `    allowed: ${allowed}`),
    );
  });

  test('fails on a budget without a value, at its key', () => {
    expect(describeEdited('budget: 100', 'budget:')).toBe(
      lines('organization/accounts/shop.yaml:4:1: `budget` has no value', NUMBER_OR_MORE),
    );
  });

  test('fails on an id that is written as a number, which would lose leading zeros', () => {
    expect(describeWith('id: 012345678901')).toBe(
      lines(
        'organization/accounts/shop.yaml:5:5: `id` is a number: `012345678901`',
        '    allowed: 12 digits, in quotes',
        "    fix: put it in quotes: `'012345678901'`",
      ),
    );
  });

  test.each([
    ['1234567890123', 'write the number that `aws organizations list-accounts` prints'],
    ['12345678901', "if zeros were lost at the beginning, write `'012345678901'`"],
    ['1234-5678-9012', "write `'123456789012'`"],
  ])('fails on an id that does not have 12 digits: %s', (id, fix) => {
    expect(describeWith(`id: '${id}'`)).toBe(
      lines(
        `organization/accounts/shop.yaml:5:5: \`id\` cannot be \`'${id}'\``,
        '    allowed: 12 digits, in quotes',
        `    fix: ${fix}`,
      ),
    );
  });

  test('accepts a name of 50 characters and fails on one of 51', () => {
    expect(describeWith(`name: ${'n'.repeat(50)}`)).toBe('');
    expect(describeWith(`name: ${'n'.repeat(51)}`)).toBe(
      lines(
        `organization/accounts/shop.yaml:5:7: \`name\` has 51 characters: \`${'n'.repeat(51)}\``,
        '    allowed: at most 50 characters',
      ),
    );
  });

  test.each([
    ['Zoë', '`name` cannot be `Zoë`', 'printable ASCII characters without `/`', ''],
    ["''", "`name` cannot be `''`", 'at least one character', ''],
    [
      'shop/live',
      '`shop/live` contains a `/`',
      'at most 50 printable ASCII characters without `/`',
      'write `shop-live`',
    ],
  ])('fails on the name %s', (name, message, allowed, fix) => {
    const expected = [`organization/accounts/shop.yaml:5:7: ${message}`, `    allowed: ${allowed}`];
    expect(describeWith(`name: ${name}`)).toBe(lines(...expected, ...(fix === '' ? [] : [`    fix: ${fix}`])));
  });

  test('accepts an e-mail address of 64 characters and fails on one of 65', () => {
    const address = `${'a'.repeat(52)}@example.com`;
    expect(describeEdited('email: shop@example.com', `email: ${address}`)).toBe('');
    expect(describeEdited('email: shop@example.com', `email: a${address}`)).toBe(
      lines(
        `organization/accounts/shop.yaml:1:8: \`email\` has 65 characters: \`${'a'.repeat(53)}@exampl…\``,
        '    allowed: at most 64 characters',
      ),
    );
  });

  test.each(['aws+shop@example.com', "'a!#$*=?^_`{}~/-.b@sub-domain.example.co'", 'A@B.C'])(
    'takes the e-mail address %s',
    (address) => {
      expect(describeEdited('email: shop@example.com', `email: ${address}`)).toBe('');
    },
  );

  test.each([
    'shop',
    'shop@example',
    'shop@@example.com',
    'a@b@example.com',
    'shop @example.com',
    '.shop@example.com',
    'shop@-example.com',
    'shop@example.com-',
    'shop@example..com',
    'zoë@example.com',
    'shop(1)@example.com',
  ])('fails on the e-mail address %s', (address) => {
    expect(describeEdited('email: shop@example.com', `email: ${address}`)).toBe(
      lines(
        `organization/accounts/shop.yaml:1:8: \`email\` cannot be \`${address}\``,
        '    allowed: an e-mail address, such as `aws+shop@example.com`',
      ),
    );
  });

  test('fails on an unknown state', () => {
    expect(describeWith('state: Closed')).toBe(
      lines(
        'organization/accounts/shop.yaml:5:8: unknown state `Closed`',
        '    allowed: `active`, `suspended`, `closed`',
        '    fix: did you mean `closed`?',
      ),
    );
  });

  test('fails on each tag that AWS rejects', () => {
    expect(
      describeWith('tags:', '  AWS:owner: x', '  owner: x', '  cost-center: 1000', `  long: ${'v'.repeat(257)}`),
    ).toBe(
      lines(
        'organization/accounts/shop.yaml:6:3: `AWS:owner` cannot be a key of `tags`',
        '    allowed: 1 to 128 letters, digits, spaces and `_.:/=+-@`, not `owner` and not starting with `aws:`',
        'organization/accounts/shop.yaml:7:3: `owner` cannot be a key of `tags`',
        '    allowed: 1 to 128 letters, digits, spaces and `_.:/=+-@`, not `owner` and not starting with `aws:`',
        'organization/accounts/shop.yaml:8:16: `cost-center` is a number: `1000`',
        '    allowed: text of at most 256 letters, digits, spaces and `_.:/=+-@`',
        "    fix: put it in quotes: `'1000'`",
        `organization/accounts/shop.yaml:9:9: \`long\` cannot be \`${'v'.repeat(60)}…\``,
        '    allowed: text of at most 256 letters, digits, spaces and `_.:/=+-@`',
      ),
    );
  });

  test('accepts 49 tags, because the owner is one more, and fails on 50', () => {
    const tags = (count: number) => Array.from({ length: count }, (_, index) => `  t${index}: x`);
    expect(describeWith('tags:', ...tags(49))).toBe('');
    expect(describeWith('tags:', ...tags(50))).toBe(
      lines('organization/accounts/shop.yaml:6:3: `tags` has 50 tags', '    allowed: at most 49 tags'),
    );
  });

  test('fails on a stack suffix that CloudFormation would reject', () => {
    expect(describeWith('stack: second_batch')).toBe(
      lines(
        'organization/accounts/shop.yaml:5:8: `stack` cannot be `second_batch`',
        '    allowed: 1 to 32 letters and digits',
      ),
    );
  });
});
