import { z } from 'zod';
import { globCovers, globMatches } from '../lib/iam/patterns/glob';
import { overlaps } from '../lib/iam/patterns/overlap';
import { guardrail } from './core/guardrail';
import { denied, developer, possible } from './core/probe';
import type { Neighbor, ParameterProblem } from './core/guardrail';
import { deny, INSTANCES } from './core/statements';
import { familyPatterns } from './data/instance-families';
import { canMatchInstanceType } from './data/instance-type-shape';

/** Burstable instances of any size; general, compute and memory instances up to 16 processors. */
const DEFAULT = [
  ...['t3.*', 't3a.*', 't4g.*'],
  ...['c', 'm', 'r'].flatMap((family) =>
    ['medium', 'large', 'xlarge', '2xlarge', '4xlarge'].map((size) => `${family}*.${size}`),
  ),
];

const schema = z.strictObject({
  allowed: z
    .array(z.string())
    .default(DEFAULT)
    .describe('Patterns of the instance types that may be launched, such as `t3.*` or `m*.large`'),
  denySpotRequests: z
    .boolean()
    .default(true)
    .describe(
      'Whether the legacy spot APIs are denied: their requests do not contain the instance type, and a service-linked role launches',
    ),
});

type Parameters = z.output<typeof schema>;

/** If the key is present with another type. A request without the key stays possible. */
function names(key: string, allowed: readonly string[]) {
  return { StringNotLike: { [key]: allowed }, Null: { [key]: 'false' } };
}

function statements({ allowed, denySpotRequests }: Parameters) {
  const types = [...new Set(allowed)].sort();
  return [
    // On the instance only: subnets, volumes and images of the same call have no type. Every launch has one.
    deny({
      Sid: 'Launch',
      Action: 'ec2:RunInstances',
      Resource: INSTANCES,
      Condition: { StringNotLike: { 'ec2:InstanceType': types } },
    }),
    // A fleet may take the type from its launch template; then the launch itself is checked.
    deny({
      Sid: 'Fleet',
      Action: 'ec2:CreateFleet',
      Resource: INSTANCES,
      Condition: names('ec2:InstanceType', types),
    }),
    // `ec2:InstanceType` is the type before the change, the attribute the one after. Other attributes may change.
    deny({
      Sid: 'Resize',
      Action: 'ec2:ModifyInstanceAttribute',
      Resource: INSTANCES,
      Condition: names('ec2:Attribute/InstanceType', types),
    }),
    ...(denySpotRequests
      ? [deny({ Sid: 'Spot', Action: ['ec2:RequestSpotFleet', 'ec2:RequestSpotInstances'], Resource: '*' })]
      : []),
  ];
}

function check({ allowed }: Parameters): readonly ParameterProblem[] {
  if (allowed.length === 0)
    return [
      {
        at: ['allowed'],
        message: '`allowed` is empty, which would deny every instance',
        allowed: 'patterns such as `t3.*`',
        fix: 'remove `allowed` for the default list',
      },
    ];
  return allowed.flatMap((pattern, index) =>
    canMatchInstanceType(pattern)
      ? []
      : [
          {
            at: ['allowed', index],
            message: `\`${pattern}\` matches no instance type`,
            allowed: 'lower case, a family, a dot and a size, such as `t3.*`, `m*.large` or `c7g.2xlarge`',
          },
        ],
  );
}

/** Allowing a type that a guardrail above denies has no effect. */
function conflicts({ allowed }: Parameters, neighbors: readonly Neighbor[]): readonly ParameterProblem[] {
  return neighbors.flatMap((neighbor) => {
    const whyIneffective = ineffectiveBelow(neighbor);
    return allowed.flatMap((pattern, index) => {
      const why = whyIneffective(pattern);
      return why === undefined
        ? []
        : [{ at: ['allowed', index], message: `allowing \`${pattern}\` here has no effect: ${why}` }];
    });
  });
}

function ineffectiveBelow({ guardrail: id, target, parameters }: Neighbor): (pattern: string) => string | undefined {
  if (id === limitInstanceTypes.id) {
    const theirs = schema.safeParse(parameters).data?.allowed ?? [];
    return (pattern) =>
      theirs.some((other) => overlaps(other, pattern)) ? undefined : `\`${target}\` allows only ${theirs.join(', ')}`;
  }
  if (id === 'deny-expensive-services') {
    const denied = z.object({ families: z.array(z.string()) }).safeParse(parameters).data?.families ?? [];
    return (pattern) => {
      const family = denied.find((name) => familyPatterns([name]).some((other) => globCovers(other, pattern)));
      return family && `\`deny-expensive-services\` at \`${target}\` denies the family \`${family}\``;
    };
  }
  return () => undefined;
}

