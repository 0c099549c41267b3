import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENDING, VENDING_BOOTSTRAP, VENDING_BOUNDARY } from '../../lib/model/names';
import type { ConditionValue, Statement } from '../../lib/iam/statement';
import { PIPELINE_DECISIONS, PIPELINE_LOGS, PIPELINE_READS } from '../../policies/data/pipeline-actions';
import { resourcesOf, requireStack, synthesize, type TemplateJson } from '../support/synthesize';
import { theExample } from '../support/the-example';
import { UNFORESEEN } from './cloudformation-calls';
import { callsFor, namedResources } from './named-resources';

const FOLDER = join(__dirname, '../../docs/bootstrap/vending');

interface Policy {
  readonly Version: string;
  readonly Statement: readonly (Statement & { readonly Principal?: object })[];
}

const execution = read('execution');
const boundary = read('boundary');
const granted = [...new Set(execution.Statement.flatMap(({ Action }) => list(Action)))];

const { organization, assembly } = theExample();
const pipeline = organization.vending?.pipeline;
if (pipeline == null) throw new Error('the example has no pipeline');
const stack = requireStack(synthesize({ organization, assembly, vending: pipeline }), 'Vending');
const resources = Object.values(stack.template.Resources);

/** Reading, and actions on what has random ids. */
const WITHOUT_RESOURCE = /^logs:Describe[A-Za-z]+$/;

/** Also called: for the parameter with the bootstrap's version, and for a template that is too long to be sent. */
const FOR_THE_BOOTSTRAP = ['s3:GetObject', 'ssm:GetParameters'];

test.each([
  ['execution', execution],
  ['boundary', boundary],
])('%s is short enough for a managed policy: 6,144 characters, white space not counted', (_, policy) => {
  expect(policy.Version).toBe('2012-10-17');
  expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6144);
});

describe('the execution policy of the bootstrap of the pipeline', () => {
  test('grants what CloudFormation calls for every resource, and nothing else', () => {
    const called = [...new Set([...resources.flatMap(callsFor), ...FOR_THE_BOOTSTRAP])];
    expect([...granted].sort()).toEqual(called.sort());
  });

  test('only allows, names each action in full, and resources wherever AWS knows them', () => {
    expect(new Set(execution.Statement.map(({ Effect }) => Effect))).toEqual(new Set(['Allow']));
    expect(granted.filter((action) => !/^[a-z0-9-]+:[A-Z][A-Za-z]+$/.test(action))).toEqual([]);
    const everywhere = execution.Statement.filter(({ Resource }) => list(Resource).includes('*'));
    expect(everywhere.flatMap(({ Action }) => list(Action)).filter((one) => !WITHOUT_RESOURCE.test(one))).toEqual([]);
  });

  test('knows no property that makes CloudFormation call more', () => {
    const unforeseen = resources.flatMap(({ Type, Properties = {} }) =>
      Object.keys(Properties).filter((property) => UNFORESEEN[Type]?.includes(property)),
    );
    expect(unforeseen).toEqual([]);
  });

  test('reaches the resources of the stack by their names', () => {
    const unreached = namedResources(stack).flatMap(({ arn, actions }) =>
      actions
        .filter((action) => !EVERYWHERE.includes(action) && !isReached(action, arn))
        .map((action) => `${action} on ${arn}`),
    );
    expect(unreached).toEqual([]);
  });

  test('reaches no name of ours that the stack does not have', () => {
    const named = namedResources(stack).map(({ arn }) => arn);
    const patterns = execution.Statement.flatMap(({ Resource }) => list(Resource)).filter(
      (pattern) => pattern.includes(':rampart-') || pattern.includes('/rampart-'),
    );
    const unused = patterns.filter(
      (pattern) => !named.some((arn) => [arn, `${arn}/`].some((reached) => matches(pattern, reached))),
    );
    expect(unused).toEqual([]);
  });

  test.each([
    'policy/rampart-vending-boundary',
    'policy/rampart-vending-execution',
    'policy/rampart-execution-audit',
    'policy/rampart-management-boundary',
    'role/cdk-rampart-deploy-role-111111111111-eu-central-1',
    'role/cdk-rampvend-cfn-exec-role-111111111111-eu-central-1',
    'role/rampart-trail',
    'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_deployer_0123456789abcdef',
  ])('changes nothing about %s', (name) => {
    const reached = execution.Statement.filter(({ Resource }) =>
      list(Resource).some((pattern) => matches(pattern, `arn:aws:iam::111111111111:${name}`)),
    );
    expect(reached.filter(({ Resource }) => Resource !== '*').flatMap(({ Action }) => list(Action))).toEqual([]);
  });

  test('writes a role only with the boundary, and attaches to it only its own policies', () => {
    const writes = execution.Statement.filter(({ Action }) =>
      list(Action).some((action) =>
        /^iam:(AttachRolePolicy|CreateRole|PutRolePermissionsBoundary|PutRolePolicy|UpdateAssumeRolePolicy)$/.test(
          action,
        ),
      ),
    );
    expect(writes).toHaveLength(2);
    for (const { Condition } of writes)
      expect(Condition?.['StringEquals']?.['iam:PermissionsBoundary']).toBe(
        `arn:aws:iam::\${aws:PrincipalAccount}:policy/${VENDING_BOUNDARY.name}`,
      );
    expect(granted).not.toContain('iam:DeleteRolePermissionsBoundary');
    const attached = writes.find(({ Action }) => list(Action).includes('iam:AttachRolePolicy'));
    expect(
      list(attached?.Condition?.['ArnEquals']?.['iam:PolicyARN']).filter((arn) => /\*$|vending-boundary/.test(arn)),
    ).toEqual([]);
  });

  test('passes each role only to the service that it is for', () => {
    const passed = execution.Statement.filter(({ Action }) => list(Action).includes('iam:PassRole'));
    const services = new Map(
      passed.flatMap(({ Resource, Condition }) =>
        list(Resource).map((arn) => [arn.split('/')[1], Condition?.['StringEquals']?.['iam:PassedToService']] as const),
      ),
    );
    expect(Object.fromEntries(services)).toEqual({
      'rampart-vending': 'codepipeline.amazonaws.com',
      'rampart-vending-deploy': 'codebuild.amazonaws.com',
      'rampart-vending-drift': 'codebuild.amazonaws.com',
      'rampart-vending-judge': 'codebuild.amazonaws.com',
      'rampart-vending-plan': 'codebuild.amazonaws.com',
      'rampart-vending-nightly': 'events.amazonaws.com',
    });
  });

  test('deletes no bucket and no log', () => {
    expect(granted.filter((action) => /^s3:Delete|^logs:DeleteLogGroup$/.test(action))).toEqual([]);
  });
});

