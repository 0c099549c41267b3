import { DEFAULT_REGIONS, REGIONS } from '../../../../lib/model/regions';
import { describeFiles, landingZone, lines } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

describe('governed Regions', () => {
  test('fail without the home Region', () => {
    expect(describeFiles(landingZone(['home: eu-central-1', 'home: eu-west-1']))).toBe(
      lines(
        `${FILE}:7:9: the home Region \`eu-west-1\` is not governed`,
        '    allowed: `eu-central-1`, `us-east-1`',
        '    fix: add `eu-west-1` to `governed`',
      ),
    );
  });

  test('fail with a Region twice', () => {
    expect(describeFiles(landingZone(['us-east-1]', 'us-east-1, eu-central-1]']))).toBe(
      lines(
        `${FILE}:8:39: the Region \`eu-central-1\` is listed twice; the first is at ${FILE}:8:14`,
        '    fix: remove one of the two',
      ),
    );
  });

  test('fail once when the home Region is misspelt among them', () => {
    const text = describeFiles(landingZone(['[eu-central-1,', '[eu-centrl-1,']));
    expect(text.match(/^organization.*$/gm)).toEqual([`${FILE}:8:14: unknown Region \`eu-centrl-1\``]);
  });
});

describe('opt-in Regions', () => {
  test('are neither the home Region nor governed', () => {
    const text = describeFiles(
      landingZone(['home: eu-central-1', 'home: eu-south-2'], ['[eu-central-1,', '[il-central-1,']),
    );
    expect(text.match(/^organization.*$/gm)).toEqual([
      `${FILE}:7:9: \`eu-south-2\` is an opt-in Region: it is off in every new account`,
      `${FILE}:8:14: \`il-central-1\` is an opt-in Region: it is off in every new account`,
    ]);
  });

  test('are all that an account does not have from its first day', () => {
    expect(DEFAULT_REGIONS.size).toBe(17);
    expect(REGIONS.filter((region) => DEFAULT_REGIONS.has(region))).toHaveLength(17);
  });
});
