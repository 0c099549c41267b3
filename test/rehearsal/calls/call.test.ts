import { CreateUserCommand } from '@aws-sdk/client-iam';
import { call } from '../../../rehearsal/calls/call';
import { aServer } from '../a-server';

describe('a rehearsed call', () => {
  test('sends the command of its action with its input', async () => {
    const sent: unknown[] = [];
    const clients = aServer((command) => {
      sent.push(command);
      return Promise.resolve({});
    });
    await call('creates a user', 'iam:CreateUser', '*', { UserName: 'alice' }).send(clients);
    expect(sent).toEqual([expect.any(CreateUserCommand)]);
    expect(sent[0]).toMatchObject({ input: { UserName: 'alice' } });
  });

  test('reads a body to its end', async () => {
    const transformToByteArray = jest.fn(() => Promise.resolve(new Uint8Array()));
    const clients = aServer(() => Promise.resolve({ Body: { transformToByteArray } }));
    await call('reads a log', 's3:GetObject', '*', { Bucket: 'logs', Key: 'a' }).send(clients);
    expect(transformToByteArray).toHaveBeenCalledTimes(1);
  });
});
