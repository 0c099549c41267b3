import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface AlarmTopicProps {
  readonly topicName: string;
  /** The alias of the topic's key, such as `alias/rampart-alarms`. */
  readonly keyAlias: string;
  /** What publishes here: the alarms of CloudWatch, or the rules of EventBridge. Nothing else may. */
  readonly publisher: Publisher;
  /** Who is told. Each must confirm the subscription. */
  readonly subscriptions: readonly { readonly protocol: 'email' | 'https'; readonly endpoint: string }[];
}

export type Publisher = 'alarms' | 'rules';

/**
 * The topic of the alarms or of the rules, encrypted with a key of its own: the key of SNS would not let AWS's services
 * publish. Each has its own topic and key, so that neither is silent when the other's are deleted or disabled.
 *
 * CloudWatch publishes only for this account. For EventBridge, AWS supports no such condition, neither in the policy of a
 * topic nor in that of its key: with one, messages would be lost without an error. So a rule of another account could send
 * a false message, but none can suppress one. Callers in this account need a policy of their own to publish.
 *
 * Sources: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
export class AlarmTopic extends Construct {
  readonly topic: CfnTopic;

  constructor(scope: Construct, id: string, { topicName, keyAlias, publisher, subscriptions }: AlarmTopicProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const key = new CfnKey(this, 'Key', {
      description: `Encrypts the messages of ${publisher}`,
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: keyPolicy(account, publisher),
    });
    // A pending message would be lost with it, and no deployment deletes keys.
    key.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnAlias(this, 'Alias', { aliasName: keyAlias, targetKeyId: key.ref });
    this.topic = new CfnTopic(this, 'Topic', { topicName, kmsMasterKeyId: key.attrArn });
    new CfnTopicPolicy(this, 'Policy', {
      topics: [this.topic.ref],
      policyDocument: topicPolicy(account, publisher, `arn:aws:sns:${region}:${account}:${topicName}`),
    });
    for (const { protocol, endpoint } of subscriptions)
      new CfnSubscription(this, `${protocol}-${endpoint}`, { topicArn: this.topic.ref, protocol, endpoint });
  }
}

/** The statement that lets the publisher in, without what it may do. */
function onlyFor(publisher: Publisher, account: string): object {
  return publisher === 'alarms'
    ? {
        Sid: 'Alarms',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      }
    : { Sid: 'Rules', Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } };
}

function keyPolicy(account: string, publisher: Publisher): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Administration',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      { ...onlyFor(publisher, account), Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' },
    ],
  };
}

function topicPolicy(account: string, publisher: Publisher, topicArn: string): object {
  const publish = { Action: 'sns:Publish', Resource: topicArn };
  return {
    Version: '2012-10-17',
    Statement: [
      { ...onlyFor(publisher, account), ...publish },
      {
        Sid: 'OnlyByTls',
        Effect: 'Deny',
        ...publish,
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
