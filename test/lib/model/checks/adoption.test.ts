import { describeFiles, landingZone, lines, requireOrganization } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

describe('an adopted organization', () => {
  test('is known by its ids', () => {
    const files = landingZone([
      'organization:\n',
      'organization:\n  adopted: true\n  id: o-exampleorg1\n  rootId: r-ab12\n',
    ]);
    expect(requireOrganization(files)).toMatchObject({ adopted: true, id: 'o-exampleorg1', rootId: 'r-ab12' });
  });

  test('fails without them', () => {
    expect(describeFiles(landingZone(['organization:\n', 'organization:\n  adopted: true\n']))).toBe(
      lines(
        `${FILE}:3:12: missing field \`id\`: with \`adopted: true\` the organization exists already`,
        '    allowed: an id such as `o-exampleorg1`',
        '    fix: write `organization.id` down, as `aws organizations describe-organization` prints it',
        `${FILE}:3:12: missing field \`rootId\`: with \`adopted: true\` the organization exists already`,
        '    allowed: an id such as `r-ab12`',
        '    fix: write `organization.rootId` down, as `aws organizations list-roots` prints it',
      ),
    );
  });

  test('fails once with an id that is a mistake', () => {
    const files = landingZone(['organization:\n', 'organization:\n  adopted: true\n  id: x\n  rootId: r-ab12\n']);
    expect(describeFiles(files).match(/^organization.*$/gm)).toEqual([`${FILE}:4:7: \`id\` cannot be \`x\``]);
  });
});

describe('another organization', () => {
  test('may not know its ids yet', () => {
    expect(requireOrganization(landingZone())).toMatchObject({ adopted: false, id: null, rootId: null });
  });
});
