import { AlarmTopic, type Publisher } from '../../../constructs/audit/alarm-topic';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const ALLOWED: Readonly<Record<Publisher, readonly unknown[]>> = {
  alarms: [
    'Alarms',
    'Allow',
    { Service: 'cloudwatch.amazonaws.com' },
    { StringEquals: { 'aws:SourceAccount': '111111111111' } },
  ],
  rules: ['Rules', 'Allow', { Service: 'events.amazonaws.com' }, undefined],
  budgets: [
    'Budgets',
    'Allow',
    { Service: 'budgets.amazonaws.com' },
    {
      StringEquals: { 'aws:SourceAccount': '111111111111' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:budgets::111111111111:*' },
    },
  ],
  anomalies: [
    'Anomalies',
    'Allow',
    { Service: 'costalerts.amazonaws.com' },
    { StringEquals: { 'aws:SourceAccount': '111111111111' } },
  ],
};

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Condition?: unknown;
}

test('a topic of several publishers lets each of them in, and uses the key for each', () => {
  const template = build('alarms', 'budgets', 'anomalies');
  const [[, policy] = []] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
  const [[, key] = []] = resourcesOf(template, 'AWS::KMS::Key');
  const allowed = [ALLOWED.alarms, ALLOWED.budgets, ALLOWED.anomalies];
  expect(statementsOf(policy?.Properties?.['PolicyDocument']).slice(0, -1)).toEqual(allowed);
  expect(statementsOf(key?.Properties?.['KeyPolicy']).slice(1)).toEqual(allowed);
});

describe.each(['alarms', 'rules', 'budgets', 'anomalies'] as const)('the topic of the %s', (publisher) => {
  const template = build(publisher);

  test('takes messages of its publisher only, CloudWatch for this account, EventBridge without a condition, by TLS', () => {
    const [[, policy] = []] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
    expect(statementsOf(policy?.Properties?.['PolicyDocument'])).toEqual([
      ALLOWED[publisher],
      ['OnlyByTls', 'Deny', '*', { Bool: { 'aws:SecureTransport': 'false' } }],
    ]);
  });

  test('has a key that its publisher uses, that the account administers, and that outlives its stack', () => {
    const [[, key] = []] = resourcesOf(template, 'AWS::KMS::Key');
    expect(statementsOf(key?.Properties?.['KeyPolicy'])).toEqual([
      ['Administration', 'Allow', { AWS: 'arn:aws:iam::111111111111:root' }, undefined],
      ALLOWED[publisher],
    ]);
    expect(key).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('has the names of the configuration, and so do its key and its subscriptions', () => {
    const properties = (type: string): unknown => resourcesOf(template, type).map(([, { Properties }]) => Properties);
    const [[topic] = [''], [key] = ['']] = ['AWS::SNS::Topic', 'AWS::KMS::Key'].flatMap((type) =>
      resourcesOf(template, type),
    );
    expect(properties('AWS::SNS::Topic')).toEqual([
      { TopicName: 'a-topic', KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } },
    ]);
    expect(properties('AWS::KMS::Alias')).toEqual([{ AliasName: 'alias/a-topic', TargetKeyId: { Ref: key } }]);
    expect(properties('AWS::SNS::Subscription')).toEqual([
      { TopicArn: { Ref: topic }, Protocol: 'email', Endpoint: 'security@example.com' },
      { TopicArn: { Ref: topic }, Protocol: 'https', Endpoint: 'https://pager.example.com/hook' },
    ]);
  });
});

function statementsOf(document: unknown): readonly unknown[] {
  const { Statement } = document as { readonly Statement: readonly Statement[] };
  return Statement.map(({ Sid, Effect, Principal, Condition }) => [Sid, Effect, Principal, Condition]);
}

function build(...publishers: [Publisher, ...Publisher[]]): ReturnType<typeof templateOf> {
  const stack = aStack();
  new AlarmTopic(stack, 'Topic', {
    topicName: 'a-topic',
    keyAlias: 'alias/a-topic',
    publishers,
    subscriptions: [
      { protocol: 'email', endpoint: 'security@example.com' },
      { protocol: 'https', endpoint: 'https://pager.example.com/hook' },
    ],
  });
  return templateOf(stack);
}
