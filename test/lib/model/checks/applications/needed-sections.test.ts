import { APPLICATIONS_ZONE, describeWith } from '../../../../support/application-folder';
import { edit, lines } from '../../../../support/organization-folder';

describe('applications', () => {
  test('need the section `baseline`', () => {
    expect(describeWith({ 'landing-zone.yaml': edit(APPLICATIONS_ZONE, ['baseline: {}\n', '']) })).toBe(
      lines(
        'organization/landing-zone.yaml:1:1: applications, such as `analytics`, need `baseline`: it makes the permissions boundary of their roles',
        '    fix: add the section `baseline` (docs/baseline.md)',
      ),
    );
  });

  test('are not told so if landing-zone.yaml cannot be read', () => {
    expect(describeWith({ 'landing-zone.yaml': '{' })).toBe(
      lines(
        'organization/landing-zone.yaml:1:2: YAML: flow map must end with a }: `{`',
        '    fix: close the open quote, bracket or brace',
      ),
    );
  });
});
