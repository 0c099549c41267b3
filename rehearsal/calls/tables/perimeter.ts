import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallTable } from '../call';
import { createKey } from './kms';
import { SMALL_TABLE } from './small-table';

export const tls: CallTable = {
  guardrail: 'require-tls',
  gaps: [
    {
      what: 'callers from outside the organization, without TLS',
      reason: 'the emulator applies resource control policies only to callers in the accounts below them',
    },
    { what: 'ecr, logs and secretsmanager', reason: 'the emulator does not enforce policies for them' },
  ],
  calls: async (root, { account, region, name }) => {
    const [QueueName, TableName] = [name('tls'), name('tls')];
    const key = await createKey(root);
    const { QueueUrl } = await send(root, 'sqs:CreateQueue', { QueueName });
    await send(root, 'dynamodb:CreateTable', { ...SMALL_TABLE, TableName });
    const queue = `arn:aws:sqs:${region}:${account}:${QueueName}`;
    const table = `arn:aws:dynamodb:${region}:${account}:table/${TableName}`;
    return [
      call('sends a message', 'sqs:SendMessage', queue, { QueueUrl, MessageBody: 'hello' }),
      call('describes a table', 'dynamodb:DescribeTable', table, { TableName }),
      call('encrypts', 'kms:Encrypt', key, { KeyId: key, Plaintext: Buffer.from('secret') }),
    ].flatMap((one) => [
      denied([...BOUND, 'platform'], { ...one, does: `${one.does} without TLS`, byTls: false }),
      permitted(BOUND, { ...one, does: `${one.does} by TLS` }),
    ]);
  },
};
