import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EVEN_READS } from './event-rules';
import { BUS_CALLS, RULE_CALLS } from './watched-events';
import { API_CALL, recorded, SERVICE_EVENT, SIGN_IN, type EventPattern } from './patterns/event-pattern';

export interface GlobalEventForwardingProps {
  /** The Region whose default bus receives the events. */
  readonly homeRegion: string;
  /** The beginning of the names of the rules. */
  readonly prefix: string;
  /** The role by which EventBridge forwards, and its policy. */
  readonly roleName: string;
}

/**
 * Forwards events that reach EventBridge only in us-east-1 to the default bus of the home Region, where the rules are: a
 * rule cannot tell a topic in another Region.
 *
 * A change of one of these rules is forwarded by another. The role has no condition on who uses it: only somebody in this
 * account who may pass it can give it to a rule.
 *
 * Sources: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html and
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export class GlobalEventForwarding extends Construct {
  constructor(scope: Construct, id: string, { homeRegion, prefix, roleName }: GlobalEventForwardingProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    if (homeRegion === region)
      throw new Error(
        `global events are forwarded from ${region} to another Region, got '${homeRegion}' as home Region`,
      );
    const bus = `arn:aws:events:${homeRegion}:${account}:event-bus/default`;
    const role = new Role(this, 'Role', { roleName, assumedBy: new ServicePrincipal('events.amazonaws.com') });
    new ManagedPolicy(this, 'Permissions', {
      managedPolicyName: roleName,
      description: "Forwards events to the home Region's bus",
      roles: [role],
      statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus] })],
    });
    const forward = (rule: string, eventPattern: EventPattern, state: string): CfnRule =>
      new CfnRule(this, rule, {
        name: `${prefix}${rule}`,
        description: `Forwards to ${homeRegion}`,
        eventPattern,
        state,
        targets: [{ id: 'HomeBus', arn: bus, roleArn: role.roleArn }],
      });
    forward('global-events', GLOBAL_EVENTS, 'ENABLED');
    forward('root-calls', ROOT_CALLS, 'ENABLED');
    forward('root-sessions-and-rules', ROOT_SESSIONS_AND_RULES, EVEN_READS);
  }
}

const GLOBAL_SERVICES = ['iam', 'organizations', 'account', 'signin', 'events'].map(
  (service) => `${service}.amazonaws.com`,
);

const GLOBAL_EVENTS = recorded([API_CALL, SIGN_IN, SERVICE_EVENT], { eventSource: GLOBAL_SERVICES });

/** Other global services record here too. */
const ROOT_CALLS = recorded([API_CALL, SIGN_IN], {
  userIdentity: { type: ['Root'] },
  eventSource: [{ 'anything-but': GLOBAL_SERVICES }],
});

/** Of STS only this call: the others are many, and nothing waits for them. */
const ROOT_SESSIONS_AND_RULES = recorded([API_CALL], {
  eventSource: ['sts.amazonaws.com', 'events.amazonaws.com'],
  eventName: ['AssumeRoot', ...RULE_CALLS, ...BUS_CALLS],
});
