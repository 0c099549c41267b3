import { APPLICATION, APPLICATIONS_ZONE, describeShop, describeWith } from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

describe('the Region of an application', () => {
  test('is governed', () => {
    expect(describeShop(['people:', 'region: sa-east-1\npeople:'])).toBe(
      lines(
        'organization/applications/shop.yaml:3:9: the Region `sa-east-1` is not governed',
        '    allowed: `eu-central-1`, `us-east-1`',
        '    fix: choose one of them, or add `sa-east-1` to `regions.governed`',
      ),
    );
  });

  test('is not an opt-in Region', () => {
    expect(describeShop(['people:', 'region: eu-central-2\npeople:'])).toBe(
      lines(
        'organization/applications/shop.yaml:3:9: the Region `eu-central-2` is not governed',
        '    allowed: `eu-central-1`, `us-east-1`',
        '    fix: choose one of them',
      ),
    );
  });

  test('exists', () => {
    expect(describeShop(['people:', 'region: eu-centrl-1\npeople:'])).toBe(
      lines(
        'organization/applications/shop.yaml:3:9: unknown Region `eu-centrl-1`',
        '    allowed: `af-south-1`, `ap-east-1`, `ap-east-2`, `ap-northeast-1`, `ap-northeast-2`, `ap-northeast-3`, `ap-south-1`, `ap-south-2`, `ap-southeast-1`, `ap-southeast-2`, `ap-southeast-3`, `ap-southeast-4` and 23 more',
        '    fix: did you mean `eu-central-1`?',
      ),
    );
  });

  test('may be governed no longer once the application is retired', () => {
    expect(describeShop(['people:', 'state: retired\nregion: sa-east-1\npeople:'])).toBe('');
  });

  test('is not judged by a list with a mistake', () => {
    expect(
      describeWith({
        'landing-zone.yaml': edit(APPLICATIONS_ZONE, [', us-east-1]', ', us-east]']),
        'applications/shop.yaml': edit(APPLICATION, ['people:', 'region: us-east-1\npeople:']),
      }),
    ).toBe(
      lines(
        'organization/landing-zone.yaml:8:28: unknown Region `us-east`',
        '    allowed: `af-south-1`, `ap-east-1`, `ap-east-2`, `ap-northeast-1`, `ap-northeast-2`, `ap-northeast-3`, `ap-south-1`, `ap-south-2`, `ap-southeast-1`, `ap-southeast-2`, `ap-southeast-3`, `ap-southeast-4` and 23 more',
        '    fix: did you mean `us-east-1`?',
      ),
    );
  });
});
