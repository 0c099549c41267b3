import { send, type InputOf } from '../aws/send';
import { call, type RehearsedCall } from '../calls/call';
import { functionWith } from './become';
import { boundaryIn, createRole } from './bounded-session';
import type { ApplicationStage } from './stage';

const WORKER = 'rehearsal-worker';

/** What a developer does every day, in an account where no guardrail of workloads applies. */
export async function developmentIn(
  number: string,
  { region, sessions }: Pick<ApplicationStage, 'region' | 'sessions'>,
): Promise<readonly RehearsedCall[]> {
  const root = await sessions.root(number);
  await createRole(root, WORKER, { trusts: [number], PermissionsBoundary: boundaryIn(number) });
  const worker = `arn:aws:iam::${number}:role/${WORKER}`;
  const policy = `arn:aws:iam::${number}:policy/${WORKER}`;
  const arn = (service: string, name: string): string => `arn:aws:${service}:${region}:${number}:${name}`;
  const run = functionWith(worker, WORKER);
  const { QueueUrl } = await send(root, 'sqs:CreateQueue', { QueueName: 'rehearsal-work' });
  return [
    ...bucketCalls(`rehearsal-work-${number}`, region),
    call('creates a queue', 'sqs:CreateQueue', arn('sqs', WORKER), { QueueName: WORKER }),
    call('sends a message', 'sqs:SendMessage', arn('sqs', 'rehearsal-work'), { QueueUrl, MessageBody: 'work' }),
    call('creates a topic', 'sns:CreateTopic', arn('sns', WORKER), { Name: WORKER }),
    call('creates a table', 'dynamodb:CreateTable', arn('dynamodb', `table/${WORKER}`), TABLE),
    call('creates a key', 'kms:CreateKey', '*', {}),
    call('creates a policy', 'iam:CreatePolicy', policy, { PolicyName: WORKER, PolicyDocument: READS }),
    call('reads a role', 'iam:GetRole', worker, { RoleName: WORKER }),
    call('tags a role', 'iam:TagRole', worker, { RoleName: WORKER, Tags: [{ Key: 'rehearsed', Value: 'yes' }] }),
    call('assumes a role with the boundary', 'sts:AssumeRole', worker, { RoleArn: worker, RoleSessionName: 'work' }),
    call('passes a role with the boundary to a function', 'lambda:CreateFunction', worker, run),
  ];
}

function bucketCalls(Bucket: string, region: string): readonly RehearsedCall[] {
  const bucket = `arn:aws:s3:::${Bucket}`;
  const object = { Bucket, Key: 'work' };
  // S3 does not accept the name of its default Region.
  const place =
    region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region as 'eu-west-1' } };
  return [
    call('creates a bucket', 's3:CreateBucket', bucket, { Bucket, ...place }),
    call('writes an object', 's3:PutObject', `${bucket}/work`, { ...object, Body: 'work' }),
    call('reads an object', 's3:GetObject', `${bucket}/work`, object),
  ];
}

const TABLE: InputOf<'dynamodb:CreateTable'> = {
  TableName: WORKER,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};

const READS = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});
