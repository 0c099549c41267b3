import type { Oracle, OraclePolicies, OracleRequest } from '../../tools/oracle/client';
import { resourcesOf, type Resource, type TemplateJson } from '../support/synthesize';
import { ACCESS_CASES, CALLERS, type AccessCase, type ArchiveTarget, type CallerId } from './archive-access';
import { DELIVERY_CASES, type DeliveryCase } from './archive-deliveries';
import { ARCHIVE, keyArn, resolveArchive } from './archive-world';
import { boundBy, keysOfCall, keysOfCaller, principalOf, type Caller } from './caller';
import { OUTSIDER, type World } from './world';

/** Both templates of the log archive, as they are synthesized. */
export interface ArchiveTemplates {
  readonly trail: TemplateJson;
  readonly others: TemplateJson;
}

/** With all guardrails, or with none: what the archive's own policies hold by themselves. */
export type Guarding = 'guarded' | 'unguarded';

const NO_GUARDRAILS: OraclePolicies = { serviceControlPolicies: [], resourceControlPolicies: [] };

/** A bucket or a key as somebody finds it who calls. */
interface Found {
  readonly arn: string;
  readonly policy: object;
}

/** Callers, in their order, by what each case says. */
export type Access = Readonly<Record<string, readonly CallerId[]>>;

/** Who can do what with the archive by its own policies, if all guardrails are detached. */
export function judgeAccess(
  oracle: Oracle,
  world: World,
  templates: ArchiveTemplates,
  isAsked: Pairs['isAsked'] = () => true,
): Promise<Access> {
  return judgePairs(oracle, world, templates, { guarding: 'unguarded', isAsked });
}

/**
 * Who of them can still do it with all guardrails in place, judged together with the archive's own policies.
 *
 * Others are not asked again: guardrails only deny.
 */
export function judgeGuardedAccess(
  oracle: Oracle,
  world: World,
  templates: ArchiveTemplates,
  unguarded: Access,
): Promise<Access> {
  const isAsked = (id: CallerId, { what }: AccessCase): boolean => unguarded[what]?.includes(id) === true;
  return judgePairs(oracle, world, templates, { guarding: 'guarded', isAsked });
}

interface Pairs {
  readonly guarding: Guarding;
  readonly isAsked: (id: CallerId, one: AccessCase) => boolean;
}

async function judgePairs(
  oracle: Oracle,
  world: World,
  templates: ArchiveTemplates,
  { guarding, isAsked }: Pairs,
): Promise<Access> {
  const found = findTargets(templates, world);
  const access: Record<string, CallerId[]> = Object.fromEntries(ACCESS_CASES.map(({ what }) => [what, []]));
  for (const [id, caller] of Object.entries<Caller>(CALLERS) as [CallerId, Caller][]) {
    const policies = guarding === 'guarded' ? world.guardrails(boundBy(caller, world), ARCHIVE) : NO_GUARDRAILS;
    const cases = ACCESS_CASES.filter((one) => isAsked(id, one));
    const asked = cases.map((one) => accessRequest(caller, one, found, world));
    const { answers } = await oracle.ask(policies, asked);
    cases.forEach(({ what }, index) => {
      if (answers[index] === 'Allowed') access[what]?.push(id);
    });
  }
  return access;
}

/** The bucket or the key that a case is about. */
export function targetOf({ on }: AccessCase): ArchiveTarget {
  return on.replace('/*', '') as ArchiveTarget;
}

/** Which deliveries are possible, by what each case says. */
export async function judgeDeliveries(
  oracle: Oracle,
  world: World,
  templates: ArchiveTemplates,
  guarding: Guarding,
): Promise<Readonly<Record<string, boolean>>> {
  const found = findTargets(templates, world);
  const policies = guarding === 'guarded' ? world.guardrails(null, ARCHIVE) : NO_GUARDRAILS;
  const { answers } = await oracle.ask(
    policies,
    DELIVERY_CASES.map((one) => deliveryRequest(one, found, world)),
  );
  return Object.fromEntries(DELIVERY_CASES.map(({ what }, index) => [what, answers[index] === 'Allowed']));
}

