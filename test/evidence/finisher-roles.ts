/*
 * The two roles of the finisher as the baseline deploys them, who tries to act as one of them, and what people try with the
 * finisher itself. Tests hold these attempts to the policies, the guardrails and an independent evaluator.
 */

import { STACK_SETS } from '../../lib/model/names';
import type { Organization } from '../../lib/model/organization';
import type { OracleRequest } from '../../tools/oracle/client';
import { stackSet } from '../support/a-baseline';
import { resourcesOf, type TemplateJson } from '../support/synthesize';
import { trustRequest, type Attempt } from './application-trust';
import type { FoundRole } from './application-stores';
import { baselineOf, SHOP } from './people-roles';
import { resolveReferences } from './resolve-template';
import type { World } from './world';

export interface FinisherRoles {
  readonly finisher: FoundRole;
  readonly 'finisher-start': FoundRole;
}

/** In the account of the shop. Each role has one managed policy. */
export function finisherRoles(organization: Organization, world: World): FinisherRoles {
  const { TemplateBody } = stackSet(baselineOf(organization, world), STACK_SETS.account);
  const template = JSON.parse(String(TemplateBody)) as TemplateJson;
  const account = world.account(SHOP).number;
  const resolve = (value: unknown) => resolveReferences(value, { 'AWS::AccountId': account }) as object;
  const find = (name: string): FoundRole => {
    const [[id, { Properties = {} }] = ['', {}]] = resourcesOf(template, 'AWS::IAM::Role').filter(
      ([, role]) => role.Properties?.['RoleName'] === name,
    );
    const [policy, ...others] = resourcesOf(template, 'AWS::IAM::ManagedPolicy').filter(([, one]) =>
      JSON.stringify(one.Properties?.['Roles'] ?? []).includes(`"${id}"`),
    );
    if (id === '' || policy === undefined || others.length > 0) throw new Error(`${name} has not one policy`);
    if (Properties['Policies'] !== undefined || Properties['ManagedPolicyArns'] !== undefined)
      throw new Error(`${name} has other policies, too`);
    return {
      arn: `arn:aws:iam::${account}:role${String(Properties['Path'])}${name}`,
      permissions: resolve(policy[1].Properties?.['PolicyDocument']),
      trustPolicy: resolve(Properties['AssumeRolePolicyDocument']),
      boundary: '',
    };
  };
  return { finisher: find('finisher'), 'finisher-start': find('finisher-start') };
}

const OTHER = '999999999999';

/** A service that acts for something of an account. */
function byService(what: string, service: string, keys: Attempt['keys']): Attempt {
  return {
    ...{ what, principal: `${service}.amazonaws.com`, action: 'sts:AssumeRole' },
    keys: { 'aws:PrincipalIsAWSService': 'true', ...keys },
  };
}

function forThing(account: string, arn: string): Attempt['keys'] {
  return { 'aws:SourceAccount': account, 'aws:SourceArn': arn };
}

function byPrincipal(what: string, account: string, name: string, organization: string): Attempt {
  const arn = `arn:aws:iam::${account}:${name}`;
  const keys = { 'aws:PrincipalArn': arn, 'aws:PrincipalAccount': account, 'aws:PrincipalIsAWSService': 'false' };
  const isOurs = account !== OTHER;
  return {
    ...{ what, principal: arn, action: 'sts:AssumeRole' },
    keys: isOurs ? { ...keys, 'aws:PrincipalOrgID': organization } : keys,
  };
}

/** Who may act as each role, by its name. */
export function rightful(world: World): Readonly<Record<keyof FinisherRoles, readonly Attempt[]>> {
  const account = world.account(SHOP).number;
  const regions = [world.homeRegion, 'eu-west-1'];
  return {
    finisher: regions.map((region) =>
      byService(
        `the state machine in ${region}`,
        'states',
        forThing(account, `arn:aws:states:${region}:${account}:stateMachine:rampart-finisher`),
      ),
    ),
    'finisher-start': regions.map((region) =>
      byService(
        `the schedule in ${region}`,
        'scheduler',
        forThing(account, `arn:aws:scheduler:${region}:${account}:schedule-group/default`),
      ),
    ),
  };
}

