import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { BOOTSTRAP } from '../../lib/model/names';

/*
 * What limits the roles with which the pipeline deploys, as it stands in docs/bootstrap, and the bootstrap's own policy for one of
 * them, as the pinned CLI has it.
 */

const FOLDER = join(__dirname, '../../docs/bootstrap');

export const MANAGEMENT = '111111111111';
export const HOME = 'eu-central-1';
export const BOUNDARY_ARN = `arn:aws:iam::${MANAGEMENT}:policy/rampart-management-boundary`;

/** A statement that a test may change. */
export interface WallStatement {
  Sid?: string;
  Effect: string;
  Condition?: Record<string, Record<string, unknown>>;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

/** A policy that a test may change. */
export interface WallPolicy {
  readonly Version: string;
  readonly Statement: WallStatement[];
}

export interface Wall {
  /** What the execution policies allow, all together. */
  readonly grants: WallPolicy;
  /** The execution policy that only denies. */
  readonly limits: WallPolicy;
  /** Of every role that the stacks make in the management account. */
  readonly boundary: WallPolicy;
  /** What the bootstrap allows the role that starts deployments. */
  readonly deployRole: WallPolicy;
  /** What is denied to it. */
  readonly denials: WallPolicy;
  /** Who may assume the roles of the bootstrap. */
  readonly trust: WallPolicy;
}

/** A copy of its own for each caller. */
export function readWall(): Wall {
  const files = readdirSync(join(FOLDER, 'execution')).filter((file) => file !== 'limits.json');
  return {
    grants: together(files.map((file) => policyIn(`execution/${file}`))),
    limits: policyIn('execution/limits.json'),
    boundary: policyIn('management-boundary.json'),
    deployRole: bootstrapPolicy(),
    denials: policyIn('deploy-role-denials.json'),
    trust: policyIn('deploy-role-trust.json'),
  };
}

export function together(policies: readonly WallPolicy[]): WallPolicy {
  return { Version: '2012-10-17', Statement: policies.flatMap(({ Statement }) => Statement) };
}

/** Everything, as a policy of a role could allow it. */
export const EVERYTHING: WallPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** The condition keys of the statements with such an action: each key, and the `Sid` of its statement. */
export function conditionsOf(
  { Statement }: WallPolicy,
  actions: RegExp,
): readonly (readonly [key: string, sid: string])[] {
  return Statement.filter(({ Action = [] }) => [Action].flat().some((action) => actions.test(action))).flatMap(
    ({ Sid = '', Condition = {} }) =>
      Object.values(Condition).flatMap((values) => Object.keys(values).map((key) => [key, Sid] as const)),
  );
}

function policyIn(file: string): WallPolicy {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WallPolicy;
}

interface BootstrapTemplate {
  readonly Resources: {
    readonly DeploymentActionRole: {
      readonly Properties: { readonly Policies: readonly { readonly PolicyDocument: unknown }[] };
    };
  };
}

function bootstrapPolicy(): WallPolicy {
  const file = join(dirname(require.resolve('aws-cdk/package.json')), 'lib/api/bootstrap/bootstrap-template.yaml');
  const { Resources } = parse(readFileSync(file, 'utf8')) as BootstrapTemplate;
  const [policy] = Resources.DeploymentActionRole.Properties.Policies;
  return resolve(policy?.PolicyDocument) as WallPolicy;
}

const KNOWN: Readonly<Record<string, string>> = {
  'AWS::AccountId': MANAGEMENT,
  'AWS::Partition': 'aws',
  'AWS::Region': HOME,
  'CloudFormationExecutionRole.Arn': bootstrapRole('cfn-exec'),
  'StagingBucket.Arn': `arn:aws:s3:::cdk-${BOOTSTRAP.qualifier}-assets-${MANAGEMENT}-${HOME}`,
  CdkBootstrapVersion: `/cdk-bootstrap/${BOOTSTRAP.qualifier}/version`,
};

/** `Ref` and `Fn::Sub`, and no others. */
function resolve(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: referred, 'Fn::Sub': text } = value as { readonly Ref?: string; readonly 'Fn::Sub'?: string };
  if (referred !== undefined) return known(referred);
  if (text !== undefined) return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => known(name));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)]));
}

function known(name: string): string {
  const value = KNOWN[name];
  if (value === undefined) throw new Error(`nothing is known of ${name}`);
  return value;
}

/** The ARN of a role of the bootstrap in the home Region, such as `deploy`. */
export function bootstrapRole(role: string, qualifier = BOOTSTRAP.qualifier): string {
  return `arn:aws:iam::${MANAGEMENT}:role/cdk-${qualifier}-${role}-role-${MANAGEMENT}-${HOME}`;
}
