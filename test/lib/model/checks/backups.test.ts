import { readOrganization } from '../../../../lib/cli/input/read-organization';
import { describeProblem } from '../../../../lib/model/problem';
import { edit, inFolder, type Files } from '../../../support/organization-folder';

const FILE = 'organization/landing-zone.yaml';

/** Shop is backed up; the account `copies` is not, and its number is known. */
const FILES = {
  'landing-zone.yaml': `formatVersion: 1
organization:
  managementAccount:
    id: '111111111111'
regions:
  home: eu-central-1
  governed: [eu-central-1, eu-west-1]
units:
  Workloads: {}
  Production:
    parent: Workloads
  Vaults: {}
backups:
  lock:
    minimumDays: 14
    maximumDays: 400
guardrails:
  Workloads:
    organization-backups:
      regions: [eu-west-1]
      plans:
        nightly:
          schedule: cron(0 1 ? * * *)
          tagValues: [nightly]
          retentionDays: 120
          coldStorageAfterDays: 30
      copyTo: { account: copies, region: eu-central-1 }
`,
  'accounts/shop.yaml': 'email: shop@example.com\nunit: Workloads/Production\nowner: o@example.com\nbudget: 1\n',
  'accounts/copies.yaml':
    "email: copies@example.com\nunit: Vaults\nowner: o@example.com\nbudget: 1\nid: '444444444444'\n",
};

function problemsOf(files: Files): string {
  return inFolder(files, (folder) => {
    const outcome = readOrganization(folder);
    const problems = outcome.kind === 'ok' ? [] : outcome.problems;
    return problems.map(describeProblem).join('\n').replaceAll(folder, 'organization');
  });
}

type Edits = readonly (readonly [from: string, to: string])[];

const landingZone = (...edits: Edits): Files => ({
  ...FILES,
  'landing-zone.yaml': edit(FILES['landing-zone.yaml'], ...edits),
});

const copies = (...edits: Edits): Files => ({
  ...FILES,
  'accounts/copies.yaml': edit(FILES['accounts/copies.yaml'], ...edits),
});

