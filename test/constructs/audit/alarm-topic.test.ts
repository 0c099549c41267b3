import { AlarmTopic } from '../../../constructs/audit/alarm-topic';
import { aStack, resourcesOf, templateOf } from '../../support/synthesize';

const FROM_HERE = { StringEquals: { 'aws:SourceAccount': '111111111111' } };

const template = build();

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Condition?: unknown;
}

test('CloudWatch publishes only for this account, EventBridge without a condition, nobody without TLS', () => {
  const [[, policy] = []] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
  expect(statementsOf(policy?.Properties?.['PolicyDocument'])).toEqual([
    ['Alarms', 'Allow', { Service: 'cloudwatch.amazonaws.com' }, FROM_HERE],
    ['Rules', 'Allow', { Service: 'events.amazonaws.com' }, undefined],
    ['OnlyByTls', 'Deny', '*', { Bool: { 'aws:SecureTransport': 'false' } }],
  ]);
});

test("both use the topic's key, which the account administers", () => {
  const [[, key] = []] = resourcesOf(template, 'AWS::KMS::Key');
  expect(statementsOf(key?.Properties?.['KeyPolicy'])).toEqual([
    ['Administration', 'Allow', { AWS: 'arn:aws:iam::111111111111:root' }, undefined],
    ['Alarms', 'Allow', { Service: 'cloudwatch.amazonaws.com' }, FROM_HERE],
    ['Rules', 'Allow', { Service: 'events.amazonaws.com' }, undefined],
  ]);
});

test('the topic, its key and its subscriptions have the names of the configuration', () => {
  const properties = (type: string): unknown => resourcesOf(template, type).map(([, { Properties }]) => Properties);
  const [[topic] = [''], [key] = ['']] = ['AWS::SNS::Topic', 'AWS::KMS::Key'].flatMap((type) =>
    resourcesOf(template, type),
  );
  expect(properties('AWS::SNS::Topic')).toEqual([
    { TopicName: 'alarms', KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } },
  ]);
  expect(properties('AWS::KMS::Alias')).toEqual([{ AliasName: 'alias/alarms', TargetKeyId: { Ref: key } }]);
  expect(properties('AWS::SNS::Subscription')).toEqual([
    { TopicArn: { Ref: topic }, Protocol: 'email', Endpoint: 'security@example.com' },
    { TopicArn: { Ref: topic }, Protocol: 'https', Endpoint: 'https://pager.example.com/hook' },
  ]);
});

function statementsOf(document: unknown): readonly unknown[] {
  const { Statement } = document as { readonly Statement: readonly Statement[] };
  return Statement.map(({ Sid, Effect, Principal, Condition }) => [Sid, Effect, Principal, Condition]);
}

function build(): ReturnType<typeof templateOf> {
  const stack = aStack();
  new AlarmTopic(stack, 'Topic', {
    topicName: 'alarms',
    keyAlias: 'alias/alarms',
    subscriptions: [
      { protocol: 'email', endpoint: 'security@example.com' },
      { protocol: 'https', endpoint: 'https://pager.example.com/hook' },
    ],
  });
  return templateOf(stack);
}
