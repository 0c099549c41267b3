import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface AlarmTopicProps {
  readonly topicName: string;
  /** The alias of the topic's key, such as `alias/rampart-alarms`. */
  readonly keyAlias: string;
  /** What publishes here. Nothing else may. */
  readonly publishers: readonly [Publisher, ...Publisher[]];
  /** Who is told. Each must confirm the subscription. */
  readonly subscriptions: readonly { readonly protocol: 'email' | 'https'; readonly endpoint: string }[];
}

/** The alarms of CloudWatch, the rules of EventBridge, AWS Budgets, or Cost Anomaly Detection. */
export type Publisher = 'alarms' | 'rules' | 'budgets' | 'anomalies';

/**
 * The topic of the alarms or of the rules, encrypted with a key of its own: the key of SNS would not let AWS's services
 * publish. Each has its own topic and key, so that neither is silent when the other's are deleted or disabled.
 *
 * CloudWatch, Budgets and Cost Anomaly Detection publish only for this account. For EventBridge, AWS supports no such condition, neither in the policy of a
 * topic nor in that of its key: with one, messages would be lost without an error. So a rule of another account could send
 * a false message, but none can suppress one. Callers in this account need a policy of their own to publish.
 *
 * Of the condition in the key's policy, AWS's page speaks for CloudWatch and Budgets only. If Cost Anomaly Detection did not send
 * the account there, its messages would not arrive: they would still be in its console.
 *
 * Sources: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html,
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html and
 * https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html
 */
export class AlarmTopic extends Construct {
  readonly topic: CfnTopic;
  /** Who may publish. */
  readonly policy: CfnTopicPolicy;

  constructor(scope: Construct, id: string, { topicName, keyAlias, publishers, subscriptions }: AlarmTopicProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const key = new CfnKey(this, 'Key', {
      description: `Encrypts the messages of ${publishers[0]}`,
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: keyPolicy(account, publishers),
    });
    // A pending message would be lost with it, and no deployment deletes keys.
    key.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnAlias(this, 'Alias', { aliasName: keyAlias, targetKeyId: key.ref });
    this.topic = new CfnTopic(this, 'Topic', { topicName, kmsMasterKeyId: key.attrArn });
    this.policy = new CfnTopicPolicy(this, 'Policy', {
      topics: [this.topic.ref],
      policyDocument: topicPolicy(account, publishers, `arn:aws:sns:${region}:${account}:${topicName}`),
    });
    for (const { protocol, endpoint } of subscriptions)
      new CfnSubscription(this, `${protocol}-${endpoint}`, { topicArn: this.topic.ref, protocol, endpoint });
  }
}

/** The statement that lets a publisher in, without what it may do. */
function onlyFor(publisher: Publisher, account: string): object {
  const fromHere = { StringEquals: { 'aws:SourceAccount': account } };
  const allow = (Sid: string, service: string) => ({ Sid, Effect: 'Allow', Principal: { Service: service } });
  switch (publisher) {
    case 'alarms':
      return { ...allow('Alarms', 'cloudwatch.amazonaws.com'), Condition: fromHere };
    case 'rules':
      return allow('Rules', 'events.amazonaws.com');
    case 'budgets':
      return {
        ...allow('Budgets', 'budgets.amazonaws.com'),
        Condition: { ...fromHere, ArnLike: { 'aws:SourceArn': `arn:aws:budgets::${account}:*` } },
      };
    case 'anomalies':
      return { ...allow('Anomalies', 'costalerts.amazonaws.com'), Condition: fromHere };
  }
}

function keyPolicy(account: string, publishers: readonly Publisher[]): object {
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
      ...publishers.map((publisher) => ({
        ...onlyFor(publisher, account),
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
      })),
    ],
  };
}

function topicPolicy(account: string, publishers: readonly Publisher[], topicArn: string): object {
  const publish = { Action: 'sns:Publish', Resource: topicArn };
  return {
    Version: '2012-10-17',
    Statement: [
      ...publishers.map((publisher) => ({ ...onlyFor(publisher, account), ...publish })),
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
