import { readOrganization, type CheckedOrganization } from '../../lib/cli/input/read-organization';
import { describeProblem } from '../../lib/model/problem';
import { inFolder, type Files } from '../support/organization-folder';
import type { TemplateJson } from '../support/synthesize';
import { theExample } from '../support/the-example';
import { backupsTemplate, judgeNames } from './backups-needs';

/** Two units with plans, one of them inside of a third, copies, and a home Region that no plan covers. */
const COPIED: Files = {
  'landing-zone.yaml': `formatVersion: 1
organization:
  managementAccount:
    id: '111111111111'
regions:
  home: eu-central-1
  governed: [eu-central-1, eu-west-1, us-east-1]
units:
  Workloads: {}
  Production:
    parent: Workloads
  Data: {}
  Vaults: {}
guardrails:
  Workloads:
    organization-backups:
      regions: [eu-west-1]
      copyTo: { account: copies, region: us-east-1 }
  Workloads/Production:
    organization-backups:
      regions: [eu-west-1, us-east-1]
      copyTo: { account: copies, region: us-east-1 }
  Data:
    organization-backups:
      regions: [us-east-1]
      plans:
        weekly: { schedule: cron(0 2 ? * SUN *), tagValues: [weekly], retentionDays: 120, coldStorageAfterDays: 7 }
`,
  'accounts/shop.yaml': 'email: shop@example.com\nunit: Workloads/Production\nowner: o@example.com\nbudget: 1\n',
  'accounts/test.yaml': 'email: test@example.com\nunit: Workloads\nowner: o@example.com\nbudget: 1\n',
  'accounts/lake.yaml': 'email: lake@example.com\nunit: Data\nowner: o@example.com\nbudget: 1\n',
  'accounts/copies.yaml':
    "email: copies@example.com\nunit: Vaults\nowner: o@example.com\nbudget: 1\nid: '444444444444'\n",
};

function requireFiles(files: Files): CheckedOrganization {
  const outcome = inFolder(files, (folder) => readOrganization(folder));
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return outcome.value;
}

const copied = requireFiles(COPIED);

test('in the example, whatever a backup policy names exists in every account that it reaches, in each Region of its plans', () => {
  const { organization, assembly } = theExample();
  const { missing, named } = judgeNames({ organization, assembly, template: backupsTemplate(organization) });
  expect(missing).toEqual([]);
  // Three accounts below Workloads, two plans, three Regions and a role.
  expect(named).toBe(3 * 2 * (3 + 1));
});

test('the same with nested placements, copies, and plans outside of the home Region', () => {
  const { missing, named } = judgeNames({ ...copied, template: backupsTemplate(copied.organization) });
  expect(missing).toEqual([]);
  // Two plans: shop has two Regions, test one; each has a role and a copy. One plan of lake: one Region and a role.
  expect(named).toBe(2 * (2 + 1 + 1) + 2 * (1 + 1 + 1) + 2);
});

describe('what is named and made by nobody is found', () => {
  const whole = JSON.stringify(backupsTemplate(copied.organization));

  /** @param edits what is written into the text of the template, that of its StackSets included */
  const missingWith = (from: RegExp, to: string): readonly string[] => {
    const text = whole.replace(from, to);
    expect(text === whole).toBe(false);
    return judgeNames({ ...copied, template: JSON.parse(text) as TemplateJson }).missing;
  };

  test('a vault of another name', () => {
    expect(missingWith(/rampart-backup(\\",\\"EncryptionKeyArn)/g, 'rampart-vault$1')).toEqual([
      'lake: no vault rampart-backup of its own in us-east-1',
      'shop: no vault rampart-backup of its own in eu-west-1',
      'shop: no vault rampart-backup of its own in us-east-1',
      'test: no vault rampart-backup of its own in eu-west-1',
    ]);
  });

  test('a role of another name, or made in a Region that has no stack', () => {
    const none = ['lake', 'shop', 'test'].map((account) => `${account}: no role /platform/backup`);
    expect(missingWith(/(RoleName\\":\\")backup/g, '$1backups')).toEqual(none);
    expect(missingWith(/(AWS::Region\\"\},\\")eu-central-1/g, '$1eu-north-1')).toEqual(none);
  });

  test('a unit without the StackSet', () => {
    expect(missingWith(/"Data",/, '')).toEqual([
      'lake: no role /platform/backup',
      'lake: no vault rampart-backup of its own in us-east-1',
    ]);
  });

  test('a Region without the StackSet', () => {
    expect(missingWith(/"eu-west-1",/, '')).toEqual([
      'shop: no vault rampart-backup of its own in eu-west-1',
      'test: no vault rampart-backup of its own in eu-west-1',
    ]);
  });

  test('a vault of copies in another account or Region', () => {
    const none = ['shop', 'test'].map(
      (account) => `${account}: no vault rampart-backup-copies of 444444444444 in us-east-1`,
    );
    expect(missingWith(/"Accounts":\["copies"\]/, '"Accounts":["lake"]')).toEqual(none);
    expect(missingWith(/(\["root"\]\},"Regions":\["eu-central-1",)"us-east-1"\]/, '$1"eu-west-1"]')).toEqual(none);
  });

  test('a policy that names another vault', () => {
    const managementPolicies = copied.assembly.managementPolicies.map((policy) => ({
      ...policy,
      content: JSON.parse(
        JSON.stringify(policy.content).replaceAll('"rampart-backup"', '"Default"'),
      ) as typeof policy.content,
    }));
    const template = backupsTemplate(copied.organization);
    expect(
      judgeNames({ organization: copied.organization, assembly: { managementPolicies }, template }).missing,
    ).toContain('shop: no vault Default of its own in eu-west-1');
  });
});
