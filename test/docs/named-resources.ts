import type { Resource, SynthesizedStack, TemplateJson } from '../support/synthesize';
import { CALLS } from './cloudformation-calls';

type Properties = Readonly<Record<string, unknown>>;

export interface NamedResource {
  readonly arn: string;
  /** What CloudFormation calls on it. */
  readonly actions: readonly string[];
}

/** The resources of a stack whose ARN is known from their name, or from that of the stack. */
export function namedResources({ stackName, template, environment }: SynthesizedStack): readonly NamedResource[] {
  const [, account = '', region = ''] = /^aws:\/\/(\d+)\/(.+)$/.exec(environment) ?? [];
  return Object.entries(template.Resources).flatMap(([logicalId, resource]) => {
    const { Path: ownPath = '/' } = (resource.Properties ?? {}) as { readonly Path?: string };
    const name = (property: string): string =>
      `${ownPath.slice(1)}${nameOf(template, resource, property) ?? generatedName(stackName, logicalId)}`;
    const arn = ARNS[resource.Type]?.(name, `${region}:${account}`);
    if (arn === undefined) return [];
    const service = `${arn.split(':')[2] ?? ''}:`;
    return [
      {
        arn,
        actions: callsFor(resource).filter((action) => action.startsWith(service) && !ON_OTHERS.includes(action)),
      },
    ];
  });
}

const ARNS: Readonly<Record<string, (name: (property: string) => string, place: string) => string>> = {
  'AWS::Budgets::Budget': (name, place) => `arn:aws:budgets::${place.split(':')[1]}:budget/${name('BudgetName')}`,
  'AWS::CloudFormation::StackSet': (name, place) =>
    `arn:aws:cloudformation:${place}:stackset/${name('StackSetName')}:0a1b`,
  'AWS::CloudTrail::Trail': (name, place) => `arn:aws:cloudtrail:${place}:trail/${name('TrailName')}`,
  'AWS::CloudWatch::Alarm': (name, place) => `arn:aws:cloudwatch:${place}:alarm:${name('AlarmName')}`,
  'AWS::CodeBuild::Project': (name, place) => `arn:aws:codebuild:${place}:project/${name('Name')}`,
  'AWS::CodePipeline::Pipeline': (name, place) => `arn:aws:codepipeline:${place}:${name('Name')}`,
  'AWS::Config::ConfigurationRecorder': (name, place) =>
    `arn:aws:config:${place}:configuration-recorder/${name('Name')}/0a1b`,
  'AWS::Config::OrganizationConformancePack': (name, place) =>
    `arn:aws:config:${place}:organization-conformance-pack/${name('OrganizationConformancePackName')}-0a1b`,
  'AWS::Events::EventBus': (name, place) => `arn:aws:events:${place}:event-bus/${name('Name')}`,
  'AWS::Events::Rule': (name, place) => `arn:aws:events:${place}:rule/${name('Name')}`,
  'AWS::IAM::ManagedPolicy': (name, place) => `arn:aws:iam::${place.split(':')[1]}:policy/${name('ManagedPolicyName')}`,
  'AWS::IAM::Role': (name, place) => `arn:aws:iam::${place.split(':')[1]}:role/${name('RoleName')}`,
  'AWS::KMS::Alias': (name, place) => `arn:aws:kms:${place}:${name('AliasName')}`,
  'AWS::Lambda::Function': (name, place) => `arn:aws:lambda:${place}:function:${name('FunctionName')}`,
  'AWS::Logs::LogGroup': (name, place) => `arn:aws:logs:${place}:log-group:${name('LogGroupName')}`,
  'AWS::Logs::MetricFilter': (name, place) => `arn:aws:logs:${place}:log-group:${name('LogGroupName')}`,
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name('BucketName')}`,
  'AWS::Scheduler::Schedule': (name, place) => `arn:aws:scheduler:${place}:schedule/default/${name('Name')}`,
  'AWS::SNS::Subscription': (name, place) => `arn:aws:sns:${place}:${name('TopicArn')}:0a1b`,
  'AWS::SNS::Topic': (name, place) => `arn:aws:sns:${place}:${name('TopicName')}`,
  'AWS::StepFunctions::StateMachine': (name, place) =>
    `arn:aws:states:${place}:stateMachine:${name('StateMachineName')}`,
};

/** On a role, although they are for a policy. */
const ON_OTHERS = ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'];

/** A name that is written down, also in the resource that a property refers to. */
export function nameOf(template: TemplateJson, { Properties = {} }: Resource, property: string): string | undefined {
  const value = Properties[property] ?? (Properties['Budget'] as Properties | undefined)?.[property];
  if (typeof value === 'string') return value;
  const referred = template.Resources[(value as { Ref?: string } | undefined)?.Ref ?? ''];
  if (referred === undefined) return undefined;
  return nameOf(template, referred, property === 'TopicArn' ? 'TopicName' : property);
}

/** 64 characters at most, 13 of them random: CloudFormation keeps 24 of the stack's name. */
export function generatedName(stackName: string, logicalId: string): string {
  return `${stackName.slice(0, 24)}-${logicalId.slice(0, 24)}-0123456789ab`;
}

/** With `RetainExceptOnCreate`, CloudFormation deletes a resource only when it takes back a creation, which nobody lets it do. */
export function callsFor({ Type, Properties = {}, DeletionPolicy }: Resource): readonly string[] {
  const calls = CALLS[Type];
  if (calls === undefined) throw new Error(`say in cloudformation-calls.ts what ${Type} needs, and grant it`);
  const { always, ifSet = {}, toDelete } = calls;
  const set = Object.keys(Properties).flatMap((property) => ifSet[property] ?? []);
  return [...always, ...set, ...(DeletionPolicy?.startsWith('Retain') === true ? [] : toDelete)];
}