describe('the boundary of the roles of the pipeline', () => {
  test('lets every role do what its policy says', () => {
    const stopped = rightsIn(stack.template).flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) =>
        list(Resource)
          .filter((resource) => !boundary.Statement.some((one) => covers(one, action, resource)))
          .map((resource) => `${action} on ${resource}`),
      ),
    );
    expect(stopped).toEqual([]);
  });

  test('lets nobody do what no role does', () => {
    const used = new Set(rightsIn(stack.template).flatMap(({ Action }) => list(Action)));
    expect(boundary.Statement.flatMap(({ Action }) => list(Action)).filter((action) => !used.has(action))).toEqual([]);
  });

  test('changes no identity, and assumes no role but those of the other bootstrap, in this account', () => {
    const actions = boundary.Statement.flatMap(({ Action }) => list(Action));
    expect(actions.filter((action) => /^iam:(?!Get|List)/.test(action))).toEqual([]);
    const assuming = boundary.Statement.filter(({ Action }) =>
      list(Action).some((action) => action.startsWith('sts:')),
    );
    expect(assuming.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([
      [
        ['deploy', 'file-publishing', 'lookup'].map((role) => `arn:aws:iam::*:role/cdk-rampart-${role}-role-*`),
        { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
      ],
    ]);
  });
});

test('the roles of the bootstrap of the pipeline trust people who deploy, and not the pipeline', () => {
  const [statement] = read('role-trust').Statement;
  expect(statement?.Condition?.['ArnLike']?.['aws:PrincipalArn']).toEqual([
    'arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_deployer_????????????????',
  ]);
  expect(readFileSync(join(FOLDER, 'role-trust.json'), 'utf8')).not.toContain('rampart-vending');
});

describe('the policy for a permission set that is made by hand', () => {
  const byHand = read('deployer-policy').Statement;
  const rights = new Map(byHand.flatMap(({ Action, Resource }) => list(Action).map((one) => [one, list(Resource)])));

  test('only allows, and about the pipeline exactly what the permission set `deployer` allows', () => {
    expect(new Set(byHand.map(({ Effect }) => Effect))).toEqual(new Set(['Allow']));
    const expected = [PIPELINE_READS, PIPELINE_DECISIONS, PIPELINE_LOGS].flatMap(({ actions }) => actions);
    expect([...rights.keys()].sort()).toEqual([...expected, 'sts:AssumeRole'].sort());
  });

  test('assumes no role but three of the bootstrap of the pipeline, in this account', () => {
    const assuming = byHand.filter(({ Action }) => list(Action).includes('sts:AssumeRole'));
    expect(assuming.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([
      [
        ['deploy', 'file-publishing', 'lookup'].map(
          (role) => `arn:aws:iam::*:role/cdk-${VENDING_BOOTSTRAP.qualifier}-${role}-role-*`,
        ),
        { StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
      ],
    ]);
  });

  test('reaches the pipeline, its approval and its logs, and nothing else', () => {
    const arn = `arn:aws:codepipeline:*:*:${VENDING.pipeline}`;
    expect(PIPELINE_READS.actions.map((action) => rights.get(action))).toEqual(PIPELINE_READS.actions.map(() => [arn]));
    expect(rights.get('codepipeline:PutApprovalResult')).toEqual([`${arn}/${VENDING.approval}/${VENDING.approval}`]);
    expect(rights.get('codepipeline:RetryStageExecution')).toEqual([`${arn}/*`]);
    for (const action of PIPELINE_LOGS.actions)
      expect(rights.get(action)).toEqual([`arn:aws:logs:*:*:log-group:${VENDING.prefix}-*`]);
  });
});

/** Actions that have no resource for one of the service's kinds. */
const EVERYWHERE = ['logs:DescribeIndexPolicies', 'logs:DescribeLogGroups', 'logs:DescribeResourcePolicies'];

function rightsIn(template: TemplateJson): readonly Statement[] {
  return resourcesOf(template, 'AWS::IAM::ManagedPolicy').flatMap(
    ([, { Properties }]) => (Properties?.['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement,
  );
}

function covers({ Action, Resource }: Statement, action: string, resource: string): boolean {
  return list(Action).includes(action) && list(Resource).some((pattern) => matches(pattern, resource));
}

function isReached(action: string, arn: string): boolean {
  return execution.Statement.some((statement) => covers(statement, action, arn));
}

function matches(pattern: string, arn: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(arn);
}

function read(file: string): Policy {
  return JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')) as Policy;
}

function list(value: ConditionValue | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat().map(String);
}
