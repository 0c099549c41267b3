import { createHash } from 'node:crypto';
import { APPLICATIONS, STACK_SETS } from '../../lib/model/names';
import { applicationPlaces, type PlacedStore } from '../../lib/model/access';
import type { Organization } from '../../lib/model/organization';
import { resourcesOf, type Resource, type TemplateJson } from '../support/synthesize';
import { applicationTexts, type StackSetText, type StackSetTexts } from './application-templates';
import { keyArnIn, resolveTemplate } from './resolve-template';
import type { World } from './world';

/** An application as CloudFormation makes it in one of its accounts. */
export interface DeployedApplication {
  readonly application: string;
  /** The key of the account. */
  readonly account: string;
  readonly region: string;
  /** Without references. */
  readonly template: TemplateJson;
  /** Of its key, if it has one. */
  readonly keyArn: string;
}

/** A store as somebody finds it who calls. */
export interface FoundStore extends PlacedStore {
  readonly bucketArn: string;
  readonly bucketPolicy: object;
  readonly keyArn: string;
  readonly keyPolicy: object;
}

/** A role of an application as IAM knows it. */
export interface FoundRole {
  readonly arn: string;
  /** Its own permissions; null: it has none. */
  readonly permissions: object | null;
  readonly trustPolicy: object;
  /** The ARN of the policy that is its boundary. */
  readonly boundary: string;
}

/** The applications of an organization, in each of their accounts. */
export function deployApplications(
  organization: Organization,
  world: World,
  texts: StackSetTexts = applicationTexts(organization, (account) => world.account(account).number),
): readonly DeployedApplication[] {
  return applicationPlaces(organization).map(({ application, account }) => {
    const text = texts.get(STACK_SETS.application(application.key, account));
    if (text === undefined) throw new Error(`${application.key} has no StackSet for ${account}`);
    return deploy(text, { application: application.key, account, region: application.region }, world);
  });
}

/** A template as CloudFormation makes it. */
export function deploy(
  { body, parameters }: StackSetText,
  { application, account, region }: Pick<DeployedApplication, 'application' | 'account' | 'region'>,
  world: World,
): DeployedApplication {
  const keyId = drawnId(`${application} ${account}`);
  const place = { account: world.account(account).number, region, parameters, keyId };
  const template = resolveTemplate(JSON.parse(body) as TemplateJson, place);
  return { application, account, region, template, keyArn: keyArnIn(place) };
}

/** An id such as AWS draws for a key, always the same for the same seed. */
function drawnId(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** The stores of an application, retired ones included. */
export function findStores({
  application,
  account,
  region,
  template,
  keyArn,
}: DeployedApplication): readonly FoundStore[] {
  const [[, key] = []] = resourcesOf(template, 'AWS::KMS::Key');
  const buckets = resourcesOf(template, 'AWS::S3::Bucket').map(([, one]) => String(property(one, 'BucketName')));
  return buckets.map((name) => {
    const [, policy] =
      resourcesOf(template, 'AWS::S3::BucketPolicy').find(([, one]) => property(one, 'Bucket') === name) ?? [];
    if (key === undefined || policy === undefined) throw new Error(`${name} has no key, or no policy`);
    const [, store = ''] = new RegExp(`^${APPLICATIONS.bucketPrefix}${application}-(.+)-\\d{12}-`).exec(name) ?? [];
    return {
      ...{ application, store, account, region, keyArn },
      bucketArn: `arn:aws:s3:::${name}`,
      bucketPolicy: property(policy, 'PolicyDocument') as object,
      keyPolicy: property(key, 'KeyPolicy') as object,
    };
  });
}

/**
 * The role of an application; undefined: it has none.
 *
 * @param account the number of the account
 */
export function findRole({ template }: DeployedApplication, account: string): FoundRole | undefined {
  const [found] = resourcesOf(template, 'AWS::IAM::Role');
  if (found === undefined) return undefined;
  const [, role] = found;
  const policies = (property(role, 'Policies') ?? []) as readonly {
    readonly PolicyDocument: { readonly Statement: object[] };
  }[];
  const Statement = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  return {
    arn: `arn:aws:iam::${account}:role${String(property(role, 'Path'))}${String(property(role, 'RoleName'))}`,
    permissions: Statement.length === 0 ? null : { Version: '2012-10-17', Statement },
    trustPolicy: property(role, 'AssumeRolePolicyDocument') as object,
    boundary: String(property(role, 'PermissionsBoundary')),
  };
}

function property({ Properties }: Resource, name: string): unknown {
  return Properties?.[name];
}
