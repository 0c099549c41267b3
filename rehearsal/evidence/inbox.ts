import { required } from '../../lib/aws/required';
import { RULES } from '../../lib/model/names';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { until } from '../until';
import type { Archive } from './archive';

/** A queue that gets every message of the rules' topic. */
export interface Inbox {
  /** Waits until the messages are those that are expected, or for some seconds, and returns all that came. */
  receiveUntil(areAllThere: (messages: readonly string[]) => boolean): Promise<readonly string[]>;
  close(): Promise<void>;
}

const QUEUE = 'rehearsal-alarms';

/** @param clients of the management account, in the home Region */
export async function openInbox(
  clients: RehearsalClients,
  { region, managementAccount }: Pick<Archive, 'region' | 'managementAccount'>,
): Promise<Inbox> {
  const { QueueUrl: queue } = await send(clients, 'sqs:CreateQueue', { QueueName: QUEUE });
  const QueueUrl = required(queue, 'the address of the queue');
  const { SubscriptionArn } = await send(clients, 'sns:Subscribe', {
    TopicArn: `arn:aws:sns:${region}:${managementAccount}:${RULES.topic}`,
    Protocol: 'sqs',
    Endpoint: `arn:aws:sqs:${region}:${managementAccount}:${QUEUE}`,
    Attributes: { RawMessageDelivery: 'true' },
    ReturnSubscriptionArn: true,
  });
  return {
    receiveUntil: async (areAllThere) => {
      const received: string[] = [];
      const look = async () => {
        received.push(...(await receive(clients, QueueUrl)));
        return areAllThere(received) ? true : undefined;
      };
      await until(look, { seconds: 20, pauseMs: 100 });
      return received;
    },
    close: async () => {
      await send(clients, 'sns:Unsubscribe', { SubscriptionArn });
      await send(clients, 'sqs:DeleteQueue', { QueueUrl });
    },
  };
}

async function receive(clients: RehearsalClients, QueueUrl: string): Promise<readonly string[]> {
  const { Messages = [] } = await send(clients, 'sqs:ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
  for (const { ReceiptHandle } of Messages) await send(clients, 'sqs:DeleteMessage', { QueueUrl, ReceiptHandle });
  return Messages.map(({ Body = '' }) => Body);
}
