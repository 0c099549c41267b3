import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../lib/analysis/assemble/assemble';
import { MANAGEMENT_BOUNDARY } from '../../lib/model/names';
import type { Budgets } from '../../lib/model/budgets';
import { parseOrganization } from '../../lib/model/parse';
import type { Outcome } from '../../lib/model/problem';
import { catalogue } from '../../policies/catalogue';
import { synthesize } from '../support/synthesize';
import { UNFORESEEN } from './cloudformation-calls';
import { callsFor, namedResources } from './named-resources';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const root = join(__dirname, '../..');
const FOLDER = 'docs/bootstrap/execution';

/** The policies, which are attached to the same role. */
const policies = readdirSync(join(root, FOLDER))
  .sort()
  .map((file) => {
    const text = readFileSync(join(root, FOLDER, file), 'utf8');
    return { file, text, ...(JSON.parse(text) as { Version: string; Statement: readonly Statement[] }) };
  });
/** The file that only denies. */
const LIMITS = 'limits.json';
const statements = policies.filter(({ file }) => file !== LIMITS).flatMap(({ Statement }) => Statement);
const limits = policies.filter(({ file }) => file === LIMITS).flatMap(({ Statement }) => Statement);
const granted = [...new Set(statements.flatMap(actionsOf))];

/** What only a person does: docs/decisions/0002-what-outlives-its-stack.md. */
const NEVER = [
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'config:DeleteConfigurationRecorder',
  'config:DeleteDeliveryChannel',
  'config:StopConfigurationRecorder',
  'guardduty:DeleteDetector',
  'kms:DisableKey',
  'kms:ScheduleKeyDeletion',
  'logs:DeleteLogGroup',
  'organizations:CloseAccount',
  'organizations:DeleteOrganization',
  'organizations:DeleteOrganizationalUnit',
  'organizations:DeregisterDelegatedAdministrator',
  'organizations:DisableAWSServiceAccess',
  'organizations:DisablePolicyType',
  'organizations:LeaveOrganization',
  'organizations:RemoveAccountFromOrganization',
];

/** For the parameter with the bootstrap's version, which CloudFormation reads with the same role. */
const TO_READ_PARAMETERS = ['ssm:GetParameters'];

/** For `Fn::GetStackOutput`, by which stacks in other Regions read an account's number. */
const TO_READ_OUTPUTS = ['cloudformation:DescribeStacks'];

/** Reading, and actions for which AWS defines no resource, or does not know it yet when it decides. */
const WITHOUT_RESOURCE = [
  /^organizations:(Describe|List)[A-Za-z]+$/,
  /^organizations:Create(Account|Organization|Policy)$/,
  /^organizations:(Tag|Untag)Resource$/,
  /^logs:Describe[A-Za-z]+$/,
  /^ce:CreateAnomaly(Monitor|Subscription)$/,
  /^cloudformation:(CreateStackSet|GetTemplateSummary)$/,
  /^cloudtrail:DescribeTrails$/,
  /^cloudwatch:DescribeAlarms$/,
  /^config:Describe(DeliveryChannels|OrganizationConformancePack(s|Statuses))$/,
  /^config:PutDeliveryChannel$/,
  /^events:(Put|Remove)Permission$/,
  /^guardduty:(CreateDetector|ListDetectors)$/,
  /^organizations:EnableAWSServiceAccess$/,
  /^kms:(CreateKey|ListAliases)$/,
  /^iam:List(Policies|Roles)$/,
];

/** `StringEquals`, as on AWS's page: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html. */
const WITH_BOUNDARY = {
  StringEquals: {
    'iam:PermissionsBoundary': `arn:aws:iam::\${aws:PrincipalAccount}:policy${MANAGEMENT_BOUNDARY.path}${MANAGEMENT_BOUNDARY.name}`,
  },
};

/** What can give a role more, or give it to somebody else. With each, AWS sends the role's boundary. */
const ROLE_WRITES = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];

function isBounded(condition: Statement['Condition']): boolean {
  return (
    condition?.['StringEquals']?.['iam:PermissionsBoundary'] === WITH_BOUNDARY.StringEquals['iam:PermissionsBoundary']
  );
}

