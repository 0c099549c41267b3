import { findTooManyRules } from '../../../../lib/model/checks/compliance';
import { CONFIG_RULE_IDS } from '../../../../lib/model/config-rules/table';
import { ACCOUNT, LANDING_ZONE, describeFiles, edit, lines } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

/** The landing zone ends at line 24, so that the section begins at line 25. */
function describeCompliance(section: string, shop = ACCOUNT, baseline = 'baseline: {}\n'): string {
  const files = { 'landing-zone.yaml': `${LANDING_ZONE}${section}${baseline}`, 'accounts/shop.yaml': shop };
  return describeFiles(files)
    .split('\n')
    .filter((line, index, all) => !isOfBaseline(line, index, all))
    .join('\n');
}

/** What the section `baseline` is told, because it needs other sections. */
function isOfBaseline(line: string, index: number, all: readonly string[]): boolean {
  const first = line.startsWith(' ') ? all.slice(0, index).findLast((one) => !one.startsWith(' ')) : line;
  return first?.includes('`baseline` needs') ?? false;
}

const CIS = 'compliance:\n  cis-aws-foundations:\n';
const WITH_ID = `${ACCOUNT}id: '222222222222'\n`;

test('standards with their options are valid', () => {
  const section = lines(
    'compliance:',
    '  cis-aws-foundations:',
    '    periodicRules: everywhere',
    '    parameters:',
    '      ACCESS_KEYS_ROTATED: { maxAccessKeyAge: 60 }',
    '      IAM_PASSWORD_POLICY: { RequireSymbols: true }',
    '    withoutRules: [EC2_IMDSV2_CHECK]',
    '    excludedAccounts: [shop, management]',
    '  pci-dss: {}',
    '  rampart-mirror: false',
    '',
  );
  expect(describeCompliance(section, WITH_ID)).toBe('');
});

test('the section needs a baseline', () => {
  expect(describeCompliance('compliance: {}\n', ACCOUNT, '')).toBe(
    lines(
      `${FILE}:25:1: \`compliance\` needs \`baseline\`: without a recorder, Config rules see nothing, and every pack fails`,
      '    fix: add the section `baseline`',
    ),
  );
});

describe('a standard', () => {
  test('exists', () => {
    expect(describeCompliance('compliance:\n  pci-ds: {}\n')).toBe(
      lines(
        `${FILE}:26:3: unknown field \`pci-ds\``,
        '    allowed: `cis-aws-foundations`, `pci-dss`, `rampart-mirror`',
        '    fix: did you mean `pci-dss`?',
      ),
    );
  });

  test('has only options that exist', () => {
    expect(describeCompliance(`${CIS}    withoutRule: []\n`)).toBe(
      lines(
        `${FILE}:27:5: unknown field \`withoutRule\``,
        '    allowed: `periodicRules`, `parameters`, `withoutRules`, `excludedAccounts`',
        '    fix: did you mean `withoutRules`?',
      ),
    );
  });

  test('is not empty', () => {
    // The only guardrails of the test's catalogue have these two.
    const section = 'compliance:\n  rampart-mirror:\n    withoutRules: [EC2_IMDSV2_CHECK, ENCRYPTED_VOLUMES]\n';
    expect(describeCompliance(section)).toBe(
      lines(
        `${FILE}:27:19: every Config rule of \`rampart-mirror\` is left out`,
        '    allowed: at least one Config rule that is not left out',
        '    fix: write `rampart-mirror: false`',
      ),
    );
  });
});

describe('a left-out Config rule', () => {
  test('is one of the standard', () => {
    const described = describeCompliance(`${CIS}    withoutRules: [EC2_IMDSV2_CHEK]\n`);
    expect(described).toContain(`${FILE}:27:20: \`cis-aws-foundations\` has no Config rule \`EC2_IMDSV2_CHEK\`\n`);
    expect(described).toMatch(/ {4}allowed: `\w+`(?:, `\w+`)* and \d+ more\n/);
    expect(described).toContain('    fix: did you mean `EC2_IMDSV2_CHECK`?');
  });

  test('may be one of another standard, which the problem names', () => {
    expect(describeCompliance(`${CIS}    withoutRules: [DAX_ENCRYPTION_ENABLED]\n`)).toContain(
      '    fix: write it below `pci-dss`, which has it',
    );
  });

  test('of the mirror is one of a guardrail', () => {
    const section = 'compliance:\n  rampart-mirror:\n    withoutRules: [RDS_STORAGE_ENCRYPTED]\n';
    expect(describeCompliance(section)).toContain(
      lines(
        '`rampart-mirror` has no Config rule `RDS_STORAGE_ENCRYPTED`',
        '    allowed: `ENCRYPTED_VOLUMES`, `EC2_IMDSV2_CHECK`',
      ),
    );
  });

  test('is left out once', () => {
    expect(describeCompliance(`${CIS}    withoutRules: [EC2_IMDSV2_CHECK, EC2_IMDSV2_CHECK]\n`)).toBe(
      lines(
        `${FILE}:27:38: \`EC2_IMDSV2_CHECK\` is already left out (${FILE}:27:20)`,
        '    fix: remove one of the two',
      ),
    );
  });
});

