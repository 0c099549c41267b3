import { Fn } from 'aws-cdk-lib';
import { gateNag } from '../../../lib/stacks/nag';
import type { PartnerRole } from '../../../lib/model/organization';
import { PERMISSION_SET_IDS } from '../../../lib/model/permission-sets';
import {
  aBaselineStack,
  AUDIT,
  baselineTemplates,
  SHOP,
  stackSet,
  type BaselineTemplates,
} from '../../support/a-baseline';
import { aPartner } from '../../support/a-partner';
import { aNewOrganization } from '../../support/a-landing-zone';
import { baselineFaults } from '../../support/baseline-faults';
import { anApp, resourcesOf, templateOf, type TemplateJson } from '../../support/synthesize';

const templates = baselineTemplates();

test('the stack has no faults', () => {
  expect(baselineFaults(templates)).toEqual([]);
});

test.each(Object.entries(templates).slice(1))('the template %s is what it was', (_, template) => {
  expect(template).toMatchSnapshot();
});

test('the logical ids of what is retained never change: another id would be made beside it, and fail', () => {
  const retained = (template: TemplateJson): readonly string[] =>
    Object.entries(template.Resources)
      .filter(([, { DeletionPolicy }]) => DeletionPolicy !== undefined)
      .map(([id]) => id);
  const { stack, account, region, globalEvents, audit } = templates;
  expect({
    stack: retained(stack),
    account: retained(account),
    region: retained(region),
    globalEvents: retained(globalEvents),
    audit: retained(audit),
  }).toEqual({
    stack: [
      'AccountStackSetC6B494DC',
      'RegionStackSetF6AA3DB7',
      'GlobalEventsStackSetBECFB386',
      'AuditStackSetC447C066',
    ],
    account: ['BaselineConfigRole3F3F0AA0'],
    region: [
      'BaselineRecorder5C699AC6',
      'BaselineRecorderChannel9D23A538',
      'BaselineDetector02B0592A',
      'BaselineDocuments557E8191',
    ],
    globalEvents: [],
    audit: [],
  });
});

test('every template is within what a StackSet takes', () => {
  for (const name of ['rampart-account', 'rampart-region', 'rampart-global-events', 'rampart-audit'])
    expect(String(stackSet(templates.stack, name)['TemplateBody']).length).toBeLessThan(51_200);
});

test('an account that keeps its own recorder gets nothing, and a closed one is not named', () => {
  const accounts = aNewOrganization().accounts.map((account) => ({
    ...account,
    hasBaseline: account.key === 'audit',
    state: account.key === 'log-archive' ? ('closed' as const) : account.state,
  }));
  const { stack } = baselineTemplates(aBaselineStack(anApp(), {}, { accounts }));
  for (const name of ['rampart-account', 'rampart-region', 'rampart-global-events'])
    expect(stackSet(stack, name)['StackInstancesGroup']).toMatchObject([
      { DeploymentTargets: { AccountFilterType: 'DIFFERENCE', Accounts: [SHOP] } },
    ]);
});

test('us-east-1 has the rules of global events alone if it is not governed, and once if it is the home Region', () => {
  const regionsOf = (organization: { homeRegion: string; governedRegions: string[] }, name: string): unknown => {
    const { stack } = baselineTemplates(aBaselineStack(anApp(), {}, organization));
    const [group] = stackSet(stack, name)['StackInstancesGroup'] as readonly { readonly Regions: unknown }[];
    return group?.Regions;
  };
  const european = { homeRegion: 'eu-central-1', governedRegions: ['eu-central-1'] };
  expect(regionsOf(european, 'rampart-region')).toEqual(['eu-central-1']);
  expect(regionsOf(european, 'rampart-global-events')).toEqual(['eu-central-1', 'us-east-1']);
  const american = { homeRegion: 'us-east-1', governedRegions: ['us-east-1', 'us-west-2'] };
  expect(regionsOf(american, 'rampart-global-events')).toEqual(['us-east-1']);
});

