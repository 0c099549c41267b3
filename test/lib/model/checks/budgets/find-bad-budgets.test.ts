import {
  ACCOUNT,
  describeFiles,
  edit,
  landingZone,
  lines,
  requireOrganization,
  LANDING_ZONE,
  type Files,
} from '../../../../support/organization-folder';

const ZONE = 'organization/landing-zone.yaml';
const SHOP = 'organization/accounts/shop.yaml';
const ARN = 'arn:aws:ce::111111111111:anomalymonitor/01234567-89ab-cdef-0123-456789abcdef';
const WITHOUT = ACCOUNT.replace('budget: 100\n', '');

/** The landing zone with the section, and the account. The section begins in line 20. */
function withBudgets(section: string, account = ACCOUNT): Files {
  return { ...landingZone(['exemptions:\n', `${section}exemptions:\n`]), 'accounts/shop.yaml': account };
}

const budgetOf = (files: Files) => requireOrganization(files).accounts[0]?.budget;

describe('the budget of an account', () => {
  test('takes each field from its file, or else from the nearest unit above it, or else from the root', () => {
    const section = `budgets:
  defaults:
    root: { usd: 10, actual: [50], addresses: [root@example.com] }
    Workloads: { usd: 20, forecast: [90] }
    Workloads/Production: { addresses: [production@example.com] }
    Sandbox: { usd: 30 }
`;
    expect(budgetOf(withBudgets(section, `${WITHOUT}budget: { actual: [] }\n`))).toEqual({
      usd: 20,
      actual: [],
      forecast: [90],
      addresses: ['production@example.com'],
    });
    expect(budgetOf(withBudgets(section))).toMatchObject({ usd: 100, actual: [50] });
  });

  test('must have an amount somewhere', () => {
    const problem = lines(
      `${SHOP}:1:1: missing field \`budget\``,
      '    allowed: a number above 0, in USD per month',
      '    fix: write one, such as `budget: 100`, or one for many accounts: `usd` below `budgets.defaults.root` of landing-zone.yaml',
    );
    expect(describeFiles(withBudgets('', WITHOUT))).toBe(problem);
    expect(describeFiles(withBudgets('budgets: { defaults: { Sandbox: { usd: 1 } } }\n', WITHOUT))).toBe(problem);
    expect(describeFiles(withBudgets('budgets: { defaults: { Workloads: { usd: 1 } } }\n', WITHOUT))).toBe('');
  });

  test('must have an amount even if its file says who is told', () => {
    expect(describeFiles(withBudgets('', `${WITHOUT}budget: { addresses: [a@example.com] }\n`))).toContain(
      `${SHOP}:4:1: missing field \`usd\``,
    );
  });

  test('needs none once the account is closed', () => {
    expect(describeFiles(withBudgets('', `${WITHOUT}state: closed\n`))).toBe('');
  });

  test('is not missing where a default has a mistake', () => {
    expect(describeFiles(withBudgets('budgets: { defaults: { root: { usd: -1 } } }\n', WITHOUT))).toBe(
      lines(`${ZONE}:20:37: \`usd\` cannot be \`-1\``, '    allowed: a number above 0, in USD per month'),
    );
  });
});

test('defaults are for the root and for units', () => {
  expect(describeFiles(withBudgets('budgets: { defaults: { Production: { usd: 1 }, Sandbx: { usd: 1 } } }\n'))).toBe(
    lines(
      `${ZONE}:20:24: unknown unit \`Production\``,
      '    allowed: `root`, `Workloads`, `Workloads/Production`, `Sandbox`',
      '    fix: write its path: `Workloads/Production`',
      `${ZONE}:20:48: unknown unit \`Sandbx\``,
      '    allowed: `root`, `Workloads`, `Workloads/Production`, `Sandbox`',
      '    fix: did you mean `Sandbox`?',
    ),
  );
});