/** Whoever else could try; each principal may do everything by its own policies. */
export function wrongful(world: World): Readonly<Record<keyof FinisherRoles, readonly Attempt[]>> {
  const account = world.account(SHOP).number;
  const states = (of: string, name: string) =>
    forThing(of, `arn:aws:states:${world.homeRegion}:${of}:stateMachine:${name}`);
  const group = (of: string, name: string) =>
    forThing(of, `arn:aws:scheduler:${world.homeRegion}:${of}:schedule-group/${name}`);
  const everybody = [
    byPrincipal('a developer', account, 'role/developer', world.organization),
    byPrincipal('an administrator', account, 'role/admin', world.organization),
    byPrincipal('the root user', account, 'root', world.organization),
    byPrincipal('a deployment', account, 'role/platform/deployment', world.organization),
    byPrincipal('the finisher', account, 'role/platform/finisher', world.organization),
    byPrincipal('the management account', world.managementAccount, 'role/admin', world.organization),
    byPrincipal('a stranger', OTHER, 'role/admin', world.organization),
    ...['cloudformation', 'codebuild', 'ec2', 'ecs-tasks', 'events', 'lambda', 'ssm'].map((service) =>
      byService(`the service ${service}`, service, { 'aws:SourceAccount': account }),
    ),
  ];
  return {
    finisher: [
      ...everybody,
      byService("a team's state machine", 'states', states(account, 'orders')),
      byService('a state machine whose name begins so', 'states', states(account, 'rampart-finisher-2')),
      byService('a state machine of another account', 'states', states(OTHER, 'rampart-finisher')),
      byService('Step Functions for nobody', 'states', {}),
      byService('the schedule', 'scheduler', group(account, 'default')),
    ],
    'finisher-start': [
      ...everybody,
      byService("a schedule of a team's group", 'scheduler', group(account, 'shop')),
      byService('a schedule of another account', 'scheduler', group(OTHER, 'default')),
      byService('Scheduler for nobody', 'scheduler', {}),
      byService('the state machine', 'states', states(account, 'rampart-finisher')),
    ],
  };
}

export function finisherTrustRequest(attempt: Attempt, role: FoundRole, world: World): OracleRequest {
  return trustRequest(attempt, role, { account: world.account(SHOP).number, region: world.homeRegion }, world);
}

/** A call, `{account}`, `{region}` filled in. */
export interface FinisherCall {
  readonly action: string;
  readonly on: string;
  readonly keys?: Readonly<Record<string, string>>;
}

const MACHINE = 'arn:aws:states:{region}:{account}:stateMachine:rampart-finisher';
const EXECUTION = 'arn:aws:states:{region}:{account}:execution:rampart-finisher:run';
const SCHEDULE = 'arn:aws:scheduler:{region}:{account}:schedule/default/rampart-finisher';
const ROLES = ['finisher', 'finisher-start'].map((name) => `arn:aws:iam::{account}:role/platform/${name}`);
const POLICIES = ['finisher', 'finisher-start'].map((name) => `arn:aws:iam::{account}:policy/platform/${name}`);

function calls(service: string, on: string, names: readonly string[], keys?: FinisherCall['keys']): FinisherCall[] {
  return names.map((name) => ({ action: `${service}:${name}`, on, ...(keys && { keys }) }));
}

/** What nobody in an account may do with the finisher: change it, start it with an input, take its roles, undo what it set. */
export const TAMPERING: readonly FinisherCall[] = [
  ...calls('states', MACHINE, ['StartExecution', 'StartSyncExecution', 'UpdateStateMachine', 'DeleteStateMachine']),
  ...calls('states', MACHINE, ['CreateStateMachine', 'PublishStateMachineVersion', 'CreateStateMachineAlias']),
  ...calls('states', EXECUTION, ['StopExecution', 'RedriveExecution']),
  ...calls('scheduler', SCHEDULE, ['CreateSchedule', 'UpdateSchedule', 'DeleteSchedule']),
  ...ROLES.flatMap((role) => [
    ...calls('iam', role, ['UpdateAssumeRolePolicy', 'AttachRolePolicy', 'PutRolePolicy', 'DetachRolePolicy']),
    ...calls('iam', role, ['DeleteRole', 'UpdateRole', 'PutRolePermissionsBoundary']),
    ...['states', 'scheduler', 'lambda', 'ec2'].flatMap((service) =>
      calls('iam', role, ['PassRole'], { 'iam:PassedToService': `${service}.amazonaws.com` }),
    ),
  ]),
  ...POLICIES.flatMap((policy) =>
    calls('iam', policy, ['CreatePolicyVersion', 'DeletePolicy', 'SetDefaultPolicyVersion']),
  ),
  ...calls('iam', '*', ['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy']),
  ...calls('ec2', '*', ['DisableEbsEncryptionByDefault']),
  ...calls('account', 'arn:aws:account::{account}:account', ['PutAlternateContact', 'DeleteAlternateContact']),
  // A key of theirs under the alias that the finisher asks for, where the platform has made none.
  ...calls('kms', 'arn:aws:kms:{region}:{account}:alias/rampart-ebs', ['CreateAlias', 'UpdateAlias', 'DeleteAlias']),
];

/** What stays a team's own. */
export const OWN: readonly FinisherCall[] = [
  ...calls('states', 'arn:aws:states:{region}:{account}:stateMachine:orders', ['StartExecution', 'UpdateStateMachine']),
  ...calls('scheduler', 'arn:aws:scheduler:{region}:{account}:schedule/default/nightly', ['CreateSchedule']),
  ...calls('states', MACHINE, ['DescribeStateMachine', 'ListExecutions']),
  ...calls('states', EXECUTION, ['GetExecutionHistory']),
  ...calls('ec2', '*', ['GetEbsEncryptionByDefault']),
  ...calls('kms', 'arn:aws:kms:{region}:{account}:alias/orders', ['CreateAlias', 'UpdateAlias', 'DeleteAlias']),
];

