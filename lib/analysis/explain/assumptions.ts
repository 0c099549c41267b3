/** What a call assumes that a person describes by options, or AWS by a message: both are less complete than a request. */
import { isKeyOfProvider, isKey, type ServiceReference } from '../../iam/service-reference/service-reference';
import { serviceOf } from '../../iam/patterns/action-pattern';
import { globMatches } from '../../iam/patterns/glob';
import { regionIn } from '../../iam/patterns/arn';
import { arnsOverlap } from '../../iam/patterns/overlap';
import type { Judge } from '../evaluate/decide';
import { isFromAws } from '../../model/is-from-aws';
import type { RequestLine } from '../evaluate/request-line';
import { openKeys } from './call';
import { GLOBAL_SERVICES } from './global-services';
import { touchedTypes, type Place, type TouchedType } from './touched-types';

type Context = NonNullable<RequestLine['context']>;

/** What is assumed about a call. */
export interface Assumption {
  /** A sentence without a period. */
  readonly sentence: string;
  /** The request without the assumption: what it sets is not known. */
  readonly without: RequestLine;
}

/** What the request itself does not say. */
export interface Circumstances {
  /** Null: not known. */
  readonly homeRegion: string | null;
  /** Whether the name of the caller's session is the id of an instance. */
  readonly isInstance: boolean;
}

/** A request that says about each condition key of the policies whether it is given, absent or unknown. */
export interface AssumedCall {
  readonly request: RequestLine;
  readonly assumptions: readonly Assumption[];
  /** The request without any value that is assumed. */
  readonly doubted: RequestLine;
}

const REGION = 'aws:RequestedRegion';

/** The keys of a call that a service makes for the caller. `aws:ViaAWSService` is then true. */
const CALLED_VIA = ['aws:CalledVia', 'aws:CalledViaFirst', 'aws:CalledViaLast', 'aws:CalledViaAWSMCP'];

/** The keys of sessions whose credentials a compute service delivered. */
const OF_COMPUTE = [
  'aws:Ec2InstanceSourcePrivateIPv4',
  'aws:Ec2InstanceSourceVpc',
  'codebuild:BuildArn',
  'codebuild:ProjectArn',
  'ec2:RoleDelivery',
  'ec2:SourceInstanceArn',
  'glue:CredentialIssuingService',
  'glue:RoleAssumedBy',
  'lambda:SourceFunctionArn',
  'ssm:SourceInstanceArn',
];

/** Keys that are set together, and what that means. */
interface Setting {
  readonly context: Context;
  readonly sentence: string;
}

/**
 * Completes a call. `context` and `unknown` of the request are what is known and what is named as not known; nothing is
 * assumed about these keys. What the service reference rules out is absent; every other key of the policies is unknown.
 */
export function assumeKeys(
  { directory }: Pick<Judge, 'directory'>,
  described: RequestLine,
  circumstances: Circumstances,
  reference: ServiceReference,
): AssumedCall {
  const { file } = directory.tree;
  const { context: given = {}, unknown: named = [] } = described;
  const isNamed = (key: string): boolean =>
    holds(given, key) || named.some((pattern) => globMatches(pattern, key, { ignoreCase: true }));
  const used = openKeys(file);
  const region = regionOf(described, circumstances);
  const settings = settingsOf(region, circumstances).flatMap(({ context, sentence }): readonly Setting[] => {
    const own = Object.entries(context).filter(([key]) => !isNamed(key) && used.some((one) => isKey(one, key)));
    return own.length === 0 ? [] : [{ sentence, context: Object.fromEntries(own) }];
  });
  const known: Context = {
    ...Object.fromEntries(settings.flatMap(({ context }) => Object.entries(context))),
    ...given,
  };
  const place = placeOf(directory, described, textAt(known, REGION));
  const touched = place && touchedTypes(described.action, reference, place, file);
  const open = used.filter((key) => !holds(known, key) && mayCarry(described, key, reference));
  const unknown = [...new Set([...named.filter((key) => key !== '*'), ...open])];
  const request: RequestLine = {
    ...described,
    ...(touched && { resources: touched.map((one) => toResource(one, known, unknown, touched, reference)) }),
    context: known,
    ...(unknown.length === 0 ? {} : { unknown }),
  };
  return {
    request,
    doubted: withUnknown(
      request,
      settings.flatMap(({ context }) => Object.keys(context)),
    ),
    assumptions: [
      ...settings.map(({ context, sentence }) => ({ sentence, without: withUnknown(request, Object.keys(context)) })),
      ...(touched === null ? [] : [assumedTypes(touched, request, described)]),
    ],
  };
}

/** Null: the call names its resource, or the caller is outside of the organization. */
function placeOf(
  { findAccount, tree }: Judge['directory'],
  described: RequestLine,
  region: string | null,
): Place | null {
  const { account, resource, resources } = described;
  const known = account === null ? undefined : findAccount(account);
  if (account === null || known === undefined || resource !== undefined || resources !== undefined) return null;
  const placeholder = isFromAws(tree.file) ? '' : `{account:${account}}`;
  return {
    partition: partitionOf(described),
    region: region ?? '*',
    account: known.number,
    writtenAccount: known.isExample ? placeholder : known.number,
  };
}