describe('partners', () => {
  const build = (partners: readonly Partial<PartnerRole>[]): TemplateJson =>
    templateOf(
      aBaselineStack(
        anApp(),
        {},
        { partners: partners.map((partner) => aPartner({ accounts: ['shop'], ...partner })) },
      ),
    );

  test('have a StackSet each, in the home Region of their accounts, which goes with its entry', () => {
    const template = build([{ accounts: ['shop', 'audit'] }, { key: 'surveyor' }]);
    expect(stackSet(template, 'rampart-partner-observability')).toMatchObject({
      AutoDeployment: { Enabled: false },
      StackInstancesGroup: [
        {
          DeploymentTargets: {
            AccountFilterType: 'INTERSECTION',
            Accounts: [SHOP, AUDIT],
            OrganizationalUnitIds: ['r-ab12'],
          },
          Regions: ['eu-central-1'],
        },
      ],
    });
    const sets = resourcesOf(template, 'AWS::CloudFormation::StackSet').filter(([id]) => id.startsWith('Partners'));
    expect(sets.map(([id, { DeletionPolicy }]) => [id, DeletionPolicy])).toEqual([
      ['PartnersobservabilityStackSet6A782F23', 'Delete'],
      ['PartnerssurveyorStackSetC5D1A331', 'Delete'],
    ]);
  });

  test('come after the StackSet of the boundary that their roles have', () => {
    const template = build([{}]);
    const [[, { DependsOn }] = ['', { DependsOn: undefined }]] = resourcesOf(
      template,
      'AWS::CloudFormation::StackSet',
    ).filter(([id]) => id.startsWith('Partners'));
    expect(DependsOn).toContain('AccountStackSetC6B494DC');
  });

  test('have nothing in closed accounts', () => {
    const accounts = aNewOrganization().accounts.map((account) => ({
      ...account,
      state: account.key === 'shop' ? ('closed' as const) : account.state,
    }));
    const partners = [aPartner({ accounts: ['shop'] }), aPartner({ key: 'surveyor', accounts: ['shop', 'audit'] })];
    const template = templateOf(aBaselineStack(anApp(), {}, { accounts, partners }));
    expect(() => stackSet(template, 'rampart-partner-observability')).toThrow('no StackSet');
    expect(stackSet(template, 'rampart-partner-surveyor')).toMatchObject({
      StackInstancesGroup: [{ DeploymentTargets: { Accounts: [AUDIT] } }],
    });
  });

  test.each(PERMISSION_SET_IDS.filter((id) => id !== 'deployer'))(
    'with the permission set %s pass the packs of cdk-nag, in the Region with the longest name',
    (permissionSet) => {
      const app = anApp();
      const homeRegion = 'ap-southeast-1';
      aBaselineStack(app, {}, { homeRegion, governedRegions: [homeRegion], partners: [aPartner({ permissionSet })] });
      gateNag(app);
      expect(() => app.synth()).not.toThrow();
    },
  );
});

test('nothing that costs is there without its switch', () => {
  const { region, audit } = baselineTemplates(aBaselineStack(anApp(), { guardDuty: null, unusedAccessDays: null }));
  const typesIn = ({ Resources }: TemplateJson): readonly string[] => Object.values(Resources).map(({ Type }) => Type);
  expect(typesIn(region)).not.toContain('AWS::GuardDuty::Detector');
  expect(JSON.stringify(region)).not.toContain('aws.guardduty');
  expect(JSON.stringify(audit)).not.toContain('UNUSED_ACCESS');
});

test('another account or Region changes where the templates go, and not what is in them', () => {
  const governedRegions = [...aNewOrganization().governedRegions, 'eu-west-3'];
  const { stack, ...inner } = baselineTemplates(aBaselineStack(anApp(), {}, { governedRegions }));
  const { stack: before, ...same } = templates;
  expect(inner).toEqual(same);
  expect(stack).not.toEqual(before);
});

test('the stack passes the packs of cdk-nag while the ids at AWS are unknown', () => {
  const app = anApp();
  aBaselineStack(
    app,
    {},
    {},
    {
      organizationId: Fn.importValue('Organization'),
      rootId: Fn.importValue('Root'),
      unitId: () => Fn.importValue('Unit'),
      accountId: (key) => Fn.importValue(`Account-${key}`),
    },
  );
  gateNag(app);
  expect(() => app.synth()).not.toThrow();
});

type Properties = Record<string, unknown>;

interface Broken {
  /** A StackSet, by the end of its name. */
  readonly set: (name: string) => Properties;
  /** The only resource of a type in the template of that StackSet. */
  readonly resource: (template: keyof BaselineTemplates, type: string, name?: string) => Properties;
  readonly of: (template: keyof BaselineTemplates, type: string, name?: string) => Properties;
  readonly rule: (template: keyof BaselineTemplates, name: string) => Properties;
  readonly remove: (template: keyof BaselineTemplates, type: string) => void;
}

