import { describeFiles, landingZone, lines, requireOrganization } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';
const ID = '11111111-2222-3333-4444-555555555555';

/** The section, with a connection of an account. */
const vending = (account: string): string =>
  `vending:
  email: aws+{name}@example.com
  pipeline:
    connection: arn:aws:codeconnections:eu-west-1:${account}:connection/${ID}
    repository: example/platform/landing-zone
`;

const withSection = (section: string) => landingZone(['exemptions:\n', `${section}exemptions:\n`]);

describe('vending', () => {
  test('takes a pattern of addresses without a pipeline', () => {
    const organization = requireOrganization(withSection("vending: { email: 'aws+{name}@example.com' }\n"));
    expect(organization.vending).toEqual({ emailPattern: 'aws+{name}@example.com', pipeline: null });
  });

  test.each(['aws@example.com', '{name}{name}@example.com', '{name}', 'aws+{Name}@example.com'])(
    'refuses a pattern that does not name the account once: %s',
    (email) => {
      expect(describeFiles(withSection(`vending: { email: '${email}' }\n`))).toContain(
        'allowed: an e-mail address with `{name}` once, such as `aws+{name}@example.com`',
      );
    },
  );

  test('needs somebody whom the pipeline tells', () => {
    expect(describeFiles(withSection(vending('111111111111')))).toBe(
      lines(
        `${FILE}:22:3: the pipeline has nobody to tell: there is no section \`audit\`, whose subscriptions hear of it`,
        '    allowed: a pipeline in an organization with an `audit`',
        '    fix: write the section `audit` (docs/audit.md), or remove `pipeline`',
      ),
    );
  });

  test('needs a connection of the management account', () => {
    expect(describeFiles(withSection(vending('222222222222')))).toContain(
      lines(
        `${FILE}:23:17: the connection is in the account \`222222222222\`, but the pipeline is in the management account`,
        '    allowed: a connection of `111111111111`',
        '    fix: create the connection in the management account, under Developer Tools, Settings, Connections',
      ),
    );
  });

  test.each([
    ['connection: arn:aws:codecommit:eu-west-1:111111111111:x', "a connection's ARN"],
    ['repository: landing-zone', 'owner and repository'],
    ["branch: '-x'", 'the name of a branch'],
  ])('refuses %s', (line, allowed) => {
    const [field = ''] = line.split(':');
    const section = vending('111111111111').replace(new RegExp(`    ${field}:.*\n|$`), `    ${line}\n`);
    expect(describeFiles(withSection(section))).toContain(`allowed: ${allowed}`);
  });
});
