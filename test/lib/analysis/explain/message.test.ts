import { parseDenialMessage } from '../../../../lib/analysis/explain/message';

const POLICY = 'arn:aws:organizations::111111111111:policy/o-exampleorg1/service_control_policy/p-abcd1234';
const user = (rest: string): string =>
  `User: arn:aws:iam::222222222222:user/alice is not authorized to perform: ${rest}`;

describe('a message about a denied call', () => {
  test.each([
    [
      'an explicit deny in a service control policy',
      user('codecommit:ListDeployments with an explicit deny in a service control policy'),
      { action: 'codecommit:ListDeployments', resource: null },
      { words: 'service control policy', type: 'SERVICE_CONTROL_POLICY', effect: 'explicit', arn: null },
    ],
    [
      "an explicit deny with the policy's ARN",
      user(
        `s3:PutObject on resource: "arn:aws:s3:::orders/my file.csv" with an explicit deny in a service control policy: ${POLICY}`,
      ),
      { action: 's3:PutObject', resource: 'arn:aws:s3:::orders/my file.csv' },
      { words: 'service control policy', type: 'SERVICE_CONTROL_POLICY', effect: 'explicit', arn: POLICY },
    ],
    [
      'an implicit deny of service control policies',
      user('codecommit:ListDeployments because no service control policy allows the codecommit:ListDeployments action'),
      { action: 'codecommit:ListDeployments', resource: null },
      { words: 'service control policy', type: 'SERVICE_CONTROL_POLICY', effect: 'implicit', arn: null },
    ],
    [
      'an explicit deny in a resource control policy',
      user(
        'secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:222222222222:secret:x-1 with an explicit deny in a resource control policy',
      ),
      {
        action: 'secretsmanager:GetSecretValue',
        resource: 'arn:aws:secretsmanager:us-east-1:222222222222:secret:x-1',
      },
      { words: 'resource control policy', type: 'RESOURCE_CONTROL_POLICY', effect: 'explicit', arn: null },
    ],
    [
      'an implicit deny of resource control policies',
      user(
        's3:GetObject on resource: arn:aws:s3:::a/b because no resource control policy allows the s3:GetObject action',
      ),
      { action: 's3:GetObject', resource: 'arn:aws:s3:::a/b' },
      { words: 'resource control policy', type: 'RESOURCE_CONTROL_POLICY', effect: 'implicit', arn: null },
    ],
    [
      'a policy that is not a guardrail',
      user('s3:GetObject on resource: arn:aws:s3:::a because no identity-based policy allows the s3:GetObject action'),
      { action: 's3:GetObject', resource: 'arn:aws:s3:::a' },
      { words: 'identity-based policy', type: null, effect: 'implicit', arn: null },
    ],
    [
      'a permissions boundary',
      user('s3:GetObject with an explicit deny in a permissions boundary'),
      { action: 's3:GetObject', resource: null },
      { words: 'permissions boundary', type: null, effect: 'explicit', arn: null },
    ],
  ])('is read: %s', (_name, text, call, blamed) => {
    expect(parseDenialMessage(text)).toEqual({
      principal: 'arn:aws:iam::222222222222:user/alice',
      ...call,
      context: {},
      blamed,
      isEncoded: false,
      assumed: [],
    });
  });

  test('may be wrapped, and have other text around it', () => {
    const text = `An error occurred (AccessDeniedException) when calling the CreateKey operation: User: arn:aws:iam::222222222222:root
      is not authorized to perform: kms:CreateKey on
      resource: * with an explicit deny in a service control policy (Service: Kms, Status Code: 400)`;
    expect(parseDenialMessage(text)).toMatchObject({
      principal: 'arn:aws:iam::222222222222:root',
      action: 'kms:CreateKey',
      resource: '*',
      blamed: { effect: 'explicit', arn: null },
    });
  });

  test.each([
    ['developer', 'arn:aws:iam::222222222222:role/developer'],
    [
      'AWSReservedSSO_Admin_0123456789abcdef',
      'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef',
    ],
  ])('names the role %s of a session, whose path is assumed', (role, principal) => {
    const text = `User: arn:aws:sts::222222222222:assumed-role/${role}/alice is not authorized to perform: s3:GetObject`;
    const message = parseDenialMessage(text);
    expect(message?.principal).toBe(principal);
    expect(message?.assumed).toEqual([
      expect.stringMatching(new RegExp(`^Assuming role/.*${role} \\(the message omits the role's path\\)`)),
    ]);
  });

  test('may have an anonymous caller', () => {
    expect(parseDenialMessage('User: anonymous is not authorized to perform: s3:GetObject')?.principal).toBe('*');
  });

  describe('of EC2', () => {
    const encoded =
      'You are not authorized to perform this operation. Encoded authorization failure message: 4GIOHlTkIaWHQ';

    test('gives the operation, if the AWS CLI does', () => {
      const text = `An error occurred (UnauthorizedOperation) when calling the RunInstances operation: ${encoded}`;
      expect(parseDenialMessage(text)).toMatchObject({ principal: null, action: 'ec2:RunInstances', isEncoded: true });
    });

    test('may give nothing but that it is encoded', () => {
      expect(parseDenialMessage(encoded)).toMatchObject({ principal: null, action: null, isEncoded: true });
    });

    test('gives the call, if it is not encoded', () => {
      const text =
        'You are not authorized to perform this operation. User: arn:aws:iam::222222222222:user/alice is not authorized to ' +
        'perform: ec2:RunInstances on resource: arn:aws:ec2:eu-central-1:222222222222:instance/* with an explicit deny in a ' +
        'service control policy. Encoded authorization failure message: 4GIOHlTkIaWHQ';
      expect(parseDenialMessage(text)).toMatchObject({
        action: 'ec2:RunInstances',
        resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
        blamed: { effect: 'explicit', type: 'SERVICE_CONTROL_POLICY', arn: null },
        isEncoded: true,
      });
    });

    const decoded = {
      allowed: false,
      explicitDeny: true,
      matchedStatements: { items: [] },
      context: {
        principal: { id: 'AROA:alice', arn: 'arn:aws:sts::222222222222:assumed-role/developer/alice' },
        action: 'ec2:RunInstances',
        resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
        conditions: {
          items: [
            { key: 'ec2:InstanceType', values: { items: [{ value: 'p5.48xlarge' }] } },
            { key: 'aws:TagKeys', values: { items: [{ value: 'a' }, { value: 'b' }] } },
            { key: '222222222222', values: { items: [{ value: 'x' }] } },
            { key: 'ec2:Empty', values: { items: [] } },
          ],
        },
      },
    };

    test.each([
      ['by itself', JSON.stringify(decoded)],
      ['in the answer of the AWS CLI', JSON.stringify({ DecodedMessage: JSON.stringify(decoded) })],
    ])('gives everything once it is decoded, %s', (_name, text) => {
      expect(parseDenialMessage(text)).toMatchObject({
        principal: 'arn:aws:iam::222222222222:role/developer',
        action: 'ec2:RunInstances',
        resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
        context: { 'ec2:InstanceType': 'p5.48xlarge', 'aws:TagKeys': ['a', 'b'] },
        isEncoded: false,
      });
    });
  });

  test.each(['', 'Access Denied', '{}', '[]', 'null', '{"DecodedMessage":"x"}', 'User: x may not'])(
    'is not found in %j',
    (text) => {
      expect(parseDenialMessage(text)).toBeNull();
    },
  );
});