const RECORDER = 'AWS::Config::ConfigurationRecorder';
const CHANNEL = 'AWS::Config::DeliveryChannel';

/** What somebody could break, and a fault that must be found. */
const SABOTAGES: Readonly<Record<string, readonly [sabotage: (broken: Broken) => void, fault: string]>> = {
  'a recorder without a channel': [
    ({ remove }) => {
      remove('region', CHANNEL);
    },
    'there is no recorder with its channel',
  ],
  'a channel without a recorder': [
    ({ remove }) => {
      remove('region', RECORDER);
    },
    'there is no recorder with its channel',
  ],
  'a channel that waits for the recorder': [
    ({ resource }) => (resource('region', CHANNEL)['DependsOn'] = ['BaselineRecorder5C699AC6']),
    'recorder and channel wait for each other',
  ],
  'a recorder with a role of its own': [
    ({ of }) => (of('region', RECORDER)['RoleARN'] = 'arn:aws:iam::222222222222:role/config'),
    'the recorder has not the service-linked role',
  ],
  'a recorder of one type': [
    ({ of }) => (of('region', RECORDER)['RecordingGroup'] = { ResourceTypes: ['AWS::S3::Bucket'] }),
    'AWS::EC2::Instance is not recorded in eu-west-1',
  ],
  'global types everywhere': [
    ({ of }) => ((of('region', RECORDER)['RecordingGroup'] as Properties)['IncludeGlobalResourceTypes'] = true),
    'AWS::IAM::Role is recorded in eu-west-1',
  ],
  'global types nowhere': [
    ({ of }) => ((of('region', RECORDER)['RecordingGroup'] as Properties)['IncludeGlobalResourceTypes'] = false),
    'AWS::IAM::User is not recorded in eu-central-1',
  ],
  'a daily recorder': [
    ({ of }) => (of('region', RECORDER)['RecordingMode'] = { RecordingFrequency: 'DAILY' }),
    'AWS::EC2::Instance is not recorded in eu-central-1',
  ],
  'a bucket of the account': [
    ({ of }) => (of('region', CHANNEL)['S3BucketName'] = 'mine'),
    'the history does not go to the log archive',
  ],
  'a recorder that ends with its stack': [
    ({ resource }) => delete resource('region', RECORDER)['DeletionPolicy'],
    `${RECORDER} ends with its stack`,
  ],
  'a detector that stays when its creation fails': [
    ({ resource }) => (resource('region', 'AWS::GuardDuty::Detector')['DeletionPolicy'] = 'Retain'),
    'AWS::GuardDuty::Detector ends with its stack',
  ],
  'a detector that is off': [
    ({ of }) => (of('region', 'AWS::GuardDuty::Detector')['Enable'] = false),
    'there is no detector that is on',
  ],
  'public documents': [
    ({ of }) => (of('region', 'AWS::SSM::ServiceSetting')['SettingValue'] = 'Enable'),
    'documents can be made public',
  ],
  'another severity': [
    ({ rule }) =>
      ((rule('region', 'findings')['EventPattern'] as { detail: Properties }).detail['severity'] = [
        { numeric: ['>=', 8] },
      ]),
    'findings are not forwarded from their severity on',
  ],
  'all state machines': [
    ({ rule }) =>
      delete (rule('region', 'failed-executions')['EventPattern'] as { detail: Properties }).detail['stateMachineArn'],
    'other executions are forwarded',
  ],
  'failures without those that time out': [
    ({ rule }) =>
      ((rule('region', 'failed-executions')['EventPattern'] as { detail: Properties }).detail['status'] = ['FAILED']),
    'a failed state machine of the platform is not forwarded',
  ],
  'a rule that forwards what was forwarded': [
    ({ rule }) => delete (rule('globalEvents', 'access-keys')['EventPattern'] as Properties)['region'],
    'forwarded: an event that another Region has forwarded',
  ],
  'a rule without the calls of root': [
    ({ rule }) =>
      ((rule('globalEvents', 'mfa')['EventPattern'] as { detail: Properties }).detail['userIdentity'] = {
        type: ['IAMUser'],
      }),
    "not forwarded by mfa alone: root's device",
  ],
  'root only in the console': [
    ({ rule }) =>
      ((rule('globalEvents', 'root-use')['EventPattern'] as Properties)['detail-type'] = [
        'AWS Console Sign In via CloudTrail',
      ]),
    'not forwarded by root-use alone: a call of another service',
  ],
  'another bus': [
    ({ rule }) =>
      ((rule('globalEvents', 'root-use')['Targets'] as Properties[])[0] = {
        Arn: 'arn:aws:events:eu-central-1:999999999999:event-bus/rampart-events',
        Id: 'Organization',
      }),
    "rampart-forward-root-use does not forward to the organization's bus",
  ],
  'a rule that is off': [
    ({ rule }) => (rule('region', 'findings')['State'] = 'DISABLED'),
    'rampart-forward-findings does not see events',
  ],
  'a forwarder for everybody': [
    ({ of }) => {
      const document = of('account', 'AWS::IAM::Role', 'event-forwarder')['AssumeRolePolicyDocument'] as {
        Statement: Properties[];
      };
      delete document.Statement[0]?.['Condition'];
    },
    'others than rules of the platform in this account may use the forwarder',
  ],
  'a forwarder to any bus': [
    ({ of }) => {
      const document = of('account', 'AWS::IAM::ManagedPolicy', 'event-forwarder')['PolicyDocument'] as {
        Statement: Properties[];
      };
      Object.assign(document.Statement[0] ?? {}, { Resource: '*' });
    },
    'the forwarder may do other things than it must',
  ],
  'a policy outside of the protected path': [
    ({ of }) => (of('account', 'AWS::IAM::ManagedPolicy', 'event-forwarder')['Path'] = '/'),
    "guardrails do not protect the forwarder's policy",
  ],
  'a finisher that any state machine may be': [
    ({ of }) => {
      rewriteTrust(of, 'finisher', (text) => text.replace('stateMachine:rampart-finisher', 'stateMachine:*'));
    },
    'others than the state machine of this account act as the finisher',
  ],
  'a finisher that state machines of other accounts may be': [
    ({ of }) => delete conditionsOf(of, 'finisher')['StringEquals'],
    'others than the state machine of this account act as the finisher',
  ],
  'a finisher that schedules of every group start': [
    ({ of }) => {
      rewriteTrust(of, 'finisher-start', (text) => text.replace('schedule-group/default', 'schedule-group/*'));
    },
    'others than schedules of this account start the finisher',
  ],
  'a finisher outside of the protected path': [
    ({ of }) => (of('account', 'AWS::IAM::Role', 'finisher')['Path'] = '/'),
    'others than the state machine of this account act as the finisher',
  ],
  'a starter of every state machine': [
    ({ of }) => (policyStatement(of, 'finisher-start', 'states:StartExecution')['Resource'] = '*'),
    'the role that starts the finisher may do other things',
  ],
  'a starter that starts with more than one call': [
    ({ of }) => (policyStatement(of, 'finisher-start', 'states:StartExecution')['Action'] = 'states:*'),
    'the role that starts the finisher may do other things',
  ],
  'a finisher that deletes what others share with the account': [
    ({ of }) => (policyStatement(of, 'finisher', 'ec2:DeleteVpc')['Resource'] = 'arn:aws:ec2:*:*:vpc/*'),
    'the finisher deletes or changes what is not of this account',
  ],
  'a finisher that is never started': [
    ({ of }) => (of('region', 'AWS::Scheduler::Schedule')['State'] = 'DISABLED'),
    'the account is not finished at once and every day',
  ],
  'a finisher that starts next year': [
    ({ of }) => (of('region', 'AWS::Scheduler::Schedule')['StartDate'] = '2028-01-01T00:00:00Z'),
    'the account is not finished at once and every day',
  ],
  'a finisher that starts with the input of a pattern': [
    ({ of }) => ((of('region', 'AWS::Scheduler::Schedule')['Target'] as Properties)['Input'] = '<aws.scheduler.x>'),
    'the schedule starts something else',
  ],
  'a finisher that its own role starts': [
    ({ of }) =>
      ((of('region', 'AWS::Scheduler::Schedule')['Target'] as Properties)['RoleArn'] =
        'arn:aws:iam::222222222222:role/platform/finisher'),
    'the schedule starts something else, or as another role',
  ],
  'a state machine of another name': [
    ({ of }) => (of('region', 'AWS::StepFunctions::StateMachine')['StateMachineName'] = 'finisher'),
    'nothing finishes the account',
  ],
  'accounts without a role for AWS Config': [
    ({ remove }) => {
      remove('account', 'AWS::IAM::ServiceLinkedRole');
    },
    'AWS Config has no role',
  ],
  'a boundary that allows less than everything': [
    ({ of }) => boundaryIn(of).shift(),
    'the boundary does not allow everything',
  ],
  'a boundary without denials': [({ of }) => boundaryIn(of).splice(1), 'the boundary limits nothing'],
  'a boundary that anyone may change': [
    ({ of }) => (of('account', 'AWS::IAM::ManagedPolicy', 'boundary')['Path'] = '/'),
    'the boundary has another path',
  ],
  'a role for emergencies that everybody in the management account assumes': [
    ({ of }) => delete conditionsOfBreakGlass(of)['ArnLike'],
    'others than users for emergencies',
  ],
  'a role for emergencies without MFA': [
    ({ of }) => delete conditionsOfBreakGlass(of)['Bool'],
    'others than users for emergencies, with MFA',
  ],
  'a role for emergencies after an old MFA': [
    ({ of }) => delete conditionsOfBreakGlass(of)['NumericLessThan'],
    'others than users for emergencies, with MFA',
  ],
  'a role for emergencies for a day': [
    ({ of }) => (of('account', 'AWS::IAM::Role', 'break-glass')['MaxSessionDuration'] = 43_200),
    'open for more than an hour',
  ],
  'an auditor who is everybody in the audit account': [
    ({ of }) => delete conditionsOf(of, 'audit')['ArnLike'],
    'others than people of the audit account with the permission set security become the auditor',
  ],
  'an auditor with fifteen signs': [
    ({ of }) => {
      rewriteTrust(of, 'audit', (text) => text.replaceAll('?'.repeat(16), '?'.repeat(15)));
    },
    'others than people of the audit account with the permission set security become the auditor',
  ],
  'a backup operator of every permission set whose name begins so': [
    ({ of }) => {
      rewriteTrust(of, 'backup-operator', (text) => text.replaceAll('?'.repeat(16), '*'));
    },
    'permission set backup-operator become the backup operator',
  ],
  'a backup operator for a day': [
    ({ of }) => (of('account', 'AWS::IAM::Role', 'backup-operator')['MaxSessionDuration'] = 86_400),
    'the backup operator has more than an hour',
  ],
  'an auditor outside of the protected path': [
    ({ of }) => (of('account', 'AWS::IAM::Role', 'audit')['Path'] = '/'),
    'a role that is not protected',
  ],
  'an auditor who decrypts': [
    ({ of }) => ((statementsOfRole(of, 'audit')[0] ?? {})['Action'] = ['kms:Decrypt']),
    'the auditor reads data, decrypts, or writes to IAM',
  ],
  'an auditor with a second list': [
    ({ of }) => statementsOfRole(of, 'audit').push({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
    'the auditor has more than one list of what is allowed',
  ],
  'the number of another audit account': [
    ({ set }) => (set('account')['Parameters'] = [{ ParameterKey: 'Audit', ParameterValue: '999999999999' }]),
    'rampart-account does not know the audit account',
  ],
  'a Region that is missing': [
    ({ set }) => {
      const [group] = set('region')['StackInstancesGroup'] as { Regions: string[] }[];
      group?.Regions.pop();
    },
    'rampart-region is not in every account in eu-central-1, eu-west-1, us-east-1',
  ],
  'a unit instead of the root': [
    ({ set }) =>
      (set('account')['StackInstancesGroup'] = [
        { DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-11111111'] }, Regions: ['eu-central-1'] },
      ]),
    'rampart-account is not in every account',
  ],
  'no automatic deployment': [
    ({ set }) => (set('region')['AutoDeployment'] = { Enabled: false }),
    'rampart-region does not come to new accounts after the roles',
  ],
  'stacks that go with their account': [
    ({ set }) => ((set('account')['AutoDeployment'] as Properties)['RetainStacksOnAccountRemoval'] = false),
    'rampart-account does not come to new accounts',
  ],
  'automatic deployment in any order': [
    ({ set }) => delete (set('global-events')['AutoDeployment'] as Properties)['DependsOn'],
    'rampart-global-events does not come to new accounts after the roles',
  ],
  'deployment in any order': [
    ({ resource }) => delete resource('stack', 'AWS::CloudFormation::StackSet', 'rampart-region')['DependsOn'],
    'rampart-region is deployed before the roles',
  ],
  'a StackSet that takes its stacks with it': [
    ({ resource }) => delete resource('stack', 'AWS::CloudFormation::StackSet', 'rampart-account')['DeletionPolicy'],
    'takes its stacks with it',
  ],
  'the account of another archive': [
    ({ set }) => (set('region')['Parameters'] = [{ ParameterKey: 'LogArchive', ParameterValue: '999999999999' }]),
    'rampart-region does not know the account of the log archive',
  ],
  'an aggregator in each Region': [
    ({ resource }) => delete resource('audit', 'AWS::Config::ConfigurationAggregator')['Condition'],
    'the aggregator of all Regions is in other Regions than the home Region',
  ],
  'an analyzer of one account': [
    ({ of }) => (of('audit', 'AWS::AccessAnalyzer::Analyzer', 'rampart-external-access')['Type'] = 'ACCOUNT'),
    'no analyzer of external access in eu-west-1',
  ],
  'an analyzer of unused access in each Region': [
    ({ resource }) => delete resource('audit', 'AWS::AccessAnalyzer::Analyzer', 'rampart-unused-access')['Condition'],
    'unused access is analyzed in other Regions',
  ],
};

test.each(Object.entries(SABOTAGES))('%s is noticed', (_, [sabotage, fault]) => {
  const broken = structuredClone(templates);
  sabotage(handlesOf(broken));
  expect(baselineFaults(broken)).toContainEqual(expect.stringContaining(fault));
});

function boundaryIn(of: Broken['of']): unknown[] {
  const document = of('account', 'AWS::IAM::ManagedPolicy', 'boundary')['PolicyDocument'];
  return (document as { readonly Statement: unknown[] }).Statement;
}

function statementsOfRole(of: Broken['of'], name: string): Properties[] {
  const [policy] = of('account', 'AWS::IAM::Role', name)['Policies'] as {
    readonly PolicyDocument: { readonly Statement: Properties[] };
  }[];
  return policy?.PolicyDocument.Statement ?? [];
}

/** The statement of a managed policy that grants an action. */
function policyStatement(of: Broken['of'], name: string, action: string): Properties {
  const document = of('account', 'AWS::IAM::ManagedPolicy', name)['PolicyDocument'];
  const found = (document as { readonly Statement: readonly Properties[] }).Statement.find(({ Action }) =>
    [Action].flat().includes(action),
  );
  if (found === undefined) throw new Error(`${name} does not grant ${action}`);
  return found;
}

function rewriteTrust(of: Broken['of'], name: string, edit: (text: string) => string): void {
  const role = of('account', 'AWS::IAM::Role', name);
  role['AssumeRolePolicyDocument'] = JSON.parse(edit(JSON.stringify(role['AssumeRolePolicyDocument'])));
}

function conditionsOfBreakGlass(of: Broken['of']): Properties {
  return conditionsOf(of, 'break-glass');
}

function conditionsOf(of: Broken['of'], name: string): Properties {
  const document = of('account', 'AWS::IAM::Role', name)['AssumeRolePolicyDocument'];
  const [statement] = (document as { readonly Statement: readonly Properties[] }).Statement;
  return statement?.['Condition'] as Properties;
}

/** Parts of the templates, to change. */
function handlesOf(broken: BaselineTemplates): Broken {
  const entryOf = (template: keyof BaselineTemplates, type: string, name?: string): readonly [string, Properties] => {
    const found = resourcesOf(broken[template], type).filter(
      ([, { Properties }]) => name === undefined || Object.values(Properties ?? {}).includes(name),
    );
    const [[id, resource] = []] = found;
    if (id === undefined || resource === undefined || found.length > 1)
      throw new Error(`one ${type} expected, got ${found.length}`);
    return [id, resource as unknown as Properties];
  };
  const resource: Broken['resource'] = (template, type, name) => entryOf(template, type, name)[1];
  const of: Broken['of'] = (template, type, name) => resource(template, type, name)['Properties'] as Properties;
  return {
    resource,
    of,
    set: (name) => of('stack', 'AWS::CloudFormation::StackSet', `rampart-${name}`),
    rule: (template, name) => of(template, 'AWS::Events::Rule', `rampart-forward-${name}`),
    remove: (template, type) => {
      const resources = broken[template].Resources as Record<string, unknown>;
      Reflect.deleteProperty(resources, entryOf(template, type)[0]);
    },
  };
}
