import { BUS, aBaseline } from '../../support/a-baseline';
import { aRegionalStack } from '../../support/an-audit';
import { aPack, aWatchedOrganization } from '../../support/a-watched-organization';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const FORWARDER = 'arn:aws:iam::111111111111:role/platform/event-forwarder';
const PACKS = [aPack(), aPack({ scope: 'home', excludedAccounts: ['shop'] })];
const organization = aWatchedOrganization({
  governedRegions: ['eu-central-1', 'eu-west-1'],
  baseline: aBaseline(),
});
const [home, other, global] = ['eu-central-1', 'eu-west-1', 'us-east-1'].map((region) =>
  templateOf(aRegionalStack(anApp(), organization, region, PACKS)),
) as [TemplateJson, TemplateJson, TemplateJson];

const PACK = 'AWS::Config::OrganizationConformancePack';

/** What the management account has once, and in each governed Region. */
const ROLES = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::IAM::ServiceLinkedRole'];
const RECORDING = [
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::GuardDuty::Detector',
  'AWS::SSM::ServiceSetting',
];
const FINISHING = ['AWS::Scheduler::Schedule', 'AWS::StepFunctions::StateMachine'];

test('the home Region has the roles, and each governed Region a recorder, a channel, a detector, private documents and the finisher', () => {
  expect(typesIn(home)).toEqual(['AWS::Events::Rule', PACK, ...ROLES, ...RECORDING, ...FINISHING].sort());
  expect(typesIn(other)).toEqual(['AWS::Events::Rule', PACK, ...RECORDING, ...FINISHING].sort());
});

