import { peopleSections, summarizePeople } from '../../../../lib/cli/plan/people';
import type { Organization } from '../../../../lib/model/organization';
import { renderText } from '../../../../lib/report/text/render-text';
import { theExample } from '../../../support/the-example';

const { organization: example } = theExample();

function linesOf(organization: Organization): readonly string[] {
  return renderText(
    { sections: peopleSections(summarizePeople(organization), organization.homeRegion) },
    { hasColors: false },
  );
}

describe('the people of a plan', () => {
  const text = linesOf(example).join('\n');

  test('have their permission sets, with how many assignments in how many accounts', () => {
    expect(text).toMatch(/^People +Assignments +Accounts$/m);
    expect(text).toMatch(/^finance +1 +1$/m);
    expect(text).toMatch(/^administrator +6 +6\n *elevated$/m);
    expect(text).toMatch(/^app-shop +1 +1$/m);
    expect(text).toContain('12 of 3,500 permission sets, 34 assignments');
    expect(text).toContain('shop-development has the most: 7 of 500 permission sets');
  });

  test('are left out while the id of their group is not known', () => {
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Left out: 1 assignment of `data-analysts`, because the configuration has no id of the group',
    );
    const groups = example.groups.map((group) => ({ ...group, id: group.id ?? 'known' }));
    expect(linesOf({ ...example, groups }).join('\n')).not.toContain('Left out');
  });

  test('need what no template can do, each with its place in the console', () => {
    for (const place of ['Identity source', 'Multi-factor authentication', 'Session duration'])
      expect(text).toContain(`Settings > ${place === 'Identity source' ? '' : 'Authentication > '}${place}`);
    expect(text).toContain('Every time they sign in (always-on)');
    expect(text).not.toContain('Enable an organization instance');
  });

  test('need an instance first, which a person enables in the home Region, and its ids', () => {
    const identity = example.identity && { ...example.identity, instance: null };
    const without = linesOf({ ...example, identity }).join('\n');
    expect(without).toMatch(
      /Enable an organization instance\n.*In the management account, Region eu-central-1: Enable/,
    );
    expect(without).toContain('npx rampart groups');
    expect(without).toContain('Not deployed, because `identity.instance` is not known');
  });

  test('fit into 100 columns, but for sentences', () => {
    const identity = example.identity && { ...example.identity, instance: null };
    const lines = [...linesOf(example), ...linesOf({ ...example, identity })];
    expect(lines.filter((line) => line.length > 100 && !/^(Left out:|Not deployed,) /.test(line))).toEqual([]);
  });

  test('are not mentioned without a section `identity`', () => {
    expect(linesOf({ ...example, identity: null })).toEqual([]);
    expect(summarizePeople({ ...example, identity: null })).toBeNull();
  });
});