describe('backups', () => {
  test('are fine in Regions that are governed, within the lock, copied to an account that is known', () => {
    expect(problemsOf(FILES)).toBe('');
  });

  test('are refused with a retention below the lock, at the retention of the plan, and say what to write', () => {
    expect(
      problemsOf(
        landingZone(['          coldStorageAfterDays: 30\n', ''], ['retentionDays: 120', 'retentionDays: 13']),
      ),
    )
      .toBe(`${FILE}:25:26: the plan \`nightly\` keeps backups for 13 days, and the lock of the vaults takes none below 14 (\`backups.lock.minimumDays\`): every backup would fail
    allowed: 14 days or more
    fix: write \`retentionDays: 14\` for \`nightly\`, below \`plans\`, or \`backups.lock.minimumDays: 13\``);
  });

  test('are refused with a retention above the lock, and say that a final lock does not change', () => {
    expect(
      problemsOf(
        landingZone(
          ['retentionDays: 120', 'retentionDays: 401'],
          ['maximumDays: 400', 'maximumDays: 400\n    finalAfterDays: 3'],
        ),
      ),
    )
      .toBe(`${FILE}:26:26: the plan \`nightly\` keeps backups for 401 days, and the lock of the vaults takes none above 400 (\`backups.lock.maximumDays\`): every backup would fail
    allowed: 400 days or less
    fix: write \`retentionDays: 400\` for \`nightly\`, below \`plans\`, or \`backups.lock.maximumDays: 401\`, as long as the lock is not final`);
  });

  test('of the defaults are refused where they are placed, if the lock refuses them', () => {
    const whole = FILES['landing-zone.yaml'];
    const defaults = whole.slice(0, whole.indexOf('      regions: [eu-west-1]'));
    expect(
      problemsOf({ ...FILES, 'landing-zone.yaml': edit(defaults, ['minimumDays: 14', 'minimumDays: 36']) }),
    ).toMatch(
      /^organization\/landing-zone\.yaml:19:\d+: the plan `daily` keeps backups for 35 days, and the lock .* none below 36 /,
    );
  });

  test('are refused with a lock whose least is above its most', () => {
    expect(problemsOf(landingZone(['minimumDays: 14', 'minimumDays: 401']))).toContain(
      `${FILE}:15:18: the lock keeps recovery points for at least 401 days, and at most 400`,
    );
  });

  test('are refused with less than 90 days in cold storage', () => {
    expect(problemsOf(landingZone(['retentionDays: 120', 'retentionDays: 119']))).toBe(
      `${FILE}:26:33: backups move to cold storage after 30 days, and are deleted after 119
    allowed: at least 90 days in cold storage: AWS refuses less
    fix: write \`retentionDays: 120\` or more, or \`coldStorageAfterDays: 29\` or less`,
    );
  });

  test('are refused in a Region that is not governed, their copies, too', () => {
    expect(
      problemsOf(
        landingZone(['regions: [eu-west-1]', 'regions: [eu-west-2]'], ['region: eu-central-1', 'region: us-east-1']),
      ),
    ).toMatch(/20:17: `eu-west-2` is not a governed Region[^]*27:42: `us-east-1` is not a governed Region/);
  });

  test('are refused in a Region that is misspelled, and say which is meant', () => {
    expect(problemsOf(landingZone(['regions: [eu-west-1]', 'regions: [eu-wset-1]']))).toBe(
      `${FILE}:20:17: \`eu-wset-1\` is not a governed Region, so it has no vault
    allowed: \`eu-central-1\`, \`eu-west-1\`
    fix: did you mean \`eu-west-1\`?`,
    );
    expect(problemsOf(landingZone(['regions: [eu-west-1]', 'regions: [ap-south-1]']))).toContain(
      'fix: write a governed Region, or add `ap-south-1` to `regions.governed`',
    );
  });

  test('without the Region of their copies, or the values of the tag, say what is missing', () => {
    expect(problemsOf(landingZone([', region: eu-central-1', ''], ['          tagValues: [nightly]\n', '']))).toMatch(
      /missing parameter `tagValues`\n {4}allowed: a list of values of the tag, such as `\[daily\]`[^]*missing parameter `region`\n {4}allowed: a governed Region, such as `eu-central-1`/,
    );
  });

  test('are refused twice in one Region', () => {
    expect(problemsOf(landingZone(['[eu-west-1]', '[eu-west-1, eu-west-1]']))).toContain('is there already');
  });

  test.each([
    [
      'an account that is not there',
      landingZone(['account: copies', 'account: copys']),
      'unknown account `copys`\n    allowed: the key of an active account that is not itself backed up, of `copies`, `shop`\n    fix: did you mean `copies`?',
    ],
    [
      'an account by its number',
      landingZone(['account: copies', "account: '444444444444'"]),
      'fix: write its key: `copies`',
    ],
    ['the management account', landingZone(['account: copies', 'account: management']), 'is the management account'],
    [
      'a closed account',
      copies(['budget: 1', 'budget: 1\nstate: closed']),
      'the account `copies` is closed, so it cannot keep copies',
    ],
    [
      'an account without a number',
      copies(["id: '444444444444'\n", '']),
      'the number of the account `copies` is not known, and a backup policy names its vault by number\n    allowed: an account whose file has its `id`\n    fix: deploy without `copyTo`, run `npx rampart ids --write`, then add `copyTo`',
    ],
    [
      'an account that is itself backed up',
      copies(['unit: Vaults', 'unit: Workloads']),
      'the account `copies` is itself backed up (`Workloads` is covered by `organization-backups`)',
    ],
  ])('are not copied to %s', (_name, files, expected) => {
    const problems = problemsOf(files);
    expect(problems).toContain(expected);
    expect(problems).toMatch(/^organization\/landing-zone\.yaml:27:26: /);
  });

  test('are not placed on a single account, where nothing makes their vault', () => {
    expect(problemsOf(landingZone(['  Workloads:\n    organization', '  shop:\n    organization']))).toBe(
      `${FILE}:19:5: \`organization-backups\` is on the account \`shop\`, where nothing makes its vault and its role
    allowed: \`root\` or a unit
    fix: place it on the unit \`Workloads/Production\`: only what has the tag is backed up`,
    );
  });

  test('of a nested placement neither lose their copies nor inherit cold storage unseen', () => {
    const nested = `  Workloads/Production:
    organization-backups:
      plans:
        nightly: { schedule: cron(0 1 ? * * *), tagValues: [nightly], retentionDays: 20 }
`;
    const files = { ...FILES, 'landing-zone.yaml': FILES['landing-zone.yaml'] + nested };
    expect(problemsOf(files)).toMatch(
      /29:5: backups are copied to `copies` in eu-central-1 by the guardrail on `Workloads`[^]*31:18: the plan `nightly` on `Workloads` has `coldStorageAfterDays`/,
    );
  });

  test('of a store need a plan with its value of the tag: plans of one name are those of the lowest placement', () => {
    const shop = 'accounts: [shop]\npeople: { group: g }\nstores: { orders: { backup: daily } }\n';
    const withPlans = (plans: string, more = ''): string =>
      problemsOf({
        ...FILES,
        'landing-zone.yaml':
          edit(
            FILES['landing-zone.yaml'],
            ['        nightly:', plans],
            ['tagValues: [nightly]', 'tagValues: [daily]'],
          ) + more,
        'applications/shop.yaml': shop,
      });
    const without = 'no plan above the account `shop` backs up what has this value of the tag';
    const lower = `  Workloads/Production:
    organization-backups:
      plans:
        nightly: { schedule: cron(0 1 ? * * *), tagValues: [nightly], retentionDays: 120, coldStorageAfterDays: 30 }
`;
    expect(withPlans('        nightly:')).not.toContain(without);
    expect(withPlans('        nightly:', lower)).toContain(without);
  });

  test('have no vault and no role as parameters any more, and say what became of the retentions', () => {
    const problems = problemsOf(
      landingZone(['      regions: [eu-west-1]', '      vault: mine\n      role: mine\n      dailyRetentionDays: 5']),
    );
    expect(problems).toContain('20:14: `vault` is no parameter anymore: the vault is always `rampart-backup`');
    expect(problems).toContain('21:13: `role` is no parameter anymore: the role is always `platform/backup`');
    expect(problems).toContain('`daily` with `retentionDays: 5`');
  });
});
