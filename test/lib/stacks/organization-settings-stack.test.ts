import type { Baseline } from '../../../lib/model/baseline';
import type { Organization, Placement } from '../../../lib/model/organization';
import { OrganizationSettingsStack } from '../../../lib/stacks/organization-settings-stack';
import { aNewOrganization } from '../../support/a-landing-zone';
import { aPlacement } from '../../support/a-placement';
import { BASELINE } from '../../support/a-watched-organization';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const ids = { organizationId: 'o-exampleorg1', rootId: 'r-ab12', unitId: () => '' };

const ROOT_ARN = 'arn:aws:organizations::111111111111:root/o-exampleorg1/r-ab12';
const SERVICE_LINKED = 'arn:aws:iam::111111111111:role/aws-service-role';

describe('the settings of the organization', () => {
  const template = build(['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY']);
  const settings = resourcesOf(template, 'Custom::AWS');

  test('are switched on in this order, one after another', () => {
    expect(settings.map(([, { Properties }]) => callOf(Properties))).toEqual([
      ['EnablePolicyType', { RootId: 'r-ab12', PolicyType: 'RESOURCE_CONTROL_POLICY' }],
      ['EnablePolicyType', { RootId: 'r-ab12', PolicyType: 'SERVICE_CONTROL_POLICY' }],
      ['EnableAWSServiceAccess', { ServicePrincipal: 'iam.amazonaws.com' }],
      ['EnableOrganizationsRootCredentialsManagement', undefined],
      ['EnableOrganizationsRootSessions', undefined],
      ['ActivateOrganizationsAccess', undefined],
      ['EnableSharingWithAwsOrganization', undefined],
    ]);
    const logicalIds = settings.map(([id]) => id);
    expect(settings.slice(1).map(([, { DependsOn }]) => DependsOn)).toEqual(
      logicalIds.slice(0, -1).map((previous) => [previous]),
    );
  });

  test('are never switched off', () => {
    for (const [, { Properties }] of settings) expect(Properties).not.toHaveProperty('Delete');
    expect(JSON.stringify(template)).not.toMatch(/Disable|Deactivate|Deregister/);
  });

  test('need one function, and nobody uses its answers', () => {
    expect(resourcesOf(template, 'AWS::Lambda::Function')).toHaveLength(1);
    for (const [id] of settings) expect(JSON.stringify(template)).not.toContain(`"Fn::GetAtt":["${id}"`);
  });

  test('are allowed no more than IAM can narrow them to: a root, a policy type, a service, a role', () => {
    expect(narrowed(template, 'organizations:EnablePolicyType')).toEqual([
      [ROOT_ARN, 'RESOURCE_CONTROL_POLICY'],
      [ROOT_ARN, 'SERVICE_CONTROL_POLICY'],
    ]);
    expect(narrowed(template, 'organizations:EnableAWSServiceAccess')).toEqual([
      ['*', 'iam.amazonaws.com'],
      ['*', 'member.org.stacksets.cloudformation.amazonaws.com'],
      ['*', 'ram.amazonaws.com'],
    ]);
    expect(narrowed(template, 'iam:CreateServiceLinkedRole')).toEqual([
      [
        `${SERVICE_LINKED}/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin`,
        'stacksets.cloudformation.amazonaws.com',
      ],
      [`${SERVICE_LINKED}/ram.amazonaws.com/AWSServiceRoleForResourceAccessManager`, 'ram.amazonaws.com'],
    ]);
  });
});

test('adding a policy type adds a setting and leaves the others alone', () => {
  const before = build(['SERVICE_CONTROL_POLICY']);
  const after = build(['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY']);
  const properties = ({ Resources }: TemplateJson): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(Resources)
        .filter(([, { Type }]) => Type !== 'AWS::IAM::ManagedPolicy')
        .map(([id, resource]) => [id, resource.Properties]),
    );
  expect(properties(after)).toEqual(expect.objectContaining(properties(before)));
});

