import { serviceOf } from '../../iam/patterns/action-pattern';

/** The services that most teams use. */
const COMMON_SERVICES = [
  'ec2',
  's3',
  'iam',
  'lambda',
  'rds',
  'dynamodb',
  'kms',
  'sts',
  'ecs',
  'eks',
  'ecr',
  'sqs',
  'sns',
  'logs',
  'cloudwatch',
  'cloudformation',
  'cloudtrail',
  'secretsmanager',
  'ssm',
  'elasticloadbalancing',
  'autoscaling',
  'apigateway',
  'states',
  'events',
  'route53',
  'acm',
  'cloudfront',
  'athena',
  'glue',
  'bedrock',
];

/** Calls that every reader knows. */
const COMMON_ACTIONS = [
  'ec2:RunInstances',
  's3:PutObject',
  's3:GetObject',
  'lambda:InvokeFunction',
  'iam:CreateUser',
  'iam:CreateRole',
  'iam:DeleteRole',
  'dynamodb:PutItem',
  'rds:CreateDBInstance',
  'kms:ScheduleKeyDeletion',
  'cloudtrail:StopLogging',
  'ec2:CreateVolume',
];

/** Some of each kind. Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html */
export const INSTANCE_TYPES = [
  ...['m7i', 'c7i', 'r7i'].flatMap((family) =>
    ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '24xlarge', '48xlarge', 'metal-24xl'].map(
      (size) => `${family}.${size}`,
    ),
  ),
  ...['t3', 't3a', 't4g', 't2'].flatMap((family) =>
    ['micro', 'small', 'nano', 'large'].map((size) => `${family}.${size}`),
  ),
  ...[
    'm7g.medium',
    'c7g.medium',
    'r7g.medium',
    'g6.xlarge',
    'p5.48xlarge',
    'inf2.xlarge',
    'trn1.2xlarge',
    'f2.6xlarge',
  ],
  ...['x2idn.16xlarge', 'u7i-12tb.224xlarge', 'i4i.large', 'd3.xlarge', 'hpc7a.96xlarge', 'mac2.metal', 'vt1.3xlarge'],
];

const RANK_OF_SERVICE = rankOf(COMMON_SERVICES);
const RANK_OF_ACTION = rankOf(COMMON_ACTIONS);

function rankOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, rank) => [name, rank]));
}

/** How well readers know an action: the lower, the better. */
function familiarity(action: string): number {
  const known = RANK_OF_ACTION.get(action);
  return known ?? COMMON_ACTIONS.length + (RANK_OF_SERVICE.get(serviceOf(action)) ?? COMMON_SERVICES.length);
}

/** Actions with those that readers know first, else in their order. */
export function commonFirst(actions: readonly string[]): readonly string[] {
  return [...actions].sort((a, b) => familiarity(a) - familiarity(b));
}

/** The one of some items whose action readers know best. */
export function bestKnown<Item>(items: readonly Item[], actionOf: (item: Item) => string): Item | undefined {
  let best: Item | undefined;
  let least = Infinity;
  for (const item of items) {
    const rank = familiarity(actionOf(item));
    if (rank < least) [best, least] = [item, rank];
  }
  return best;
}