/** The buckets and keys of the log archive with their policies, as CloudFormation makes them. */
export function findTargets({ trail, others }: ArchiveTemplates, world: World): Readonly<Record<ArchiveTarget, Found>> {
  const [trailArchive, otherArchive] = [resolveArchive(trail, world), resolveArchive(others, world)];
  return {
    trail: bucketNamed(trailArchive, 'rampart-trail-'),
    trailKey: keyOf(trailArchive, world),
    config: bucketNamed(otherArchive, 'rampart-config-'),
    flowLogs: bucketNamed(otherArchive, 'rampart-flow-logs-'),
    accessLogs: bucketNamed(otherArchive, 'rampart-access-logs-'),
    othersKey: keyOf(otherArchive, world),
  };
}

function bucketNamed(template: TemplateJson, beginning: string): Found {
  const name = resourcesOf(template, 'AWS::S3::Bucket')
    .map(([, { Properties }]) => String(Properties?.['BucketName']))
    .find((candidate) => candidate.startsWith(beginning));
  const policy = resourcesOf(template, 'AWS::S3::BucketPolicy').find(
    ([, { Properties }]) => Properties?.['Bucket'] === name,
  );
  if (name === undefined || policy === undefined) throw new Error(`no bucket ${beginning}… with a policy`);
  return { arn: `arn:aws:s3:::${name}`, policy: property(policy[1], 'PolicyDocument') };
}

function keyOf(template: TemplateJson, world: World): Found {
  const [key] = resourcesOf(template, 'AWS::KMS::Key');
  if (key === undefined) throw new Error('no key');
  return { arn: keyArn(world), policy: property(key[1], 'KeyPolicy') };
}

function property({ Properties }: Resource, name: string): object {
  return Properties?.[name] as object;
}

function accessRequest(
  caller: Caller,
  one: AccessCase,
  found: Readonly<Record<ArchiveTarget, Found>>,
  world: World,
): OracleRequest {
  const { action, on } = one;
  const { arn, policy } = found[targetOf(one)];
  const task =
    caller.task === undefined
      ? undefined
      : { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: caller.task, Resource: '*' }] };
  return {
    principal: principalOf(caller, world),
    action,
    resource: on.endsWith('/*') ? `${arn}/AWSLogs/${world.organization}/log.json.gz` : arn,
    account: world.account(ARCHIVE).number,
    context: { ...keysOfCaller(caller, world), ...keysOfCall(world, ARCHIVE), ...(on in KEYS ? keysOfUse(world) : {}) },
    identityPolicy: caller.account === null ? null : task,
    resourcePolicy: policy,
  };
}

const KEYS = { trailKey: true, othersKey: true } satisfies Partial<Record<ArchiveTarget, true>>;

/** As S3 uses a key for somebody who reads a log that the trail has delivered. */
function keysOfUse({ homeRegion, managementAccount }: World): Readonly<Record<string, string>> {
  return {
    'kms:EncryptionContext:aws:cloudtrail:arn': `arn:aws:cloudtrail:${homeRegion}:${managementAccount}:trail/rampart`,
    'kms:ViaService': `s3.${homeRegion}.amazonaws.com`,
  };
}

function deliveryRequest(
  { service, action, on, object, context }: DeliveryCase,
  found: Readonly<Record<ArchiveTarget, Found>>,
  world: World,
): OracleRequest {
  const fill = (text: string): string =>
    text
      .replaceAll('{management}', world.managementAccount)
      .replaceAll('{member}', world.account('shop-production').number)
      .replaceAll('{archive}', world.account(ARCHIVE).number)
      .replaceAll('{outsider}', OUTSIDER)
      .replaceAll('{organization}', world.organization)
      .replaceAll('{region}', world.homeRegion);
  const { arn, policy } = found[on];
  return {
    principal: service,
    action,
    resource: object === undefined ? arn : `${arn}/${fill(object)}`,
    account: world.account(ARCHIVE).number,
    context: {
      ...keysOfCall(world, ARCHIVE),
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': service,
      ...Object.fromEntries(Object.entries(context).map(([key, value]) => [key, fill(value)])),
    },
    identityPolicy: null,
    resourcePolicy: policy,
  };
}