test('us-east-1, if it is not governed, has only what forwards events, with its role', () => {
  expect(typesIn(global)).toEqual(['AWS::Events::Rule', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']);
});

test('what has no Region is recorded in the home Region only, and everything goes to one bucket', () => {
  const recorded = (template: TemplateJson) => only(template, 'AWS::Config::ConfigurationRecorder')['RecordingGroup'];
  expect(recorded(home)).toEqual({ AllSupported: true, IncludeGlobalResourceTypes: true });
  expect(recorded(other)).toEqual({ AllSupported: true, IncludeGlobalResourceTypes: false });
  for (const template of [home, other])
    expect(only(template, 'AWS::Config::DeliveryChannel')['S3BucketName']).toBe(
      'rampart-config-444444444444-eu-central-1-an',
    );
});

test('rules send to the bus of the organization by the role of the account, and in the home Region after the roles', () => {
  const events = [home, other, global].flatMap(rulesIn).filter(({ name }) => name.startsWith('rampart-forward-'));
  expect(events.map(({ targets }) => targets)).toEqual(
    events.map(() => [expect.objectContaining({ Arn: BUS, RoleArn: FORWARDER }) as unknown]),
  );
  const [[recorder] = []] = resourcesOf(home, 'AWS::Config::ConfigurationRecorder');
  const roles = ROLES.flatMap((type) => resourcesOf(home, type).map(([id]) => id));
  expect(roles).toHaveLength(8);
  const waiting = [recorder ?? '', ...resourcesOf(home, 'AWS::Events::Rule').map(([id]) => id)];
  for (const id of waiting) expect([id, home.Resources[id]?.DependsOn]).toEqual([id, expect.arrayContaining(roles)]);
});

test('events of credentials are forwarded where IAM records them and where the stacks are, and root is watched by other rules', () => {
  const forwarded = (template: TemplateJson) =>
    rulesIn(template)
      .map(({ name }) => name)
      .filter((name) => name.startsWith('rampart-forward-'))
      .sort();
  const credentials = ['access-keys', 'iam-users', 'mfa'].map((rule) => `rampart-forward-${rule}`);
  const regional = ['failed-executions', 'findings'].map((rule) => `rampart-forward-${rule}`);
  expect(forwarded(home)).toEqual([...credentials, ...regional].sort());
  expect(forwarded(other)).toEqual(regional);
  expect(forwarded(global)).toEqual(credentials);
});

test('each governed Region has the packs for it, after the recorder, and us-east-1 none if it is not governed', () => {
  const packsIn = (template: TemplateJson) =>
    resourcesOf(template, PACK).map(([, { Properties, DependsOn }]) => {
      const [[recorder] = []] = resourcesOf(template, 'AWS::Config::ConfigurationRecorder');
      expect(DependsOn).toContain(recorder);
      return [Properties?.['OrganizationConformancePackName'], Properties?.['ExcludedAccounts']];
    });
  expect(packsIn(home)).toEqual([
    ['rampart-cis-aws-foundations-region', undefined],
    ['rampart-cis-aws-foundations-home', ['444444444444']],
  ]);
  expect(packsIn(other)).toEqual([['rampart-cis-aws-foundations-region', undefined]]);
  expect(packsIn(global)).toEqual([]);
});

describe('a management account that has its own recorder', () => {
  const { managementAccount } = organization;
  const skipping = { ...organization, managementAccount: { ...managementAccount, hasBaseline: false } };
  const [ownHome, ownOther, ownGlobal] = ['eu-central-1', 'eu-west-1', 'us-east-1'].map((region) =>
    templateOf(aRegionalStack(anApp(), skipping, region, PACKS)),
  ) as [TemplateJson, TemplateJson, TemplateJson];

  test('gets no recorder, channel, detector and role of AWS Config', () => {
    const rest = ['AWS::Events::Rule', PACK, 'AWS::SSM::ServiceSetting'];
    expect(typesIn(ownHome)).toEqual([...rest, 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role'].sort());
    expect(typesIn(ownOther)).toEqual(rest.sort());
    expect(ownGlobal).toEqual(global);
  });

  test('gets no finisher: its default VPC and its contacts are not ours to change', () => {
    const names = resourcesOf(ownHome, 'AWS::IAM::Role').map(([, { Properties }]) => Properties?.['RoleName']);
    expect(names).toEqual(['event-forwarder']);
    for (const type of FINISHING) {
      expect(resourcesOf(home, type)).toHaveLength(1);
      expect([...resourcesOf(ownHome, type), ...resourcesOf(ownOther, type)]).toEqual([]);
    }
  });

  test('gets the same packs, rules and forwarder as one that has none', () => {
    const kept = ({ Resources }: TemplateJson) =>
      Object.entries(Resources)
        .filter(([id, { Type }]) => typesIn(ownHome).includes(Type) && !id.startsWith('AccountFinisher'))
        .map(([id, { Type, Properties }]) => [id, Type, Properties]);
    expect(kept(ownHome)).toEqual(kept(home));
    expect(kept(ownOther)).toEqual(kept(other));
  });

  test('has the rest in the home Region after the forwarder', () => {
    const [forwarder] = resourcesOf(ownHome, 'AWS::IAM::Role').map(([id]) => id);
    for (const [, { DependsOn }] of resourcesOf(ownHome, 'AWS::Events::Rule')) expect(DependsOn).toContain(forwarder);
  });
});

test('without a baseline, the management account has no recorder', () => {
  const without = aWatchedOrganization({ baseline: null });
  expect(typesIn(templateOf(aRegionalStack(anApp(), without)))).toEqual([
    'AWS::Events::Rule',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Role',
  ]);
});

function typesIn({ Resources }: TemplateJson): readonly string[] {
  return [...new Set(Object.values(Resources).map(({ Type }) => Type))].sort();
}

function only(template: TemplateJson, type: string): Readonly<Record<string, unknown>> {
  const [[, resource] = []] = resourcesOf(template, type);
  if (resource === undefined) throw new Error(`no ${type}`);
  return resource.Properties ?? {};
}

function rulesIn(template: TemplateJson): readonly { readonly name: string; readonly targets: unknown }[] {
  return resourcesOf(template, 'AWS::Events::Rule').map(([, { Properties }]) => ({
    name: String(Properties?.['Name']),
    targets: Properties?.['Targets'],
  }));
}