describe('a parameter', () => {
  test('belongs to a Config rule of the standard', () => {
    expect(describeCompliance(`${CIS}    parameters:\n      ACCES_KEYS_ROTATED: { maxAccessKeyAge: 9 }\n`)).toContain(
      '    fix: did you mean `ACCESS_KEYS_ROTATED`?',
    );
  });

  test('is one that the Config rule has', () => {
    expect(describeCompliance(`${CIS}    parameters:\n      ACCESS_KEYS_ROTATED: { maxAccessKeyAges: 9 }\n`)).toBe(
      lines(
        `${FILE}:28:30: the Config rule \`ACCESS_KEYS_ROTATED\` has no parameter \`maxAccessKeyAges\``,
        '    allowed: `maxAccessKeyAge`',
        '    fix: did you mean `maxAccessKeyAge`?',
      ),
    );
  });

  test('is refused if the Config rule has none', () => {
    expect(describeCompliance(`${CIS}    parameters:\n      EC2_IMDSV2_CHECK: { tokens: required }\n`)).toBe(
      lines(
        `${FILE}:28:27: the Config rule \`EC2_IMDSV2_CHECK\` has no parameter \`tokens\``,
        '    allowed: no parameters',
      ),
    );
  });

  test('has an effect: its Config rule is not left out', () => {
    const section = lines(
      'compliance:',
      '  cis-aws-foundations:',
      '    parameters:',
      '      ACCESS_KEYS_ROTATED: { maxAccessKeyAge: 9 }',
      '    withoutRules: [ACCESS_KEYS_ROTATED]',
      '',
    );
    expect(describeCompliance(section)).toBe(
      lines(
        `${FILE}:28:7: the parameters of \`ACCESS_KEYS_ROTATED\` have no effect: the Config rule is left out (${FILE}:29:20)`,
        '    fix: remove it from `withoutRules`, or its parameters',
      ),
    );
  });
});

describe('an excluded account', () => {
  const excluding = (accounts: string) => `${CIS}    excludedAccounts: [${accounts}]\n`;

  test('exists', () => {
    expect(describeCompliance(excluding('shp'), WITH_ID)).toBe(
      lines(
        `${FILE}:27:24: unknown account \`shp\``,
        '    allowed: `management`, `shop`',
        '    fix: did you mean `shop`?',
      ),
    );
  });

  test('is excluded once', () => {
    expect(describeCompliance(excluding('shop, shop'), WITH_ID)).toBe(
      lines(
        `${FILE}:27:30: the account \`shop\` is already excluded (${FILE}:27:24)`,
        '    fix: remove one of the two',
      ),
    );
  });

  test('is not closed', () => {
    expect(describeCompliance(excluding('shop'), `${WITH_ID}state: closed\n`)).toBe(
      lines(
        `${FILE}:27:24: the account \`shop\` is closed, so that nothing measures it`,
        '    allowed: `management`',
        '    fix: remove it from the list',
      ),
    );
  });

  test('is not looked for if its file cannot be read', () => {
    expect(describeCompliance(excluding('shop'), edit(ACCOUNT, ['email:', 'email']))).not.toContain('unknown account');
  });
});

test('a pack takes as many Config rules as AWS does', () => {
  const at = { file: 'landing-zone.yaml', line: 1, column: 1 };
  const options = {
    standard: 'pci-dss' as const,
    rules: CONFIG_RULE_IDS,
    withoutRules: [],
    locate: () => at,
    locateKey: () => at,
  };
  expect(findTooManyRules(options, 100)).toMatchObject([
    { code: 'too-many-config-rules', allowed: '100 Config rules, the most that AWS takes in a conformance pack' },
  ]);
  expect(findTooManyRules({ ...options, withoutRules: CONFIG_RULE_IDS.slice(0, 160) }, 100)).toEqual([]);
});
