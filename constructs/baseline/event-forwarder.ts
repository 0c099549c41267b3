import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** The name of the role with which EventBridge sends events to another account, and of its policy. */
export interface ForwarderName {
  /** Begins and ends with `/`. */
  readonly path: string;
  readonly name: string;
}

/** The ARN of the role in an account. */
export function forwarderArn(account: string, { path, name }: ForwarderName): string {
  return `arn:aws:iam::${account}:role${path}${name}`;
}

export interface EventForwarderProps {
  readonly forwarder: ForwarderName;
  /** The beginning of the names of the rules that may use the role. */
  readonly prefix: string;
  /** The bus that receives the events. It may be in another account and Region. */
  readonly busArn: string;
}

/**
 * The role with which EventBridge sends events to a bus in another account, once per account.
 *
 * Only rules of this account use it, in any Region, on the default bus, and only those whose names begin so: EventBridge
 * calls with the account and the ARN of the rule. Its policy has the same path as the role, because guardrails protect both
 * by their paths.
 *
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export class EventForwarder extends Construct {
  constructor(scope: Construct, id: string, { forwarder, prefix, busArn }: EventForwarderProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const { path, name } = forwarder;
    const role = new Role(this, 'Role', {
      path,
      roleName: name,
      description: 'Sends events to the organization that somebody must hear about',
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:aws:events:*:${account}:rule/${prefix}*` },
        },
      }),
    });
    new ManagedPolicy(this, 'Permissions', {
      path,
      managedPolicyName: name,
      description: 'Sends events to one bus',
      roles: [role],
      statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [busArn] })],
    });
  }
}
