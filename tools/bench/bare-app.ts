/**
 * The reference for `plan`: the organization, units, accounts, policies and AWS API calls of the example in plain L1
 * constructs, in one file, as a user would write them from the contents of `guardrails.json`. What records calls and resources
 * is included from the templates of the plan beside it. The templates are validated and the packs of cdk-nag run as in a
 * plan. No parser, no proofs, no constructs of our own.
 *
 *     node --require ts-node/register tools/bench/bare-app.ts GUARDRAILS-JSON
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  App,
  CfnCustomResource,
  CfnOutput,
  DefaultStackSynthesizer,
  Fn,
  Stack,
  Validations,
  type CfnResource,
} from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnAccount, CfnOrganization, CfnOrganizationalUnit, CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { IConstruct } from 'constructs';
import type { GuardrailsFile } from '../../lib/model/guardrails-file';

const HOME = 'eu-central-1';
const CALLS = [
  ...[
    'AISERVICES_OPT_OUT_POLICY',
    'BACKUP_POLICY',
    'DECLARATIVE_POLICY_EC2',
    'RESOURCE_CONTROL_POLICY',
    'S3_POLICY',
    'SERVICE_CONTROL_POLICY',
    'TAG_POLICY',
  ].map((PolicyType) => ['organizations', 'EnablePolicyType', { PolicyType }] as const),
  ...[
    'access-analyzer',
    'backup',
    'cloudtrail',
    'config',
    'config-multiaccountsetup',
    'ec2',
    'iam',
    'tagpolicies.tag',
  ].map((name) => ['organizations', 'EnableAWSServiceAccess', { ServicePrincipal: `${name}.amazonaws.com` }] as const),
  ['iam', 'CreateServiceLinkedRole', { AWSServiceName: 'access-analyzer.amazonaws.com' }],
  ['iam', 'EnableOrganizationsRootCredentialsManagement', {}],
  ['iam', 'EnableOrganizationsRootSessions', {}],
  ['cloudformation', 'ActivateOrganizationsAccess', {}],
  ['ram', 'EnableSharingWithAwsOrganization', {}],
] as const;

const [file = 'guardrails.json'] = process.argv.slice(2);
const { targets, documents, settings = [] } = JSON.parse(readFileSync(file, 'utf8')) as GuardrailsFile;
const accounts = targets.filter(({ kind }) => kind === 'account');

const included = mkdtempSync(join(tmpdir(), 'rampart-bare-'));
const app = new App({ autoSynth: false, stackTraces: false });
const ids = createOrganization(aStack('Organization'));
createSettings(aStack('OrganizationSettings'));
createPolicies(aStack('Guardrails'), (target) => accounts.every(({ id }) => id !== target));
createAccounts(aStack('Accounts'));
include(aStack('Delegations'));
include(aStack('LogArchive'));
createPolicies(aStack('AccountGuardrails'), (target) => accounts.some(({ id }) => id === target));
include(aStack('Audit'));
include(aStack('Baseline'));
for (const region of [HOME, 'eu-west-1', 'us-east-1']) include(aStack(`Regional-${region}`, region));
include(aStack('Identity'));
include(aStack('Applications'));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
app.synth();
for (const pack of [new PCIDSS321Checks(app), new HIPAASecurityChecks(app)]) pack.validateScope(app);
rmSync(included, { recursive: true });

function aStack(id: string, region = HOME): Stack {
  const env = { account: '111111111111', region };
  // The templates that are included have the rule that checks the bootstrap.
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  return new Stack(app, id, { env, stackName: `Bare-${id}`, terminationProtection: true, synthesizer });
}

/** Returns the ids of the root and the units, for other stacks. */
function createOrganization(stack: Stack): Map<string, string> {
  const organization = new CfnOrganization(stack, 'Organization', { featureSet: 'ALL' });
  const own = new Map([['root', organization.attrRootId]]);
  chain(
    targets
      .filter(({ kind }) => kind === 'unit')
      .map(({ id, parent = 'root' }) => {
        const name = id.slice(id.lastIndexOf('/') + 1);
        const unit = new CfnOrganizationalUnit(stack, name, { name, parentId: own.get(parent) ?? '' });
        own.set(id, unit.attrId);
        return unit;
      }),
  );
  exportId(stack, 'organization', organization.attrId);
  return new Map([...own].map(([id, value]) => [id, exportId(stack, id, value)]));
}