test('a service that acts on policies of a type is trusted before the type is switched on', () => {
  const template = build(['BACKUP_POLICY', 'DECLARATIVE_POLICY_EC2', 'S3_POLICY', 'TAG_POLICY']);
  const calls = resourcesOf(template, 'Custom::AWS').map(([, { Properties }]) => callOf(Properties));
  expect(calls.slice(0, 7)).toEqual([
    ['EnableAWSServiceAccess', { ServicePrincipal: 'backup.amazonaws.com' }],
    ['EnablePolicyType', { RootId: 'r-ab12', PolicyType: 'BACKUP_POLICY' }],
    ['EnableAWSServiceAccess', { ServicePrincipal: 'ec2.amazonaws.com' }],
    ['EnablePolicyType', { RootId: 'r-ab12', PolicyType: 'DECLARATIVE_POLICY_EC2' }],
    ['EnablePolicyType', { RootId: 'r-ab12', PolicyType: 'S3_POLICY' }],
    ['EnableAWSServiceAccess', { ServicePrincipal: 'tagpolicies.tag.amazonaws.com' }],
    ['EnablePolicyType', { RootId: 'r-ab12', PolicyType: 'TAG_POLICY' }],
  ]);
  expect(narrowed(template, 'organizations:EnableAWSServiceAccess').slice(0, 3)).toEqual([
    ['*', 'backup.amazonaws.com'],
    ['*', 'ec2.amazonaws.com'],
    ['*', 'tagpolicies.tag.amazonaws.com'],
  ]);
});

test('CloudTrail is trusted where the organization has a trail', () => {
  const audit = {
    ...{ account: 'audit', trailKeyArn: null, logGroupDays: 365, alarms: [] },
    subscriptions: [{ protocol: 'email', endpoint: 'security@example.com' } as const],
  };
  const call = ['EnableAWSServiceAccess', { ServicePrincipal: 'cloudtrail.amazonaws.com' }];
  const callsOf = (template: TemplateJson) =>
    resourcesOf(template, 'Custom::AWS').map(([, { Properties }]) => callOf(Properties));
  expect(callsOf(build([], { audit }))).toContainEqual(call);
  expect(narrowed(build([], { audit }), 'organizations:EnableAWSServiceAccess')).toContainEqual([
    '*',
    'cloudtrail.amazonaws.com',
  ]);
  expect(callsOf(build([]))).not.toContainEqual(call);
});

describe('with backups', () => {
  const types = { ResourceTypeOptInPreference: { EBS: true, S3: true } };
  const placed = (target: string, parameters: object): Placement =>
    aPlacement(target, 'organization-backups', { plans: {}, ...parameters });
  const placements = [
    placed('Workloads', { regions: ['eu-west-1'] }),
    placed('Security', { regions: ['eu-central-1', 'eu-west-1'] }),
  ];
  const customCalls = (template: TemplateJson) =>
    resourcesOf(template, 'Custom::AWS').map(([, { Properties }]) => Properties);

  test('the types of resources are switched on in each Region of the plans, once, after AWS Backup is trusted', () => {
    const template = build(['BACKUP_POLICY'], { placements });
    expect(
      customCalls(template)
        .map(callOf)
        .filter(([action]) => action !== 'EnableAWSServiceAccess')
        .slice(-2),
    ).toEqual([1, 2].map(() => ['UpdateRegionSettings', types]));
    expect(customCalls(template).slice(-2).map(regionOf)).toEqual(['eu-central-1', 'eu-west-1']);
    expect(customCalls(template).map(callOf)[0]).toEqual([
      'EnableAWSServiceAccess',
      { ServicePrincipal: 'backup.amazonaws.com' },
    ]);
  });

  test('copies from account to account are switched on only where something is copied', () => {
    const copied = placed('Workloads', { copyTo: { account: 'log-archive', region: 'eu-west-1' } });
    const isCopying = ['UpdateGlobalSettings', { GlobalSettings: { isCrossAccountBackupEnabled: 'true' } }];
    expect(customCalls(build([], { placements: [copied] })).map(callOf)).toContainEqual(isCopying);
    const without = build([], { placements });
    expect(customCalls(without).map(callOf)).not.toContainEqual(isCopying);
    expect(JSON.stringify(without)).not.toContain('UpdateGlobalSettings');
  });

  test('nothing is switched on where nothing is backed up', () => {
    expect(JSON.stringify(build(['BACKUP_POLICY']))).not.toMatch(/Update(Region|Global)Settings/);
  });

  test('the function may change these settings, and make the role with which AWS Backup copies', () => {
    const template = build([], { placements });
    expect(narrowed(template, 'iam:CreateServiceLinkedRole')).toContainEqual([
      `${SERVICE_LINKED}/backup.amazonaws.com/AWSServiceRoleForBackup`,
      'backup.amazonaws.com',
    ]);
  });
});

