import { explainAwsError } from '../../../../lib/cli/input/explain-aws-error';

function explain(name: string, properties: object = {}) {
  const error = Object.assign(new Error(`the message of ${name}`), { name }, properties);
  return explainAwsError(error, { managementAccount: '111111111111', region: 'eu-central-1', needed: ['sts:Do'] });
}

describe('an error of the SDK', () => {
  test.each(['CredentialsProviderError', 'TokenProviderError'])('%s asks to sign in', (name) => {
    expect(explain(name)).toEqual({
      message: `there are no AWS credentials: the message of ${name}`,
      fix: 'sign in to the management account, 111111111111, for example with a profile in AWS_PROFILE',
    });
  });

  test.each(['ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId', 'UnrecognizedClientException'])(
    '%s says that AWS refuses the credentials',
    (name) => {
      expect(explain(name, { $metadata: {} })?.message).toBe(`AWS refuses the credentials: the message of ${name}`);
    },
  );

  test.each([
    ['TimeoutError', undefined],
    ['Error', 'ENOTFOUND'],
    ['Error', 'EAI_AGAIN'],
    ['Error', 'ECONNRESET'],
  ])('%s (%s) says that nothing answers', (name, code) => {
    expect(explain(name, { $metadata: {}, ...(code && { code }) })?.message).toMatch(/^AWS does not answer: /);
  });

  test('of another kind is told with its name', () => {
    expect(explain('ValidationError', { $metadata: {} })?.message).toBe(
      'AWS answers with an error: ValidationError: the message of ValidationError',
    );
  });

  test.each([new TypeError('x is not a function'), new RangeError('no'), 'text', null])(
    'is not a bug of ours: %p is not explained',
    (error) => {
      expect(explainAwsError(error, { managementAccount: '1', region: 'r', needed: [] })).toBeUndefined();
    },
  );
});