function assumedTypes(
  touched: readonly TouchedType[],
  { context, unknown }: RequestLine,
  described: RequestLine,
): Assumption {
  const types = touched.map(({ type }) => type).join(', ');
  return {
    sentence: `Assuming that the call touches these types of resources: ${types}; name one with --resource`,
    without: { ...described, ...(context && { context }), ...(unknown && { unknown }) },
  };
}

function settingsOf(region: AssumedRegion | null, { isInstance }: Circumstances): readonly Setting[] {
  return [
    ...(region === null
      ? []
      : [
          {
            context: { [REGION]: region.name },
            sentence: `Assuming Region ${region.name} (${region.why}); override with --context ${REGION}=REGION`,
          },
        ]),
    {
      context: { 'aws:SecureTransport': 'true' },
      sentence: 'Assuming TLS; override with --context aws:SecureTransport=false',
    },
    {
      context: { 'aws:ViaAWSService': 'false', ...absent(CALLED_VIA) },
      sentence: 'Assuming that no AWS service makes the call for the caller; override with --unknown "aws:*Via*"',
    },
    ...(isInstance
      ? []
      : [
          {
            context: absent(OF_COMPUTE),
            sentence:
              'Assuming that the credentials are not those of an instance, a function or a job; override with --unknown ec2:RoleDelivery',
          },
        ]),
    {
      // Guardrails name persons only to revoke their sessions.
      context: absent(['identitystore:UserId']),
      sentence:
        'Assuming that it is no person whose sessions are revoked; override with --context identitystore:UserId=ID',
    },
    {
      // Only requests of root users can have it.
      context: absent(['aws:AssumedRoot']),
      sentence:
        'Assuming that the root user itself signed in; for a session of sts:AssumeRoot pass --context aws:AssumedRoot=true',
    },
  ];
}

interface AssumedRegion {
  readonly name: string;
  readonly why: string;
}

function regionOf({ resource, action, principal }: RequestLine, { homeRegion }: Circumstances): AssumedRegion | null {
  const inArn = resource === undefined ? null : regionIn(resource);
  if (inArn !== null) return { name: inArn, why: 'the Region of the resource' };
  const service = serviceOf(action);
  const ofService = GLOBAL_SERVICES.get(service);
  // In other partitions, global services have another Region.
  if (ofService !== undefined)
    return partitionOf({ principal, resource }) === 'aws'
      ? { name: ofService, why: `${service} is a global service` }
      : null;
  return homeRegion === null ? null : { name: homeRegion, why: 'the home Region' };
}

function partitionOf({ principal, resource }: Pick<RequestLine, 'principal' | 'resource'>): string {
  const [partition] = [resource, principal].flatMap((arn) => /^arn:([\w-]+):/.exec(arn ?? '')?.[1] ?? []);
  return partition ?? 'aws';
}

/** An empty list means an absent key. */
function absent(keys: readonly string[]): Context {
  return Object.fromEntries(keys.map((key) => [key, []]));
}

function holds(context: Context, key: string): boolean {
  return Object.keys(context).some((name) => name.toLowerCase() === key.toLowerCase());
}

function textAt(context: Context, key: string): string | null {
  const value = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  return typeof value === 'string' ? value : null;
}

function withUnknown(request: RequestLine, keys: readonly string[]): RequestLine {
  const context = Object.fromEntries(Object.entries(request.context ?? {}).filter(([key]) => !keys.includes(key)));
  return { ...request, context, unknown: [...(request.unknown ?? []), ...keys] };
}

/** Keys that AWS sends only with some actions: those of services, and those of tags. */
function dependsOnAction(key: string, reference: ServiceReference): boolean {
  return (
    /^aws:(?:resourcetag\/|requesttag\/|tagkeys$)/i.test(key) || !(reference.isGlobal(key) || isKeyOfProvider(key))
  );
}

/** Whether the request may have a key, by the service reference. */
function mayCarry({ action: name, resource }: RequestLine, key: string, reference: ServiceReference): boolean {
  const action = reference.action(name);
  if (action === undefined || !dependsOnAction(key, reference)) return true;
  const named = action.resources.filter(
    ({ arns }) => resource === undefined || arns.some((arn) => arnsOverlap(arn, resource)),
  );
  const types = named.length === 0 ? action.resources : named;
  return [action, ...types].some(({ keys }) => keys.some((documented) => isKey(key, documented)));
}

/** A key that only the other resources have is absent on this one. A key that none has is left to the request. */
function toResource(
  { arn, carries }: TouchedType,
  known: Context,
  unknown: readonly string[],
  all: readonly TouchedType[],
  reference: ServiceReference,
): NonNullable<RequestLine['resources']>[number] {
  const others = [...Object.keys(known), ...unknown].filter(
    (key) => dependsOnAction(key, reference) && !carries(key) && all.some((one) => one.carries(key)),
  );
  return others.length === 0 ? { arn } : { arn, context: absent(others) };
}

/**
 * The assumptions on which the answer depends: without them, it would be another one.
 *
 * @param decide all that the answer says, as JSON shows it
 */
export function mattering(
  { request, assumptions }: AssumedCall,
  decide: (request: RequestLine) => unknown,
): readonly Assumption[] {
  const answer = JSON.stringify(decide(request));
  return assumptions.filter(({ without }) => JSON.stringify(decide(without)) !== answer);
}
