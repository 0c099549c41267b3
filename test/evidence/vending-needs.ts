import { generatedName, namedResources, nameOf, callsFor } from '../docs/named-resources';
import { resourcesOf, type Resource, type SynthesizedStack } from '../support/synthesize';
import { resolveReferences } from './resolve-template';
import { MANAGEMENT } from './vending-documents';
import type { WallCall } from './vending-judging';

/*
 * What CloudFormation calls for the real stacks, with the condition keys that AWS sends, and what their roles do.
 */

type Keys = Record<string, string>;

/** The ARN of a role or a policy of a stack. */
function arnOf({ stackName, template }: SynthesizedStack, id: string): string {
  const resource = template.Resources[id];
  if (resource === undefined) throw new Error(`${stackName} has no ${id}`);
  const [kind, property] = resource.Type === 'AWS::IAM::Role' ? ['role', 'RoleName'] : ['policy', 'ManagedPolicyName'];
  const { Path: path = '/' } = (resource.Properties ?? {}) as { readonly Path?: string };
  return `arn:aws:iam::${MANAGEMENT}:${kind}${path}${nameOf(template, resource, property) ?? generatedName(stackName, id)}`;
}

/** With each call on a role, AWS sends its boundary, or that of the request. */
function boundaryOf({ template }: SynthesizedStack, roleId: string): Keys {
  const boundary = template.Resources[roleId]?.Properties?.['PermissionsBoundary'];
  return typeof boundary === 'string' ? { 'iam:PermissionsBoundary': boundary } : {};
}

const ON_ROLES = ['iam:AttachRolePolicy', 'iam:DetachRolePolicy'];

/** Which roles a resource hands to its service. */
const PASSED: Readonly<Record<string, readonly [service: string, roles: (properties: object) => readonly unknown[]]>> =
  {
    'AWS::CloudTrail::Trail': ['cloudtrail', (properties) => [valueOf(properties, 'CloudWatchLogsRoleArn')]],
    'AWS::Config::ConfigurationRecorder': ['config', (properties) => [valueOf(properties, 'RoleARN')]],
    'AWS::Events::Rule': [
      'events',
      (properties) => (valueOf(properties, 'Targets') as readonly object[]).map((target) => valueOf(target, 'RoleArn')),
    ],
    'AWS::Lambda::Function': ['lambda', (properties) => [valueOf(properties, 'Role')]],
    'AWS::Scheduler::Schedule': [
      'scheduler',
      (properties) => [valueOf(valueOf(properties, 'Target') as object, 'RoleArn')],
    ],
    'AWS::StepFunctions::StateMachine': ['states', (properties) => [valueOf(properties, 'RoleArn')]],
  };

function valueOf(properties: object, name: string): unknown {
  return (properties as Record<string, unknown>)[name];
}

/** Everything that CloudFormation calls for the resources of a stack whose ARNs are known. */
export function neededFor(stack: SynthesizedStack): readonly WallCall[] {
  const { stackName, template } = stack;
  const iam = Object.entries(template.Resources).flatMap(([id, resource]) =>
    iamCalls(stack, id, resource).map((call) => ({ ...call, does: `${stackName} ${id}` })),
  );
  const others = namedResources(stack).flatMap(({ arn, actions }) =>
    arn.startsWith('arn:aws:iam:') ? [] : actions.map((action) => ({ does: stackName, action, on: arn })),
  );
  return [...iam, ...others];
}

function iamCalls(stack: SynthesizedStack, id: string, resource: Resource): readonly Omit<WallCall, 'does'>[] {
  const { Type, Properties = {} } = resource;
  if (Type === 'AWS::IAM::Role')
    return callsFor(resource).map((action) => ({ action, on: arnOf(stack, id), keys: boundaryOf(stack, id) }));
  if (Type === 'AWS::IAM::ManagedPolicy') {
    const roles = ((Properties['Roles'] ?? []) as readonly { readonly Ref: string }[]).map(({ Ref }) => Ref);
    const on = arnOf(stack, id);
    return [
      ...callsFor(resource)
        .filter((action) => !ON_ROLES.includes(action))
        .map((action) => ({ action, on })),
      ...roles.flatMap((role) =>
        ON_ROLES.map((action) => ({
          action,
          on: arnOf(stack, role),
          keys: { ...boundaryOf(stack, role), 'iam:PolicyARN': on },
        })),
      ),
    ];
  }
  if (Type === 'AWS::IAM::ServiceLinkedRole') {
    const service = String(Properties['AWSServiceName']);
    const on = `arn:aws:iam::${MANAGEMENT}:role/aws-service-role/${service}/AWSServiceRoleForConfig`;
    return [{ action: 'iam:CreateServiceLinkedRole', on, keys: { 'iam:AWSServiceName': service } }];
  }
  const [service = '', roles = () => []] = PASSED[Type] ?? [];
  return roles(Properties)
    .filter((role) => role !== undefined)
    .map((role) => ({
      action: 'iam:PassRole',
      on: typeof role === 'string' ? role : arnOf(stack, idIn(role)),
      keys: { 'iam:PassedToService': `${service}.amazonaws.com` },
    }));
}

/** The resource of `Fn::GetAtt`. */
function idIn(value: unknown): string {
  const [id] = (value as { readonly 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'];
  if (id === undefined) throw new Error('no resource');
  return id;
}

interface PolicyStatementJson {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringEquals: Keys };
}

/** What a role of a stack does, by the policies that the stack attaches to it. */
export interface RoleUse {
  readonly role: string;
  readonly calls: readonly WallCall[];
}

/** What the roles of a stack do. */
export function usesIn(stack: SynthesizedStack): readonly RoleUse[] {
  const { stackName, template } = stack;
  const known: Keys = {};
  for (const [id] of resourcesOf(template, 'AWS::Logs::LogGroup'))
    known[`${id}.Arn`] = `arn:aws:logs:eu-central-1:${MANAGEMENT}:log-group:${generatedName(stackName, id)}:*`;
  return resourcesOf(template, 'AWS::IAM::Role').map(([role]) => ({
    role: arnOf(stack, role),
    calls: resourcesOf(template, 'AWS::IAM::ManagedPolicy')
      .filter(([, { Properties }]) => JSON.stringify(Properties?.['Roles'] ?? []).includes(`"${role}"`))
      .flatMap(([id, { Properties }]) => {
        const document = imported(Properties?.['PolicyDocument']) as { readonly Statement: PolicyStatementJson[] };
        return document.Statement.flatMap(({ Action, Resource, Condition }) =>
          [Action].flat().flatMap((action) =>
            [resolveReferences(Resource, known)].flat().map((on) => ({
              does: `${stackName} ${id}`,
              action,
              on: sample(String(on)),
              keys: Condition?.StringEquals ?? {},
            })),
          ),
        );
      }),
  }));
}

/** Something that the pattern matches. */
function sample(pattern: string): string {
  return pattern === '*' ? pattern : pattern.replaceAll('*', '0a1b');
}

/** With ids as they look at AWS in the place of what other stacks export. */
function imported(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value).replace(/\{"Fn::ImportValue":"[^"]*:([^"]+)"\}/g, (_, name: string) =>
      JSON.stringify({ Organization: 'o-exampleorg', Root: 'r-ab12' }[name] ?? '222222222222'),
    ),
  );
}