/** What the roles may never do, whatever guardrails say: none of it is finishing this account. */
export const BEYOND: Readonly<Record<keyof FinisherRoles, readonly FinisherCall[]>> = {
  finisher: [
    ...calls('ec2', `arn:aws:ec2:{region}:${OTHER}:vpc/vpc-0a1b`, ['DeleteVpc']),
    ...calls('ec2', `arn:aws:ec2:{region}:${OTHER}:security-group/sg-0a1b`, ['RevokeSecurityGroupIngress']),
    ...calls('ec2', 'arn:aws:ec2:{region}:{account}:instance/i-0a1b', [
      'TerminateInstances',
      'ModifyInstanceAttribute',
    ]),
    ...calls('ec2', 'arn:aws:ec2:{region}:{account}:security-group/sg-0a1b', [
      'AuthorizeSecurityGroupIngress',
      'DeleteSecurityGroup',
    ]),
    ...calls('ec2', '*', ['DisableEbsEncryptionByDefault', 'ResetEbsDefaultKmsKeyId']),
    ...calls('kms', 'arn:aws:kms:{region}:{account}:key/0a1b', ['DescribeKey'], { 'kms:RequestAlias': 'alias/shop' }),
    ...calls('kms', 'arn:aws:kms:{region}:{account}:key/0a1b', ['Decrypt', 'CreateGrant', 'PutKeyPolicy'], {
      'kms:RequestAlias': 'alias/rampart-ebs',
    }),
    ...calls('iam', 'arn:aws:iam::{account}:role/platform/finisher', ['PassRole', 'UpdateAssumeRolePolicy']),
    ...calls('iam', '*', ['DeleteAccountPasswordPolicy', 'CreateUser']),
    ...calls('account', 'arn:aws:account::{account}:account', ['DeleteAlternateContact', 'PutContactInformation']),
    ...calls('account', `arn:aws:account::{account}:account/o-exampleorg1/${OTHER}`, ['PutAlternateContact']),
    ...calls('states', MACHINE, ['StartExecution', 'UpdateStateMachine']),
    ...calls('sts', 'arn:aws:iam::{account}:role/platform/break-glass', ['AssumeRole']),
  ],
  'finisher-start': [
    ...calls('states', MACHINE, ['StartSyncExecution', 'UpdateStateMachine', 'DeleteStateMachine']),
    ...calls('states', EXECUTION, ['StopExecution', 'RedriveExecution']),
    ...calls('states', 'arn:aws:states:{region}:{account}:stateMachine:rampart-finisher-2', ['StartExecution']),
    ...calls('states', `arn:aws:states:{region}:${OTHER}:stateMachine:rampart-finisher`, ['StartExecution']),
    ...calls('states', 'arn:aws:states:{region}:{account}:stateMachine:orders', ['StartExecution']),
    ...calls('ec2', 'arn:aws:ec2:{region}:{account}:vpc/vpc-0a1b', ['DeleteVpc']),
    ...calls('iam', 'arn:aws:iam::{account}:role/platform/finisher', ['PassRole']),
    ...calls('scheduler', SCHEDULE, ['UpdateSchedule']),
  ],
};

function admitting(account: string): object {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: '*', Resource: '*' }] };
}

/** As an independent evaluator takes it. */
export function callRequest(
  { action, on, keys = {} }: FinisherCall,
  principal: string,
  world: World,
  permissions?: object | null,
): OracleRequest {
  const { number, membership } = world.account(SHOP);
  const resource = on.replaceAll('{account}', number).replaceAll('{region}', world.homeRegion);
  const owner = /^arn:aws:[a-z0-9]+:[a-z0-9-]*:(\d{12})/.exec(resource)?.[1] ?? number;
  return {
    ...{ principal, action, resource, account: owner },
    ...(permissions === undefined ? {} : { identityPolicy: permissions }),
    // What another account holds, and keys, have policies. These admit the account, so that only the caller's own matter.
    ...(owner !== number || action.startsWith('kms:') ? { resourcePolicy: admitting(number) } : {}),
    context: {
      'aws:PrincipalArn': principal,
      'aws:PrincipalAccount': number,
      'aws:PrincipalOrgID': world.organization,
      'aws:PrincipalOrgPaths': [membership.path],
      'aws:PrincipalType': 'AssumedRole',
      'aws:PrincipalIsAWSService': 'false',
      'aws:ViaAWSService': 'false',
      'aws:SecureTransport': 'true',
      'aws:MultiFactorAuthPresent': 'true',
      'aws:RequestedRegion': /^(?:iam|account):/.test(action) ? 'us-east-1' : world.homeRegion,
      'aws:CurrentTime': '2026-11-30T00:00:00Z',
      'aws:TokenIssueTime': '2026-11-29T23:00:00Z',
      'aws:ResourceAccount': owner,
      ...(owner === number ? { 'aws:ResourceOrgID': world.organization } : {}),
      ...keys,
    },
  };
}