describe('the execution policies', () => {
  const example = valueOf(parseOrganization(join(root, 'organization'), catalogue));
  // What is off in the example, because it costs, can be switched on without new policies.
  const organization = {
    ...example,
    baseline: example.baseline === null ? null : { ...example.baseline, guardDuty: { forwardFrom: 7 } },
    budgets: withOwnMonitor(example.budgets),
  };
  const stacks = synthesize({ organization, assembly: valueOf(assemble(organization, catalogue)) });
  const resources = stacks.flatMap(({ template }) => Object.values(template.Resources));

  test('are short enough for managed policies: 6,144 characters each, white space not counted', () => {
    for (const { Version, text } of policies) {
      expect(Version).toBe('2012-10-17');
      expect(text.replace(/\s/g, '').length).toBeLessThanOrEqual(6144);
    }
  });

  test('are few enough for one role: ten', () => {
    expect(policies.length).toBeLessThanOrEqual(10);
  });

  test('only allow, but for one that only denies', () => {
    expect(new Set(statements.map(({ Effect }) => Effect))).toEqual(new Set(['Allow']));
    expect(new Set(limits.map(({ Effect }) => Effect))).toEqual(new Set(['Deny']));
  });

  test('name each action in full, and once for a resource', () => {
    expect(granted.filter((action) => !/^[a-z0-9]+:[A-Z][A-Za-z]+$/.test(action))).toEqual([]);
    const grants = statements.flatMap((statement) =>
      actionsOf(statement).flatMap((action) => resourcesOf(statement).map((resource) => `${action} ${resource}`)),
    );
    expect(grants.filter((grant, index) => grants.indexOf(grant) !== index)).toEqual([]);
    const sids = [...statements, ...limits].map(({ Sid }) => Sid);
    expect(sids.filter((sid, index) => sids.indexOf(sid) !== index)).toEqual([]);
  });

  test('name resources wherever AWS knows them', () => {
    const everywhere = statements.filter((statement) => resourcesOf(statement).includes('*')).flatMap(actionsOf);
    expect(everywhere.filter((action) => !WITHOUT_RESOURCE.some((pattern) => pattern.test(action)))).toEqual([]);
  });

  test('grant what CloudFormation calls for every resource', () => {
    expect(resources.flatMap(callsFor).filter((action) => !granted.includes(action))).toEqual([]);
  });

  test('grant nothing else', () => {
    const called = [...resources.flatMap(callsFor), ...TO_READ_PARAMETERS, ...TO_READ_OUTPUTS];
    expect(granted.filter((action) => !called.includes(action))).toEqual([]);
  });

  test.each(NEVER)('do not grant %s', (action) => {
    expect(granted).not.toContain(action);
  });

  test('delete only StackSets of applications, whose data is retained inside of them, and of partners, who have none', () => {
    const deleting = statements.filter((statement) =>
      actionsOf(statement).some((action) => /^cloudformation:DeleteStack(Set|Instances)$/.test(action)),
    );
    const names = deleting
      .flatMap(resourcesOf)
      .map((arn) => /:stackset(?:-target)?\/([^:/]+)/.exec(arn)?.[1])
      .filter((name) => name !== undefined);
    expect([...new Set(names)].sort()).toEqual(['rampart-app-*', 'rampart-ci', 'rampart-partner-*']);
  });

  test('know no property that makes CloudFormation call more', () => {
    const unforeseen = resources.flatMap(({ Type, Properties = {} }) =>
      Object.keys(Properties).filter((property) => UNFORESEEN[Type]?.includes(property)),
    );
    expect(unforeseen).toEqual([]);
  });

  test('reach policies of the types that guardrails have, and of no other', () => {
    const types = [...catalogue.values()].map(({ type }) => type);
    const { Condition } = statementWith('organizations:CreatePolicy');
    expect([Condition?.['StringEquals']?.['organizations:PolicyType']].flat().sort()).toEqual(
      [...new Set(types)].sort(),
    );
    for (const action of ['Attach', 'Delete', 'Detach', 'Update']) {
      const reached = resourcesOf(statementWith(`organizations:${action}Policy`)).filter((arn) =>
        arn.includes(':policy/'),
      );
      expect(reached.sort()).toEqual([...new Set(types)].sort().map(arnOfPolicies));
    }
  });

  test.each(stacks.map(({ stackName }) => stackName))('reach the resources of %s by their names', (stackName) => {
    const unreached = stacks
      .filter((stack) => stack.stackName === stackName)
      .flatMap(namedResources)
      .flatMap(({ arn, actions }) =>
        actions.map((action) => `${action} on ${arn}`).filter((_, index) => !isReached(actions[index] ?? '', arn)),
      );
    expect(unreached).toEqual([]);
  });

  test('let stacks read what other Regions tell them', () => {
    const read = stacks.flatMap(({ text }) =>
      [...text.matchAll(/"Fn::GetStackOutput": \{[^}]*"StackName": "([^"]+)"/g)].map(
        ([, name = '']) => `arn:aws:cloudformation:eu-central-1:111111111111:stack/${name}/0a1b`,
      ),
    );
    expect(read.length).toBeGreaterThan(0);
    expect(read.filter((arn) => !isReached('cloudformation:DescribeStacks', arn))).toEqual([]);
  });

  test('reach no name of ours that no stack has', () => {
    const named = stacks.flatMap(namedResources);
    const patterns = statements
      .flatMap(resourcesOf)
      .filter(
        (pattern) =>
          /rampart-|Rampart-/.test(pattern) && !/stackset-target|assets|parameter|:key|:stack\//.test(pattern),
      );
    expect(
      patterns.filter(
        (pattern) => !named.some(({ arn }) => [arn, `${arn}:`].some((reached) => matches(pattern, reached))),
      ),
    ).toEqual([]);
  });

  test.each([
    'iam::111111111111:policy/rampart-deployer',
    ...policies.map(({ file }) => `iam::111111111111:policy/rampart-execution-${file.replace('.json', '')}`),
    'iam::111111111111:policy/rampart-management-boundary',
    'iam::111111111111:policy/rampart-vending-plan',
    'iam::111111111111:role/cdk-rampart-cfn-exec-role-111111111111-eu-central-1',
    'iam::111111111111:role/cdk-rampart-deploy-role-111111111111-eu-central-1',
    'iam::111111111111:role/cdk-rampvend-cfn-exec-role-111111111111-eu-central-1',
    'iam::111111111111:role/rampart-vending-deploy',
    'iam::111111111111:role/platform/break-glass',
  ])('change nothing about who deploys and what CloudFormation may do: %s', (name) => {
    const reached = statements.filter((statement) =>
      resourcesOf(statement).some((pattern) => matches(pattern, `arn:aws:${name}`)),
    );
    expect(reached.flatMap(actionsOf).filter((action) => /^iam:(?!List)/.test(action))).toEqual([]);
  });

  test('pass each role only to the service that it is for, and attach to it only a policy made for it', () => {
    const passed = statements.filter((statement) => actionsOf(statement).includes('iam:PassRole'));
    const to = (service: string) => ({ StringEquals: { 'iam:PassedToService': `${service}.amazonaws.com` } });
    const forwarder = 'arn:aws:iam::*:role/platform/event-forwarder';
    const functions = ['Rampart-Delegations*', 'Rampart-OrganizationSett*'];
    expect(passed.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([
      ['arn:aws:iam::*:role/rampart-trail', to('cloudtrail')],
      ['arn:aws:iam::*:role/rampart-event-forwarding', to('events')],
      [forwarder, to('events')],
      ['arn:aws:iam::*:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig', to('config')],
      [functions.map((name) => `arn:aws:iam::*:role/${name}`), to('lambda')],
      ['arn:aws:iam::*:role/platform/finisher', to('states')],
      ['arn:aws:iam::*:role/platform/finisher-start', to('scheduler')],
    ]);
    const attached = statements.filter(
      (statement) =>
        actionsOf(statement).includes('iam:AttachRolePolicy') && statement.Sid !== 'ProvisionInManagementAccount',
    );
    expect(attached.map(({ Condition }) => Condition)).toEqual([
      {
        ArnEquals: {
          'iam:PolicyARN': ['arn:aws:iam::*:policy/rampart-event-forwarding', 'arn:aws:iam::*:policy/rampart-trail'],
        },
        ...WITH_BOUNDARY,
      },
      { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::*:policy/platform/event-forwarder' }, ...WITH_BOUNDARY },
      { ArnLike: { 'iam:PolicyARN': functions.map((name) => `arn:aws:iam::*:policy/${name}`) }, ...WITH_BOUNDARY },
      {
        ArnEquals: {
          'iam:PolicyARN': ['finisher', 'finisher-start'].map((name) => `arn:aws:iam::*:policy/platform/${name}`),
        },
        ...WITH_BOUNDARY,
      },
    ]);
  });

  test('write a role only if it has the boundary of the management account, and take no boundary away', () => {
    const writing = statements.filter(
      (statement) =>
        actionsOf(statement).some((action) => ROLE_WRITES.includes(action)) &&
        statement.Sid !== 'ProvisionInManagementAccount',
    );
    expect(writing.length).toBeGreaterThan(0);
    expect(writing.filter(({ Condition }) => !isBounded(Condition)).map(({ Sid }) => Sid)).toEqual([]);
    expect(granted).not.toContain('iam:DeleteRolePermissionsBoundary');
  });

  test('change no roles without a name but those of Identity Center, and no provider of SAML but its own', () => {
    const reached = (pattern: RegExp): readonly string[] =>
      statements.filter((one) => actionsOf(one).some((action) => pattern.test(action))).flatMap(resourcesOf);
    expect(reached(/^iam:UpdateRoleDescription$/)).toEqual(['arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*']);
    expect(reached(/^iam:(Create|Update)SAMLProvider$/)).toEqual([
      'arn:aws:iam::*:saml-provider/AWSSSO_*_DO_NOT_DELETE',
    ]);
    expect(reached(/^iam:PutRolePolicy$/)).toEqual(['arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*']);
  });

  test('demand the boundary of every role but those of Identity Center, which makes them without', () => {
    const [demanding] = limits.filter(
      ({ Condition }) => 'iam:PermissionsBoundary' in (Condition?.['StringNotEquals'] ?? {}),
    );
    const [provisioning] = statements.filter(({ Sid }) => Sid === 'ProvisionInManagementAccount');
    expect(demanding?.NotResource).toEqual(provisioning?.Resource);
    expect([demanding?.Action].flat()).toEqual(ROLE_WRITES);
  });

  test('attach no managed policy to a permission set, and no boundary', () => {
    expect(granted.filter((action) => /^sso:(Attach|PutPermissionsBoundary)/.test(action))).toEqual([]);
  });

  test('change keys of this account only under the aliases of the alarms and rules, and prepare one that has none yet', () => {
    const ours = { 'kms:ResourceAliases': ['alias/rampart-alarms', 'alias/rampart-rules'] };
    const prepared = {
      StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
      'ForAllValues:StringEquals': ours,
    };
    const preparing = statementWith('kms:EnableKeyRotation');
    const changing = statementWith('kms:PutKeyPolicy');
    expect([preparing.Resource, changing.Resource]).toEqual(['arn:aws:kms:*:*:key/*', 'arn:aws:kms:*:*:key/*']);
    expect(preparing.Condition).toEqual(prepared);
    expect(changing.Condition).toEqual({ ...prepared, 'ForAnyValue:StringEquals': ours });
  });
});

/** The example uses the monitor that AWS makes. */
function withOwnMonitor(budgets: Budgets | null): Budgets {
  return {
    organization: budgets?.organization ?? null,
    anomalies: { monitor: { kind: 'accounts', accounts: ['shop-production'] }, fromUsd: 100 },
  };
}

function isReached(action: string, arn: string): boolean {
  return statements.some(
    (statement) =>
      actionsOf(statement).includes(action) && resourcesOf(statement).some((pattern) => matches(pattern, arn)),
  );
}

function matches(pattern: string, arn: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(arn);
}

function arnOfPolicies(type: string): string {
  return `arn:aws:organizations::*:policy/o-*/${type.toLowerCase()}/*`;
}

function statementWith(action: string): Statement {
  const statement = statements.find((candidate) => actionsOf(candidate).includes(action));
  if (statement === undefined) throw new Error(`no statement grants ${action}`);
  return statement;
}

function actionsOf({ Action }: Statement): readonly string[] {
  return [Action].flat();
}

function resourcesOf({ Resource }: Statement): string[] {
  return [Resource].flat();
}

function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
