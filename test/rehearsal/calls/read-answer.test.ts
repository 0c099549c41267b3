import { deflateSync } from 'node:zlib';
import { readAnswer } from '../../../rehearsal/calls/read-answer';

function refusal(name: string, message: string, httpStatusCode?: number): Promise<never> {
  const error = Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
  return Promise.reject(error);
}

/** As the emulator writes it. */
function encoded(decision: object): string {
  return `Encoded authorization failure message: ${deflateSync(JSON.stringify(decision)).toString('base64')}`;
}

const SENTENCE = 'User: arn:aws:iam::222222222222:user/alice is not authorized to perform: iam:CreateUser';

describe('the answer of a server', () => {
  test('is permitted when the call succeeds', async () => {
    await expect(readAnswer(Promise.resolve({}))).resolves.toEqual({ kind: 'permitted', note: null });
  });

  test.each([
    ['an explicit deny, as the emulator encodes it', encoded({ allowed: false, explicitDeny: true }), true],
    ['the lack of an Allow', encoded({ allowed: false, explicitDeny: false }), false],
    ['a message that only AWS can read', 'Encoded authorization failure message: 4GIOHlTkIaWHQD0Q', false],
    ['no message', '', false],
  ])('is denied by %s', async (_, message, explicit) => {
    await expect(readAnswer(refusal('AccessDeniedException', `${SENTENCE} ${message}`.trim(), 403))).resolves.toEqual({
      kind: 'denied',
      explicit,
      policyType: null,
      message: SENTENCE,
    });
  });

  test.each([
    ['service', 'SERVICE_CONTROL_POLICY'],
    ['resource', 'RESOURCE_CONTROL_POLICY'],
  ])('names the type of the policy, as AWS does: %s', async (word, policyType) => {
    const message = `${SENTENCE} with an explicit deny in a ${word} control policy`;
    await expect(readAnswer(refusal('AccessDenied', message, 403))).resolves.toMatchObject({
      kind: 'denied',
      explicit: true,
      policyType,
    });
  });

  test('is permitted when the resource exists already', async () => {
    await expect(readAnswer(refusal('EntityAlreadyExistsException', 'there', 409))).resolves.toEqual({
      kind: 'permitted',
      note: 'EntityAlreadyExistsException',
    });
  });

  test('is a failure when the call failed for a reason other than policies', async () => {
    await expect(readAnswer(refusal('NoSuchEntityException', 'no such user', 404))).resolves.toEqual({
      kind: 'failed',
      message: 'NoSuchEntityException: no such user',
    });
  });

  test('is an error when there is no server, or the server is broken', async () => {
    await expect(readAnswer(Promise.reject(new Error('connect ECONNREFUSED')))).rejects.toThrow('ECONNREFUSED');
    await expect(readAnswer(refusal('InternalError', 'broken', 500))).rejects.toThrow('broken');
  });
});
