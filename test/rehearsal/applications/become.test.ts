import { asFunction, asStandIn } from '../../../rehearsal/applications/become';
import { aRecorder } from './a-recorder';

const ROLE = 'arn:aws:iam::222222222222:role/app/shop';
const ISSUED = { AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c' };
const SESSION = { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' };
const TRUST = {
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } }],
};

describe('a session of the role of an application', () => {
  test('as a stand-in leaves the trust and the permissions as they were', async () => {
    const { clients, calls } = aRecorder({
      GetRole: { Role: { AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(TRUST)) } },
      AssumeRole: { Credentials: ISSUED },
    });
    expect(await asStandIn(clients, clients, ROLE, '111111111111')).toEqual(SESSION);
    expect(calls.map(({ operation }) => operation)).toEqual([
      ...['GetRole', 'UpdateAssumeRolePolicy', 'AssumeRole', 'UpdateAssumeRolePolicy'],
    ]);
    expect(calls[1]?.input['PolicyDocument']).toContain('111111111111');
    expect(calls[3]?.input).toEqual({ RoleName: 'shop', PolicyDocument: JSON.stringify(TRUST) });
  });

  test('as a function is what Lambda gives the function, also to one that exists already', async () => {
    const { clients, calls } = aRecorder({ Invoke: { Payload: Buffer.from(JSON.stringify(SESSION)) } });
    expect(await asFunction(clients, ROLE)).toEqual(SESSION);
    expect(calls.map(({ input }) => input['FunctionName'])).toEqual(['rehearsal-shop', 'rehearsal-shop']);
    expect(calls[0]?.input['Role']).toBe(ROLE);
  });
});