function createSettings(stack: Stack): void {
  const logGroup = new CfnLogGroup(stack, 'LogGroup', { retentionInDays: 365 });
  const role = new CfnRole(stack, 'Role', {
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    },
  });
  const policy = new CfnManagedPolicy(stack, 'Permissions', {
    roles: [role.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: CALLS.map(([service, action]) => ({ Effect: 'Allow', Action: `${service}:${action}`, Resource: '*' })),
    },
  });
  const handler = new CfnFunction(stack, 'Handler', {
    code: { zipFile: 'exports.handler = async () => {};' },
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    role: role.attrArn,
    loggingConfig: { logGroup: logGroup.ref },
  });
  acknowledge(policy, 'AwsSolutions::AwsSolutions-IAM5[Resource::*]');
  for (const resource of [logGroup, handler]) acknowledgeCaller(resource);
  const calls = CALLS.map(([service, action, parameters], index) => {
    const call = new CfnCustomResource(stack, `Call${index}`, { serviceToken: handler.attrArn });
    call.addPropertyOverride('Create', JSON.stringify({ service, action, parameters }));
    return call;
  });
  chain([policy, ...calls]);
}

function createPolicies(stack: Stack, isHere: (target: string) => boolean): void {
  chain(
    [...documents, ...settings]
      .filter((document) => document.targets.every(isHere))
      .map(({ name, type, content, targets: on }) => {
        const targetIds = on.map((id) => ids.get(id) ?? '');
        return new CfnPolicy(stack, name, { name, type, content, targetIds });
      }),
  );
}

function createAccounts(stack: Stack): void {
  chain(
    accounts.map(({ id, parent = 'root' }) => {
      const email = `aws+${id}@example.com`;
      const account = new CfnAccount(stack, id, { accountName: id, email, parentIds: [ids.get(parent) ?? ''] });
      ids.set(id, exportId(stack, id, account.attrAccountId));
      return account;
    }),
  );
}

/** The resources of the plan's stack as L1 constructs. */
function include(stack: Stack): void {
  new CfnInclude(stack, 'Template', { templateFile: writeIncludable(`${stack.node.id}.template.json`) });
  const streams = 'arn:aws:logs:eu-central-1:111111111111:log-group:rampart-trail:log-stream:';
  for (const resource of stack.node.findAll()) {
    if (resource instanceof CfnManagedPolicy && stack.node.id === 'Audit')
      acknowledge(
        resource,
        ...['111111111111_CloudTrail_eu-central-1*', 'o-*'].map(
          (stream) => `AwsSolutions::AwsSolutions-IAM5[Resource::${streams}${stream}]`,
        ),
      );
    if (resource instanceof CfnManagedPolicy && stack.node.id === `Regional-${HOME}`)
      acknowledge(resource, ...['Action', 'Resource'].map((part) => `AwsSolutions::AwsSolutions-IAM5[${part}::*]`));
    acknowledgeCaller(resource);
  }
}

/** The plan's template without the one function that `CfnInclude` cannot read: another one of a value stands for it. */
function writeIncludable(name: string): string {
  const template: unknown = JSON.parse(readFileSync(join(dirname(file), name), 'utf8'), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'Fn::GetStackOutput' in value
      ? { 'Fn::ImportValue': (value['Fn::GetStackOutput'] as { readonly OutputName: string }).OutputName }
      : value,
  );
  const written = join(included, name);
  writeFileSync(written, JSON.stringify(template));
  return written;
}

/** The function that makes the calls, and what it logs into. */
function acknowledgeCaller(resource: IConstruct): void {
  const nist = (rule: string): string => `NIST.800.53.R5::NIST.800.53.R5-${rule}`;
  if (resource instanceof CfnLogGroup) acknowledge(resource, nist('CloudWatchLogGroupEncrypted'));
  if (resource instanceof CfnFunction)
    acknowledge(resource, ...['LambdaConcurrency', 'LambdaDLQ', 'LambdaInsideVPC'].map(nist));
}

function acknowledge(resource: CfnResource, ...ids: readonly string[]): void {
  Validations.of(resource).acknowledge(...ids.map((id) => ({ id, reason: 'As in the stack of the plan.' })));
}

function exportId(stack: Stack, id: string, value: string): string {
  const exportName = `${stack.stackName}:${id.replaceAll('/', '-')}`;
  new CfnOutput(stack, `Id-${id.replaceAll('/', '-')}`, { value, exportName });
  return Fn.importValue(exportName);
}

function chain(resources: readonly CfnResource[]): void {
  resources.forEach((resource, index) => {
    const previous = resources[index - 1];
    if (previous !== undefined) resource.addResourceDependency(previous);
  });
}
