import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { rehearsalClients, type RehearsalClientsOptions } from '../../../rehearsal/aws/clients';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test', sessionToken: 'token' };

/** Calls two services of a server that keeps the headers of its requests. */
async function headersOfCalls(options: Partial<RehearsalClientsOptions>): Promise<readonly IncomingHttpHeaders[]> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    response.end(request.headers['x-amz-target'] === undefined ? '<ListAllMyBucketsResult/>' : '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const clients = rehearsalClients({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: CREDENTIALS,
    ...options,
  });
  try {
    await clients.s3.send(new ListBucketsCommand({}));
    await clients.sqs.send(new ListQueuesCommand({}));
  } finally {
    clients.destroy();
    server.close();
  }
  return seen;
}

describe('the clients', () => {
  test('sign for the caller and say that the request came by TLS', async () => {
    const [s3, sqs] = await headersOfCalls({});
    expect(s3?.authorization).toMatch(/Credential=test\/\d{8}\/eu-central-1\/s3\//);
    expect(sqs?.authorization).toMatch(/\/eu-central-1\/sqs\//);
    expect(sqs?.['x-amz-security-token']).toBe('token');
    expect([s3?.['x-forwarded-proto'], sqs?.['x-forwarded-proto']]).toEqual(['https', 'https']);
  });

  test('do not say so for a call without TLS', async () => {
    for (const headers of await headersOfCalls({ asIfByTls: false }))
      expect(headers).not.toHaveProperty('x-forwarded-proto');
  });

  test('are created once, and again after they were destroyed', () => {
    const clients = rehearsalClients({
      endpoint: 'http://127.0.0.1:1',
      region: 'eu-central-1',
      credentials: CREDENTIALS,
    });
    const first = clients.iam;
    expect(clients.iam).toBe(first);
    clients.destroy();
    expect(clients.iam).not.toBe(first);
  });

  test('give up on a server that is gone', async () => {
    const clients = rehearsalClients({
      endpoint: 'http://127.0.0.1:1',
      region: 'eu-central-1',
      credentials: CREDENTIALS,
      attempts: 1,
    });
    await expect(clients.s3.send(new ListBucketsCommand({}))).rejects.toThrow('ECONNREFUSED');
    clients.destroy();
  });
});
