import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { EncryptCommand } from '@aws-sdk/client-kms';
import { CreateQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { BOUND, denied, permitted, type Attempt, type Table } from '../call';
import { makeKey } from './kms';
import { SMALL_TABLE } from './small-table';

export const tls: Table = {
  guardrail: 'require-tls',
  gaps: [
    {
      what: 'callers outside of the organization, without TLS',
      reason: 'the emulator binds by resource control policies only who is below them',
    },
    { what: 'ecr, logs and secretsmanager', reason: 'the emulator does not guard them' },
  ],
  calls: async (root, { account, region, name }) => {
    const QueueName = name('tls');
    const TableName = name('tls');
    const key = await makeKey(root);
    const { QueueUrl } = await root.sqs.send(new CreateQueueCommand({ QueueName }));
    await root.dynamodb.send(new CreateTableCommand({ ...SMALL_TABLE, TableName }));
    const attempts: readonly Attempt[] = [
      {
        does: 'sends a message',
        action: 'sqs:SendMessage',
        resource: `arn:aws:sqs:${region}:${account}:${QueueName}`,
        send: (sdk) => sdk.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' })),
      },
      {
        does: 'describes a table',
        action: 'dynamodb:DescribeTable',
        resource: `arn:aws:dynamodb:${region}:${account}:table/${TableName}`,
        send: (sdk) => sdk.dynamodb.send(new DescribeTableCommand({ TableName })),
      },
      {
        does: 'encrypts',
        action: 'kms:Encrypt',
        resource: key,
        send: (sdk) => sdk.kms.send(new EncryptCommand({ KeyId: key, Plaintext: Buffer.from('secret') })),
      },
    ];
    return attempts.flatMap((attempt) => [
      denied([...BOUND, 'platform'], { ...attempt, does: `${attempt.does} without TLS`, byTls: false }),
      permitted(BOUND, { ...attempt, does: `${attempt.does} by TLS` }),
    ]);
  },
};
