import {
  ANALYTICS,
  APPLICATION,
  APPLICATIONS_ZONE,
  describeShop,
  describeWith,
} from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

const WITHOUT_PEOPLE = edit(ANALYTICS, ['people:\n  group: analysts\n  access: write\n', '']);
const TO_ANALYSTS = edit(APPLICATION, ['- application: analytics', '- group: analysts']);

describe('a group', () => {
  test('of people is one of `identity.groups`', () => {
    expect(describeShop(['developers', 'developer'])).toBe(
      lines(
        'organization/applications/shop.yaml:4:10: unknown group `developer`',
        '    allowed: `developers`, `analysts`',
        '    fix: did you mean `developers`?',
      ),
    );
  });

  test('of a grant is one of `identity.groups`', () => {
    expect(describeShop(['- application: analytics', '- group: anlysts\n      - group: warehouse'])).toBe(
      lines(
        'organization/applications/shop.yaml:8:16: unknown group `anlysts`',
        '    allowed: `developers`, `analysts`',
        '    fix: did you mean `analysts`?',
        'organization/applications/shop.yaml:9:16: unknown group `warehouse`',
        '    allowed: `developers`, `analysts`',
        '    fix: add `warehouse:` to `identity.groups`',
      ),
    );
  });

  test('of a grant is the people of an application', () => {
    expect(describeWith({ 'applications/analytics.yaml': WITHOUT_PEOPLE, 'applications/shop.yaml': TO_ANALYSTS })).toBe(
      lines(
        'organization/applications/shop.yaml:8:16: the group `analysts` is the people of no application, so that it has no permission set to reach a store by',
        '    allowed: `developers`',
        '    fix: write `people: { group: analysts }` to the file of an application that it works with',
      ),
    );
  });

  test('may be the people of an application that is retired', () => {
    expect(
      describeWith({
        'applications/analytics.yaml': `${ANALYTICS}state: retired\n`,
        'applications/shop.yaml': TO_ANALYSTS,
      }),
    ).toBe('');
  });

  test('may be the one that an application misspells, which is one mistake', () => {
    expect(
      describeWith({
        'applications/analytics.yaml': edit(ANALYTICS, ['analysts', 'anlysts']),
        'applications/shop.yaml': TO_ANALYSTS,
      }),
    ).toBe(
      lines(
        'organization/applications/analytics.yaml:4:10: unknown group `anlysts`',
        '    allowed: `developers`, `analysts`',
        '    fix: did you mean `analysts`?',
      ),
    );
  });

  test('may be the people of an application that cannot be read', () => {
    expect(describeWith({ 'applications/analytics.yaml': '{', 'applications/shop.yaml': TO_ANALYSTS })).toBe(
      lines(
        'organization/applications/analytics.yaml:1:2: YAML: flow map must end with a }: `{`',
        '    fix: close the open quote, bracket or brace',
      ),
    );
  });

  test('is unknown, and not wrong, if the groups cannot be read', () => {
    expect(
      describeWith({
        'landing-zone.yaml': edit(APPLICATIONS_ZONE, ['  groups:\n    developers:\n    analysts:\n', '  groups: []\n']),
      }),
    ).toBe(
      lines('organization/landing-zone.yaml:40:11: `groups` is a list: `[]`', '    allowed: groups and their ids'),
    );
  });

  test('has one name', () => {
    expect(
      describeWith({
        'landing-zone.yaml': edit(
          APPLICATIONS_ZONE,
          ['developers:', 'developers: 93a4b8c2-7001-70d6-b5f8-2b1c5d6e7f80'],
          ['analysts:', 'analysts: 93A4b8c2-7001-70d6-b5f8-2b1c5d6e7f80'],
        ),
      }),
    ).toBe(
      lines(
        'organization/landing-zone.yaml:42:15: the group id `93A4b8c2-7001-70d6-b5f8-2b1c5d6e7f80` is already used by the group `developers` (organization/landing-zone.yaml:41:17)',
        '    allowed: an id that no other group has',
        '    fix: correct one of the two',
      ),
    );
  });
});