export const limitInstanceTypes = guardrail({
  id: 'limit-instance-types',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Only instance types on the list can be launched or switched to',
  rationale:
    'Attackers with a leaked key start the largest instances in every Region within minutes. A list of types limits the ' +
    'cost of an hour. Auto Scaling launches with a service-linked role, which no guardrail binds, but it checks the launch ' +
    'as the caller when a group is created.',
  foundBy: { nothing: 'The rule about instance types takes a list without patterns, and one list for all accounts.' },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_ec2.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-requests.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements,
  check,
  conflicts,
  variants: [
    { name: 'with spot requests permitted', parameters: { denySpotRequests: false } },
    { name: 'with one pattern', parameters: { allowed: ['t3.*'] } },
  ],
  probes: ({ allowed, denySpotRequests }, place) => {
    const principal = developer(place);
    const at = `arn:aws:ec2:eu-central-1:${place.account}`;
    const launch = (type: string, action = 'ec2:RunInstances') => ({
      principal,
      action,
      resources: [
        { arn: `${at}:instance/*`, context: { 'ec2:InstanceType': type } },
        { arn: `${at}:subnet/subnet-1` },
        { arn: `${at}:volume/*` },
        { arn: 'arn:aws:ec2:eu-central-1::image/ami-1' },
      ],
    });
    const resize = (context: Readonly<Record<string, string>>) => ({
      principal,
      action: 'ec2:ModifyInstanceAttribute',
      resource: `${at}:instance/i-1`,
      context,
    });
    const spot = denySpotRequests ? denied : possible;
    const isAllowed = (type: string) => allowed.some((pattern) => globMatches(pattern, type));
    const instances = allowed.map((pattern) => pattern.replaceAll('*', '1').replaceAll('?', '1'));
    return [
      ...instances.flatMap((type) => [
        possible(`a developer launches ${type}, which is on the list`, launch(type)),
        possible(`a fleet of ${type} is requested`, launch(type, 'ec2:CreateFleet')),
        possible(`an instance is switched to ${type}`, resize({ 'ec2:Attribute/InstanceType': type })),
      ]),
      ...instances
        .map((type) => `${type}x`)
        .filter((type) => !isAllowed(type))
        .flatMap((type) => [
          denied(`a developer launches ${type}, which only starts like a type on the list`, launch(type)),
          denied(`a fleet of ${type} is requested`, launch(type, 'ec2:CreateFleet')),
          denied(`an instance is switched to ${type}`, resize({ 'ec2:Attribute/InstanceType': type })),
        ]),
      ...['ec2:CreateFleet', 'ec2:ModifyInstanceAttribute'].map((action) =>
        possible(`the type belongs to a resource that is not an instance: ${action}`, {
          principal,
          action,
          resource: `${at}:volume/vol-1`,
          context: { 'ec2:InstanceType': 'zz9.metal', 'ec2:Attribute/InstanceType': 'zz9.metal' },
        }),
      ),
      denied('a developer launches a type that is not on the list', launch('zz9.metal')),
      denied('a developer requests a fleet of a type that is not on the list', launch('zz9.metal', 'ec2:CreateFleet')),
      denied(
        'an instance is switched to a type that is not on the list',
        resize({ 'ec2:Attribute/InstanceType': 'zz9.metal' }),
      ),
      denied('an allowed instance is switched to a type that is not on the list', {
        ...resize({ 'ec2:InstanceType': instances[0] ?? 't3.micro', 'ec2:Attribute/InstanceType': 'zz9.metal' }),
      }),
      denied('a launch has no type', {
        principal,
        action: 'ec2:RunInstances',
        resource: `${at}:instance/*`,
      }),
      possible('a fleet takes the type from its template', {
        principal,
        action: 'ec2:CreateFleet',
        resource: `${at}:instance/*`,
      }),
      possible('a developer changes another attribute', resize({})),
      possible('a developer stops an instance of a type that is not on the list', {
        principal,
        action: 'ec2:StopInstances',
        resource: `${at}:instance/i-1`,
        context: { 'ec2:InstanceType': 'zz9.metal' },
      }),
      possible('a developer creates a subnet', {
        principal,
        action: 'ec2:CreateSubnet',
        resource: `${at}:subnet/*`,
      }),
      spot('a developer requests a spot instance', { principal, action: 'ec2:RequestSpotInstances' }),
      spot('a developer requests a spot fleet', { principal, action: 'ec2:RequestSpotFleet' }),
      possible('a developer cancels a spot request', { principal, action: 'ec2:CancelSpotInstanceRequests' }),
    ];
  },
});
