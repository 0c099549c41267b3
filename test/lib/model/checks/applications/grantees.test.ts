import { ANALYTICS, APPLICATION, describeShop, describeWith } from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

const SHAPES = lines(
  '- aplication: analytics',
  '      - application: analytics',
  '        form: [data]',
  '      - application: analytics',
  '        group: analysts',
  '      - role: x',
  '      - partner: 999999999999',
  '        role: x',
  '      - analytics',
  '      - group:',
  "      - partner: '999999999999'",
  "        role: 'x*'",
  '        from: [data]',
  '      - application: analytics',
  '        in: []',
);

describe('a grant', () => {
  test('is for an application that exists', () => {
    expect(describeShop(['- application: analytics', '- application: analytic\n      - application: warehouse'])).toBe(
      lines(
        'organization/applications/shop.yaml:8:22: unknown application `analytic`',
        '    allowed: `analytics`, `shop`',
        '    fix: did you mean `analytics`?',
        'organization/applications/shop.yaml:9:22: unknown application `warehouse`',
        '    allowed: `analytics`, `shop`',
        '    fix: add `applications/warehouse.yaml`',
      ),
    );
  });

  test('may be for an application that cannot be read', () => {
    expect(describeWith({ 'applications/analytics.yaml': '{' })).toBe(
      lines(
        'organization/applications/analytics.yaml:1:2: YAML: flow map must end with a }: `{`',
        '    fix: close the open quote, bracket or brace',
      ),
    );
  });

  test('is not for the application itself or its people, who reach its stores already', () => {
    expect(describeShop(['- application: analytics', '- application: shop\n      - group: developers'])).toBe(
      lines(
        'organization/applications/shop.yaml:8:22: `shop` reads and writes its own stores already, in each of its accounts',
        '    allowed: other applications, groups and partners',
        '    fix: remove the grant',
        'organization/applications/shop.yaml:9:16: `developers` are the people of `shop`, and read its stores already',
        '    allowed: other applications, groups and partners',
        '    fix: remove the grant',
      ),
    );
  });

  test('may let the people write to a store that they only read', () => {
    expect(describeShop(['readers:', 'writers:'], ['- application: analytics', '- group: developers'])).toBe('');
  });

  test('does not let people write who do so already', () => {
    expect(
      describeShop(
        ['group: developers', 'group: developers\n  access: write'],
        ['readers:', 'writers:'],
        ['- application: analytics', '- group: developers'],
      ),
    ).toBe(
      lines(
        'organization/applications/shop.yaml:9:16: `developers` are the people of `shop`, and write to its stores already',
        '    allowed: other applications, groups and partners',
        '    fix: remove the grant',
      ),
    );
  });

  test('may be for the people if another application is theirs, too', () => {
    expect(
      describeWith({
        'applications/analytics.yaml': edit(ANALYTICS, ['group: analysts', 'group: developers']),
        'applications/shop.yaml': edit(APPLICATION, [
          '- application: analytics',
          '- group: developers\n        from: [data]',
        ]),
      }),
    ).toBe('');
  });

  test('names one grantee, by the fields that belong to it', () => {
    expect(describeShop(['- application: analytics', SHAPES])).toBe(
      lines(
        'organization/applications/shop.yaml:8:9: unknown field `aplication`',
        '    allowed: `application`, `from`, `in`',
        '    fix: did you mean `application`?',
        'organization/applications/shop.yaml:10:9: unknown field `form`',
        '    allowed: `application`, `from`, `in`',
        '    fix: did you mean `from`?',
        'organization/applications/shop.yaml:12:9: unknown field `group`',
        '    allowed: `application`, `from`, `in`',
        'organization/applications/shop.yaml:13:9: missing field `partner`',
        "    allowed: the 12 digits of the partner's account, in quotes",
        'organization/applications/shop.yaml:14:18: `partner` is a number: `999999999999`',
        "    allowed: the 12 digits of the partner's account, in quotes",
        `    fix: put it in quotes: \`'999999999999'\``,
        'organization/applications/shop.yaml:16:9: item 6 of `readers` is text: `analytics`',
        '    allowed: one of `application`, `group` and `partner`',
        'organization/applications/shop.yaml:17:9: `group` has no value',
        "    allowed: a group's name",
        `organization/applications/shop.yaml:19:15: \`role\` cannot be \`'x*'\``,
        `    allowed: a role's path and name, such as \`etl/reader\``,
        'organization/applications/shop.yaml:20:9: unknown field `from`',
        '    allowed: `partner`, `role`, `until`, `in`',
        'organization/applications/shop.yaml:22:13: `in` cannot be `[]`',
        '    allowed: at least one account',
      ),
    );
  });
});
