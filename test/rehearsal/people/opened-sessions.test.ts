import type { RehearsalClients } from '../../../rehearsal/aws/clients';
import type { OpenedSession } from '../../../rehearsal/people/opened-session';
import { openedSessions } from '../../../rehearsal/people/opened-sessions';
import { aRecorder } from '../applications/a-recorder';
import { aDeployedExample } from '../applications/a-deployed-example';

const organization = aDeployedExample();
const number = organization.accounts.find(({ key }) => key === 'shop-production')?.accountId ?? '';
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

async function run(permissionSet: OpenedSession['permissionSet']) {
  const { clients, calls } = aRecorder();
  const sessions = { of: (): RehearsalClients => clients };
  const opened = [{ label: 'somebody', credentials, permissionSet, number, isPartner: permissionSet !== null }];
  const { faults } = await openedSessions.run({ organization, sessions, opened });
  return { faults, operations: calls.map(({ operation }) => operation) };
}

describe('the opened sessions', () => {
  test('of readers must not change anything, become somebody else or read a store of the account', async () => {
    const { faults, operations } = await run('read-only');
    expect(operations.slice(0, 4)).toEqual(['ListRoles', 'CreateUser', 'CreateTopic', 'CreateKey']);
    expect(operations.slice(4, -1)).toContain('GetObject');
    expect(operations.at(-1)).toBe('AssumeRole');
    // This server permits everything.
    expect(faults).toHaveLength(operations.length - 1);
    expect(faults[0]).toBe('somebody creates a user (iam:CreateUser): it was permitted');
  });

  test('of break-glass must work', async () => {
    expect(await run(null)).toEqual({ faults: [], operations: ['ListRoles'] });
  });
});