test('Account Management is trusted where accounts get alternate contacts', () => {
  const contact = { name: 'A', title: 'B', email: 'a@example.com', phone: '1' };
  const callsOf = (contacts: Baseline['contacts']) =>
    resourcesOf(build([], { baseline: { ...BASELINE, contacts } }), 'Custom::AWS').map(([, { Properties }]) =>
      callOf(Properties),
    );
  const call = ['EnableAWSServiceAccess', { ServicePrincipal: 'account.amazonaws.com' }];
  expect(callsOf({ security: contact })).toContainEqual(call);
  expect(callsOf({})).not.toContainEqual(call);
});

describe('with a baseline and standards', () => {
  const template = build([], { baseline: BASELINE, compliance: { standards: [] } });
  const calls = resourcesOf(template, 'Custom::AWS').map(([, { Properties }]) => callOf(Properties));

  test('what looks at all accounts is trusted, before the role of Access Analyzer is made', () => {
    const service = (name: string) => ['EnableAWSServiceAccess', { ServicePrincipal: `${name}.amazonaws.com` }];
    expect(calls.slice(1, 5)).toEqual([
      service('config'),
      service('access-analyzer'),
      ['CreateServiceLinkedRole', { AWSServiceName: 'access-analyzer.amazonaws.com' }],
      service('config-multiaccountsetup'),
    ]);
  });

  test('the function may make no other role', () => {
    expect(narrowed(template, 'iam:CreateServiceLinkedRole')).toContainEqual([
      `${SERVICE_LINKED}/access-analyzer.amazonaws.com/AWSServiceRoleForAccessAnalyzer`,
      'access-analyzer.amazonaws.com',
    ]);
  });
});

function build(policyTypes: readonly string[], overrides: Partial<Organization> = {}): TemplateJson {
  return templateOf(
    new OrganizationSettingsStack(anApp(), 'OrganizationSettings', {
      organization: aNewOrganization(overrides),
      ids,
      policyTypes,
    }),
  );
}

function callOf(properties: unknown): readonly unknown[] {
  const { Create } = properties as { Create: string };
  const { action, parameters } = JSON.parse(Create) as { action: string; parameters?: object };
  return [action, parameters];
}

function regionOf(properties: unknown): unknown {
  return (JSON.parse((properties as { Create: string }).Create) as { region?: string }).region;
}

/** The resource and the condition's value of each statement that allows the action. */
function narrowed(template: TemplateJson, action: string): readonly unknown[] {
  const [[, policy] = []] = resourcesOf(template, 'AWS::IAM::ManagedPolicy');
  const { Statement } = policy?.Properties?.['PolicyDocument'] as { Statement: readonly StatementJson[] };
  return Statement.filter(({ Action }) => [Action].flat().includes(action)).map(({ Resource, Condition }) => [
    Resource,
    ...Object.values(Condition?.StringEquals ?? {}),
  ]);
}

interface StatementJson {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}
