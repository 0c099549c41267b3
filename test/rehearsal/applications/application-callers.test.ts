import { ApplicationCallers } from '../../../rehearsal/applications/application-callers';
import type { CallerSessions } from '../../../rehearsal/calls/caller-sessions';
import type { RehearsedCaller } from '../../../rehearsal/calls/callers';
import { aDeployedExample } from './a-deployed-example';
import { aRecorder } from './a-recorder';

const organization = aDeployedExample();

/** Sessions that record who was asked for. */
function someSessions() {
  const asked: string[] = [];
  const { clients } = aRecorder({
    GetRole: { Role: { AssumeRolePolicyDocument: '%7B%7D' } },
    AssumeRole: { Credentials: { AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c' } },
    Invoke: { Payload: Buffer.from('{"accessKeyId":"a","secretAccessKey":"b","sessionToken":"c"}') },
  });
  const sessions = {
    management: clients,
    root: () => Promise.resolve(clients),
    of: () => clients,
    as: ({ kind, arn }: RehearsedCaller) => {
      asked.push(`${kind} ${arn.replace(/\d{12}/, 'N')}`);
      return Promise.resolve(clients);
    },
  } as unknown as CallerSessions;
  return { asked, callers: new ApplicationCallers(organization, sessions) };
}

describe('the callers of applications', () => {
  test('are the roles of all applications that run, but not of retired ones', async () => {
    const found = await someSessions().callers.applications();
    expect(found.map(({ label }) => label)).toEqual([
      'the application analytics in data-production',
      'the application billing in shop-production',
      'the application preview in shop-development',
      'the application shop in shop-production',
    ]);
  });

  test('are roles that look like those of permission sets', async () => {
    const { asked, callers } = someSessions();
    const found = await callers.people();
    expect(found.map(({ who }) => who?.kind)).toEqual(found.map(() => 'people'));
    const role = 'role arn:aws:iam::N:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_app-';
    expect(asked).toEqual(['analytics', 'preview', 'shop'].map((key) => `${role}${key}_0123456789abcdef`));
  });

  test('are administrators and others whom no file names', async () => {
    const { asked, callers } = someSessions();
    expect((await callers.administrator('audit')).who).toBeNull();
    expect((await callers.permissionSet('app-shop-x', 'audit')).who).toBeNull();
    expect(asked[0]).toBe('user arn:aws:iam::N:user/rehearsal-administrator');
  });
});
