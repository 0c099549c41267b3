import type { RehearsalClients } from '../../rehearsal/aws/clients';

/** The clients of a server that gives every call the same answer. */
export function aServer(answer: (command: unknown) => Promise<unknown>): RehearsalClients {
  const sender = { send: answer };
  const services = [
    'cloudformation',
    'dynamodb',
    'iam',
    'kms',
    'lambda',
    'organizations',
    's3',
    'sns',
    'sqs',
    'ssoAdmin',
    'sts',
  ];
  const senders = Object.fromEntries(services.map((service) => [service, sender]));
  return { ...senders, destroy: () => undefined } as unknown as RehearsalClients;
}

/** The clients of a server that returns the ids of created resources. */
export function aServerThatCreatesResources(): RehearsalClients {
  return aServer(() =>
    Promise.resolve({
      KeyMetadata: { Arn: 'arn:aws:kms:eu-central-1:222222222222:key/1234abcd' },
      QueueUrl: 'http://127.0.0.1/222222222222/queue',
      Role: { Arn: 'arn:aws:iam::222222222222:role/made' },
    }),
  );
}
