import type { Files } from '../../../support/organization-folder';
import { ACCOUNT, describeFiles, landingZone, lines, withAccount } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

/** Another account, with an address of its own. */
function account(more = ''): string {
  return `${ACCOUNT.replace('shop@', 'other@')}${more}`;
}

function clash(at: string, name: string, owner: string): string {
  return lines(
    `${at}: the name \`${name}\` is already used by ${owner}`,
    '    allowed: a name that no other unit or account has',
    '    fix: choose another name',
  );
}

describe('the one namespace of the root, units and accounts', () => {
  test.each<[string, Files, string]>([
    [
      'a unit and an account',
      { ...withAccount(), 'accounts/Sandbox.yaml': account() },
      clash('organization/accounts/Sandbox.yaml:1:1', 'Sandbox', `the unit \`Sandbox\` (${FILE}:13:3)`),
    ],
    [
      "a unit's key below another and an account",
      { ...withAccount(), 'accounts/Production.yaml': account() },
      clash('organization/accounts/Production.yaml:1:1', 'Production', `the unit \`Production\` (${FILE}:11:3)`),
    ],
    [
      "a unit and an account's name",
      withAccount(['budget: 100', 'budget: 100\nname: Sandbox']),
      clash('organization/accounts/shop.yaml:5:7', 'Sandbox', `the unit \`Sandbox\` (${FILE}:13:3)`),
    ],
    [
      'two accounts by name',
      { ...withAccount(['budget: 100', 'name: Live\nbudget: 100']), 'accounts/zoo.yaml': account('name: Live\n') },
      clash('organization/accounts/zoo.yaml:5:7', 'Live', 'the account `shop` (organization/accounts/shop.yaml:4:7)'),
    ],
    [
      "an account's name and another's key",
      { ...withAccount(['budget: 100', 'name: zoo\nbudget: 100']), 'accounts/zoo.yaml': account() },
      clash('organization/accounts/zoo.yaml:1:1', 'zoo', 'the account `shop` (organization/accounts/shop.yaml:4:7)'),
    ],
    [
      'an account and the management account',
      { ...withAccount(), 'accounts/management.yaml': account() },
      clash('organization/accounts/management.yaml:1:1', 'management', `the management account (${FILE}:3:3)`),
    ],
    [
      'a unit and the management account by its own name',
      landingZone(['managementAccount:\n', 'managementAccount:\n    name: Sandbox\n']),
      clash(`${FILE}:14:3`, 'Sandbox', `the management account (${FILE}:4:11)`),
    ],
    ['a unit and the root', landingZone(['  Sandbox: {}', '  root: {}']), clash(`${FILE}:13:3`, 'root', 'the root')],
    [
      'an account and the root',
      { ...withAccount(), 'accounts/root.yaml': account() },
      clash('organization/accounts/root.yaml:1:1', 'root', 'the root'),
    ],
  ])('fails on one name for %s', (_what, files, expected) => {
    expect(describeFiles(files)).toBe(expected);
  });

  test.each<[string, Files, string, string, string]>([
    [
      'two accounts',
      { ...withAccount(), 'accounts/Shop.yaml': account() },
      'organization/accounts/shop.yaml:1:1',
      'shop',
      'Shop`, which is used by the account `Shop` (organization/accounts/Shop.yaml:1:1)',
    ],
    [
      'an account and a unit',
      { ...withAccount(), 'accounts/sandbox.yaml': account() },
      'organization/accounts/sandbox.yaml:1:1',
      'sandbox',
      `Sandbox\`, which is used by the unit \`Sandbox\` (${FILE}:13:3)`,
    ],
    [
      "an account's name and a unit",
      withAccount(['budget: 100', 'budget: 100\nname: sandBox']),
      'organization/accounts/shop.yaml:5:7',
      'sandBox',
      `Sandbox\`, which is used by the unit \`Sandbox\` (${FILE}:13:3)`,
    ],
    [
      'two units',
      landingZone(['  Sandbox: {}', '  WorkLoads: {}']),
      `${FILE}:13:3`,
      'WorkLoads',
      `Workloads\`, which is used by the unit \`Workloads\` (${FILE}:10:3)`,
    ],
    [
      'an account and the management account',
      { ...withAccount(), 'accounts/Management.yaml': account() },
      'organization/accounts/Management.yaml:1:1',
      'Management',
      `management\`, which is used by the management account (${FILE}:3:3)`,
    ],
  ])('fails on names that differ only by case for %s', (_what, files, at, name, taken) => {
    expect(describeFiles(files)).toBe(
      lines(
        `${at}: the name \`${name}\` differs only by case from \`${taken}`,
        '    allowed: a name that no other unit or account has, in any case: some file systems ignore it',
        '    fix: choose another name',
      ),
    );
  });

  test("takes an account's name that is its own key in another case", () => {
    expect(describeFiles(withAccount(['budget: 100', 'name: Shop\nbudget: 100']))).toBe('');
  });

  test("takes an account's name that is its own key, and a unit's name that is another's", () => {
    const files = {
      ...withAccount(['budget: 100', 'name: shop\nbudget: 100']),
      ...landingZone(['Sandbox: {}', 'Sandbox: { name: shop }']),
    };
    expect(describeFiles(files)).toBe('');
  });

  test.each([51, 64])('fails on a file name of %i characters without `name`, which AWS would show', (length) => {
    const key = 'n'.repeat(length);
    expect(describeFiles({ ...withAccount(), [`accounts/${key}.yaml`]: account() })).toBe(
      lines(
        `organization/accounts/${key}.yaml:1:1: \`name\` is missing, and the file name \`${key}\`, which is used without it, has ${length} characters`,
        '    allowed: at most 50 characters, as the name that AWS shows',
        `    fix: write a shorter \`name\` into the file, such as \`name: ${'n'.repeat(50)}\``,
      ),
    );
  });

  test('takes a file name of 50 characters, and a longer one with a `name`', () => {
    const [short, long] = ['n'.repeat(50), 'n'.repeat(64)];
    expect(describeFiles({ ...withAccount(), [`accounts/${short}.yaml`]: account() })).toBe('');
    expect(describeFiles({ ...withAccount(), [`accounts/${long}.yaml`]: account('name: Live\n') })).toBe('');
  });

  test.each(['9lives', 'my shop', 'a.b', 'n'.repeat(65)])('fails on the file name %s.yaml', (key) => {
    expect(describeFiles({ ...withAccount(), [`accounts/${key}.yaml`]: account() })).toBe(
      lines(
        `organization/accounts/${key}.yaml:1:1: the file name \`${key}\` cannot be the key of an account`,
        '    allowed: a letter, then at most 63 letters, digits and hyphens',
        '    fix: rename the file',
      ),
    );
  });
});
