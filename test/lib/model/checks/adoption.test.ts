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
        `${FILE}:3:12: missing field \`id\`: \`adopted: true\` means that the organization already exists`,
        '    allowed: an id such as `o-exampleorg1`',
        '    fix: set `organization.id` to what `aws organizations describe-organization` prints',
        `${FILE}:3:12: missing field \`rootId\`: \`adopted: true\` means that the organization already exists`,
        '    allowed: an id such as `r-ab12`',
        '    fix: set `organization.rootId` to what `aws organizations list-roots` prints',
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