describe('the alerts of a budget', () => {
  test('have each threshold and each address once', () => {
    const budget =
      'budget: { usd: 1, actual: [80, 80.0], forecast: [80], addresses: [a@example.com, A@example.com] }\n';
    expect(describeFiles(withBudgets('', `${WITHOUT}${budget}`))).toBe(
      lines(
        `${SHOP}:4:32: the threshold \`80\` is listed twice; the first is at ${SHOP}:4:28`,
        '    fix: remove one of the two',
        `${SHOP}:4:82: \`A@example.com\` is listed twice; the first is at ${SHOP}:4:67`,
        '    allowed: each address once; its case does not matter',
        '    fix: remove one of the two',
      ),
    );
  });

  test('have five thresholds at most, with those of the defaults', () => {
    const section = 'budgets: { defaults: { root: { forecast: [50, 60, 70] } } }\n';
    expect(describeFiles(withBudgets(section))).toBe('');
    expect(describeFiles(withBudgets(section, `${WITHOUT}budget: { usd: 1, actual: [80, 90, 100] }\n`))).toBe(
      lines(
        `${SHOP}:4:19: the budget has 6 thresholds: 3 of \`actual\` and 3 of \`forecast\``,
        '    allowed: at most 5 together: AWS takes no more',
        '    fix: remove thresholds; an empty list is none',
      ),
    );
  });

  test('are blamed in the defaults, and not in every account below', () => {
    const section = 'budgets: { defaults: { root: { usd: 1, actual: [50, 60, 70, 80, 90] } } }\n';
    expect(describeFiles(withBudgets(section)).match(/^organization.*$/gm)).toEqual([
      `${ZONE}:20:40: the budget has 6 thresholds: 5 of \`actual\` and 1 of \`forecast\``,
    ]);
  });

  test('go to ten addresses at most', () => {
    const addresses = [...Array(11).keys()].map((index) => `a${index}@example.com`).join(', ');
    expect(describeFiles(withBudgets('', `${WITHOUT}budget: { usd: 1, addresses: [${addresses}] }\n`))).toContain(
      'at most 10 addresses: AWS takes no more',
    );
  });
});

test.each(['eu-north-1', 'ap-northeast-3'])('the home Region %s cannot hold budgets', (region) => {
  const text = edit(LANDING_ZONE, ['home: eu-central-1', `home: ${region}`], ['eu-central-1, us', `${region}, us`]);
  expect(describeFiles({ 'landing-zone.yaml': text })).toMatch(
    new RegExp(
      `^${ZONE}:7:9: CloudFormation cannot make budgets in \`${region}\`, and every account has one.*\n    allowed: .*\`eu-central-1\`.*\n    fix: .+$`,
    ),
  );
});

test.each([
  ['organization: { usd: 1 }', 'organization', "the budget of all accounts tells the topic of the audit's alarms"],
  [
    `anomalies: { monitorArn: ${ARN}, fromUsd: 1 }`,
    'anomalies',
    "unusual spending is told to the topic of the audit's alarms",
  ],
])('without an audit, nobody hears of %s', (line, section, who) => {
  expect(describeFiles(withBudgets(`budgets:\n  ${line}\n`))).toBe(
    lines(
      `${ZONE}:21:3: ${who}, and there is no section \`audit\``,
      `    allowed: \`${section}\` in an organization with an \`audit\``,
      `    fix: write the section \`audit\` (docs/audit.md), or remove \`${section}\``,
    ),
  );
});

describe('unusual spending', () => {
  // That there is no audit is told besides.
  const describeAnomalies = (fields: string, account = ACCOUNT): readonly string[] =>
    describeFiles(withBudgets(`budgets:\n  anomalies: { fromUsd: 100${fields} }\n`, account))
      .split(/\n(?=organization)/)
      .filter((problem) => !problem.includes('section `audit`'));

  test('is watched by a monitor that exists, or by one over accounts, also the management account', () => {
    expect(describeAnomalies(`, monitorArn: '${ARN}'`)).toEqual([]);
    expect(describeAnomalies(', accounts: [shop, management]')).toEqual([]);
    expect(describeAnomalies(', accounts: [shop]', `${ACCOUNT}state: closed\n`)).not.toEqual([]);
  });

  test.each([
    ['', '21:3: `anomalies` has no monitor: neither `monitorArn` nor `accounts` is there'],
    [`, monitorArn: '${ARN}', accounts: [shop]`, '21:122: `monitorArn` and `accounts` exclude each other'],
    [
      `, monitorArn: '${ARN.replace('111111111111', '222222222222')}'`,
      '21:42: the monitor is in the account `222222222222`, and only the management account sees the costs of all accounts',
    ],
    [', accounts: [shp]', '21:41: unknown account `shp`'],
    [', accounts: [shop, shop]', `21:47: \`shop\` is listed twice; the first is at ${ZONE}:21:41`],
  ])('fails on %s', (fields, message) => {
    expect(describeAnomalies(fields)[0]).toContain(`${ZONE}:${message}`);
    expect(describeAnomalies(fields)).toHaveLength(1);
  });

  test('of a closed account is none', () => {
    expect(describeAnomalies(', accounts: [shop]', `${ACCOUNT}state: closed\n`)).toEqual([
      lines(
        `${ZONE}:21:41: the account \`shop\` is closed, and spends nothing`,
        '    allowed: `management`',
        '    fix: remove `shop`',
      ),
    ]);
  });

  test('of a suspended account is watched: what runs there goes on', () => {
    expect(describeAnomalies(', accounts: [shop]', `${ACCOUNT}state: suspended\n`).join()).not.toContain('closed');
  });
});
