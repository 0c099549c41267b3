import { backupReach } from '../../../lib/model/backup-plans';
import type { Organization, Placement } from '../../../lib/model/organization';
import { BackupsStack } from '../../../lib/stacks/backups-stack';
import { aNewOrganization, anAccount, aUnit } from '../../support/a-landing-zone';
import { aPlacement } from '../../support/a-placement';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const ids = {
  organizationId: 'o-exampleorg1',
  rootId: 'r-ab12',
  unitId: (unit: string) => `id of ${unit}`,
  accountId: (account: string) => `number of ${account}`,
};

const backedUp = (target: string, parameters: object = {}): Placement =>
  aPlacement(target, 'organization-backups', { tag: 'backup', plans: {}, ...parameters });

const COPY_TO = { copyTo: { account: 'copies', region: 'eu-west-1' } };

interface StackSetJson {
  readonly AutoDeployment: object;
  readonly StackInstancesGroup: readonly [{ readonly DeploymentTargets: object; readonly Regions: readonly string[] }];
  readonly TemplateBody: string;
}

function build(placements: readonly Placement[], overrides: Partial<Organization> = {}): TemplateJson {
  const organization = aNewOrganization({
    homeRegion: 'eu-central-1',
    governedRegions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
    units: [aUnit('Workloads'), aUnit('Workloads/Production'), aUnit('Data'), aUnit('Vaults')],
    accounts: [
      anAccount('shop', 'Workloads/Production'),
      anAccount('old', 'Workloads', { hasBaseline: false }),
      anAccount('copies', 'Vaults', { accountId: '444444444444' }),
    ],
    placements,
    ...overrides,
  });
  const reach = backupReach(organization);
  if (reach === null) throw new Error('nothing is backed up');
  return templateOf(new BackupsStack(anApp(), 'Backups', { organization, reach, ids }));
}

function stackSetsOf(template: TemplateJson): Readonly<Record<string, StackSetJson>> {
  return Object.fromEntries(
    resourcesOf(template, 'AWS::CloudFormation::StackSet').map(([, { Properties }]) => [
      String(Properties?.['StackSetName']),
      Properties as unknown as StackSetJson,
    ]),
  );
}

const placesOf = (template: TemplateJson, name = 'rampart-backup') => stackSetsOf(template)[name]?.StackInstancesGroup;

describe('the vaults of backups', () => {
  test('come to the units that have the guardrail, also to accounts that join later, and stay when one leaves', () => {
    const template = build([backedUp('Workloads')]);
    expect(Object.keys(stackSetsOf(template))).toEqual(['rampart-backup']);
    expect(stackSetsOf(template)['rampart-backup']?.AutoDeployment).toEqual({
      Enabled: true,
      RetainStacksOnAccountRemoval: true,
    });
    // No account is filtered out: the guardrail also reaches one with `baseline: skip`.
    expect(placesOf(template)).toEqual([
      {
        DeploymentTargets: { OrganizationalUnitIds: ['id of Workloads'] },
        Regions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
      },
    ]);
  });

  test('are deployed once below nested placements, in the Regions of all of them', () => {
    const template = build([
      backedUp('Workloads/Production', { regions: ['us-east-1'] }),
      backedUp('Workloads', { regions: ['eu-central-1'] }),
      backedUp('Data', { regions: ['eu-central-1'] }),
    ]);
    expect(placesOf(template)).toEqual([
      {
        DeploymentTargets: { OrganizationalUnitIds: ['id of Data', 'id of Workloads'] },
        Regions: ['eu-central-1', 'us-east-1'],
      },
    ]);
  });

  test('come to the whole organization if the guardrail is on the root', () => {
    expect(placesOf(build([backedUp('Workloads'), backedUp('root')]))?.[0].DeploymentTargets).toEqual({
      OrganizationalUnitIds: ['r-ab12'],
    });
  });

  test('come to the home Region even if no plan covers it: its stack makes the role, whatever Regions are added later', () => {
    const template = build([backedUp('Workloads', { regions: ['us-east-1'] })]);
    expect(placesOf(template)?.[0].Regions).toEqual(['eu-central-1', 'us-east-1']);
    expect(stackSetsOf(template)['rampart-backup']?.TemplateBody).toContain(
      '{"Fn::Equals":[{"Ref":"AWS::Region"},"eu-central-1"]}',
    );
  });

  test('have the lock of the section', () => {
    const backups = { lock: { minimumDays: 21, maximumDays: 400, finalAfterDays: 5 }, resourceTypes: ['EBS'] };
    expect(stackSetsOf(build([backedUp('Workloads')], { backups }))['rampart-backup']?.TemplateBody).toContain(
      '"LockConfiguration":{"ChangeableForDays":5,"MaxRetentionDays":400,"MinRetentionDays":21}',
    );
  });
});

describe('copies', () => {
  const template = build([backedUp('Workloads', COPY_TO)]);

  test('go to a vault in the account that is named, in its Region and at home, and in no other account', () => {
    expect(stackSetsOf(template)['rampart-backup-copies']?.AutoDeployment).toEqual({ Enabled: false });
    expect(placesOf(template, 'rampart-backup-copies')).toEqual([
      {
        DeploymentTargets: {
          OrganizationalUnitIds: ['r-ab12'],
          Accounts: ['number of copies'],
          AccountFilterType: 'INTERSECTION',
        },
        Regions: ['eu-central-1', 'eu-west-1'],
      },
    ]);
  });

  test('can come back: their account has the role of AWS Backup, which its home Region makes', () => {
    const body = stackSetsOf(template)['rampart-backup-copies']?.TemplateBody;
    expect(body).toContain('"Path":"/platform/","RoleName":"backup"');
    expect(body).toContain('"IsHomeRegion":{"Fn::Equals":[{"Ref":"AWS::Region"},"eu-central-1"]}');
  });

  test('have their vault before anything is copied there', () => {
    const [[, stackSet] = []] = resourcesOf(template, 'AWS::CloudFormation::StackSet').filter(
      ([, { Properties }]) => Properties?.['StackSetName'] === 'rampart-backup',
    );
    expect(stackSet?.DependsOn).toEqual([expect.stringMatching(/^CopiesStackSet/)]);
  });

  test('bring a key for volumes and databases, which the account of the copies may use; without copies there is none', () => {
    const body = stackSetsOf(template)['rampart-backup']?.TemplateBody;
    expect(body).toContain('"AliasName":"alias/rampart-ebs"');
    expect(body).toContain('arn:aws:iam::444444444444:root');
    expect(stackSetsOf(build([backedUp('Workloads')]))['rampart-backup']?.TemplateBody).not.toContain('rampart-ebs');
  });
});
