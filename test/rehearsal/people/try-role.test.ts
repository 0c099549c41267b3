import { tryRole } from '../../../rehearsal/people/try-role';
import { aServer } from '../a-server';

const ISSUED = { Credentials: { AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c' } };
const denial = Object.assign(new Error('not authorized'), {
  name: 'AccessDenied',
  $metadata: { httpStatusCode: 403 },
});
const granting = aServer(() => Promise.resolve(ISSUED));
const refusing = aServer(() => Promise.reject(denial));
const role = 'arn:aws:iam::222222222222:role/platform/break-glass';

describe('tryRole', () => {
  test('returns the session that was expected', async () => {
    expect(await tryRole({ expected: 'permitted', what: 'somebody', clients: granting, role })).toEqual({
      fault: null,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' },
    });
    expect(await tryRole({ expected: 'denied', what: 'somebody', clients: refusing, role })).toEqual({
      fault: null,
      credentials: null,
    });
  });

  test('says who got a session that nobody should get, and who got none', async () => {
    const wrong = await tryRole({ expected: 'denied', what: 'somebody', clients: granting, role });
    expect(wrong.fault).toBe('somebody: it was permitted');
    const missing = await tryRole({ expected: 'permitted', what: 'somebody', clients: refusing, role });
    expect(missing.fault).toBe('somebody: it was denied: not authorized');
  });
});
