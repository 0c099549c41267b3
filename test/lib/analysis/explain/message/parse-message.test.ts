import { parseDenialMessages } from '../../../../../lib/analysis/explain/message/parse-message';
import type { DenialMessage } from '../../../../../lib/analysis/explain/message/denial-message';

const POLICY = 'arn:aws:organizations::111111111111:policy/o-exampleorg1/service_control_policy/p-abcd1234';
const ALICE = 'arn:aws:iam::222222222222:user/alice';
const user = (rest: string): string => `User: ${ALICE} is not authorized to perform: ${rest}`;
const caller = { kind: 'principal', principal: ALICE };
const scp = {
  kind: 'policy',
  words: 'service control policy',
  type: 'SERVICE_CONTROL_POLICY',
  effect: 'explicit',
  arn: null,
  action: null,
  statements: [],
};
const DENY = 'with an explicit deny in a service control policy';
const ROLE = 'arn:aws:iam::333333333333:role/deploy';

/** The only denial in a text. */
function only(text: string): DenialMessage {
  const found = parseDenialMessages(text);
  expect(found).toHaveLength(1);
  const [first] = found;
  if (first === undefined) throw new Error('no denial was found');
  return first;
}

describe("AWS's sentence", () => {
  test.each([
    ['a service control policy', DENY, scp],
    ["a policy's ARN", `${DENY}: ${POLICY}`, { ...scp, arn: POLICY }],
    [
      'no service control policy',
      'because no service control policy allows the iam:PassRole action',
      { ...scp, effect: 'implicit', action: 'iam:PassRole' },
    ],
    [
      'a resource control policy',
      'with an explicit deny in a resource control policy',
      { ...scp, words: 'resource control policy', type: 'RESOURCE_CONTROL_POLICY' },
    ],
    [
      'an identity-based policy',
      'because no identity-based policy allows the sts:AssumeRole action',
      { ...scp, words: 'identity-based policy', type: null, effect: 'implicit', action: 'sts:AssumeRole' },
    ],
    [
      'a permissions boundary',
      'with an explicit deny in a permissions boundary',
      { ...scp, words: 'permissions boundary', type: null },
    ],
    [
      'a VPC endpoint policy',
      'with an explicit deny in a VPC endpoint policy',
      { ...scp, words: 'VPC endpoint policy', type: null },
    ],
    [
      'a type that is not known',
      'with an explicit deny in a future-kind policy',
      { ...scp, words: 'future-kind policy', type: null },
    ],
    ['no type', 'with an explicit deny', { ...scp, words: null, type: null }],
    [
      'another reason',
      'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
      {
        kind: 'other',
        words:
          'the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access',
      },
    ],
    ['no reason', '', null],
  ])('gives %s as its reason', (_name, words, reason) => {
    expect(only(user(`sts:AssumeRole on resource: ${ROLE} ${words}`))).toEqual({
      caller,
      action: 'sts:AssumeRole',
      operation: null,
      candidates: [],
      resource: ROLE,
      context: {},
      reason,
      isEncoded: false,
      assumed: [],
    });
  });

  test.each([
    ['a status line of the SDK for Go', '\n\tstatus code: 403, request id: 00000000-0000-0000-0000-000000000000'],
    ['a status line without indentation', '\nstatus code: 403, request id: 1'],
    [
      'the words of the SDK for Java, version 1',
      ' (Service: AWSSecurityTokenService; Status Code: 403; Error Code: AccessDenied; Request ID: 1; Proxy: null)',
    ],
    ['the words of the SDK for Java, version 2', ' (Service: Sts, Status Code: 403, Request ID: 1)'],
    ['a period', '.'],
    ['an encoded part', '. Encoded authorization failure message: 4GIOHlTkIaWHQ'],
    ['a quote and a brace of JSON', '"}'],
    ['the end of an XML element', '</Message><RequestId>1</RequestId>'],
    ['the next line of a log', '\n2027-01-01 02:02:38 host app[1] INFO done'],
    ['a comma and a reason', `, because no session policy allows the sts:AssumeRole action`],
  ])('has its resource without %s', (_name, after) => {
    expect(only(user(`sts:AssumeRole on resource: ${ROLE}${after}`)).resource).toBe(ROLE);
  });

  test.each([
    ['*', '*', '*'],
    ['an object with spaces', '"arn:aws:s3:::orders/my file.csv"', 'arn:aws:s3:::orders/my file.csv'],
    ['an object with spaces and no quotes', 'arn:aws:s3:::orders/my file.csv', 'arn:aws:s3:::orders/my file.csv'],
    [
      'an alarm with spaces',
      'arn:aws:cloudwatch:eu-central-1:222222222222:alarm:My alarm',
      'arn:aws:cloudwatch:eu-central-1:222222222222:alarm:My alarm',
    ],
    ['escaped quotes', String.raw`\"arn:aws:s3:::orders/1\"`, 'arn:aws:s3:::orders/1'],
    [
      'a log stream that ends with a colon',
      'arn:aws:logs:us-east-1:222222222222:log-group:/app:log-stream:',
      'arn:aws:logs:us-east-1:222222222222:log-group:/app:log-stream:',
    ],
    ['no ARN', 'my-example-widget', null],
  ])('has as its resource %s', (_name, written, resource) => {
    expect(only(user(`s3:GetObject on resource: ${written} ${DENY}`))).toMatchObject({ resource, reason: scp });
    expect(only(user(`s3:GetObject on resource: ${written}`)).resource).toBe(resource);
  });

  test('may have no words about a resource', () => {
    expect(only(user(`codecommit:ListDeployments ${DENY}`))).toMatchObject({ resource: null, reason: scp });
    expect(only(`CodeBuild is not authorized to perform: sts:AssumeRole on ${ROLE}`)).toMatchObject({
      caller: { kind: 'name', name: 'CodeBuild' },
      resource: ROLE,
    });
  });

  test('may be broken anywhere by a terminal, also in a box', () => {
    const text = user(`sts:AssumeRole on resource: ${ROLE} ${DENY}: ${POLICY}`);
    for (let width = 40; width <= 130; width += 1) {
      const lines = text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
      expect(only(lines.join('\n'))).toEqual(only(text));
      const box = ['╷', ...lines.map((line) => `│ ${line}`), '│ status code: 403, request id: 1', '╵'].join('\n');
      expect(only(box)).toEqual(only(text));
    }
  });

  test('may be wrapped between words', () => {
    const text = user(`s3:GetObject on resource: "arn:aws:s3:::orders/1" ${DENY}`);
    expect(only(text.replaceAll(' ', '\n   '))).toEqual(only(text));
  });
});

describe('the caller', () => {
  const by = (words: string) =>
    only(`${words} is not authorized to perform: ecr:GetAuthorizationToken on resource: *`).caller;

  test.each([
    ['a user', `User: ${ALICE}`, caller],
    ['a user without a colon', `AccessDeniedException: User ${ALICE}`, caller],
    [
      'a session',
      'User: arn:aws-us-gov:sts::222222222222:assumed-role/developer/alice@example.com',
      { kind: 'session', partition: 'aws-us-gov', account: '222222222222', role: 'developer' },
    ],
    [
      'a session whose account is masked',
      'User: arn:aws:sts::***:assumed-role/ci/s',
      { kind: 'session', partition: 'aws', account: '***', role: 'ci' },
    ],
    ['anonymous', 'User: anonymous', { kind: 'principal', principal: '*' }],
    [
      'a name alone',
      'when calling the GetAuthorizationToken operation: GlueSession',
      { kind: 'name', name: 'GlueSession' },
    ],
    ['nobody', 'User:', null],
  ])('is %s', (_name, words, expected) => {
    expect(by(words)).toEqual(expected);
  });

  test('may be missing', () => {
    expect(
      only('Error: Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity'),
    ).toMatchObject({
      caller: null,
      action: 'sts:AssumeRoleWithWebIdentity',
    });
  });
});

describe("the console's form", () => {
  const text = (middle: string, context: string): string =>
    `User: ${ALICE}\n${middle}\nContext: ${context}\nLearn more`;

  test.each([
    ['Action: iam:ListUsers', { action: 'iam:ListUsers', resource: null }],
    ['Service: states\nAction: ListStateMachines', { action: 'states:ListStateMachines', resource: null }],
    [`Action: sts:AssumeRole\nOn resource(s): ${ROLE}`, { action: 'sts:AssumeRole', resource: ROLE }],
  ])('is read: %j', (middle, call) => {
    const explicit = text(middle, 'a service control policy explicitly denies the action');
    expect(only(explicit)).toMatchObject({ caller, ...call, reason: scp });
    expect(only(explicit.replaceAll('\n', ' '))).toMatchObject({ caller, ...call, reason: scp });
    expect(only(text(middle, 'no identity-based policy allows the action')).reason).toMatchObject({
      words: 'identity-based policy',
      effect: 'implicit',
    });
  });
});

describe('a denial without a sentence', () => {
  test.each([
    [
      'the AWS CLI, by its words',
      'An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied',
      's3:ListBucket',
    ],
    [
      'the SDK for Go',
      'operation error S3: PutObject, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error AccessDenied: Access Denied',
      's3:PutObject',
    ],
    [
      'the SDK for Go, another service',
      'operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, api error AccessDeniedException: no',
      'secretsmanager:GetSecretValue',
    ],
    [
      'the SDK for Java',
      'when calling the Invoke operation: Access denied (Service: AWSLambda; Status Code: 403)',
      'lambda:InvokeFunction',
    ],
    ['CloudFormation', 'API: s3:PutBucketPolicy Access Denied', 's3:PutBucketPolicy'],
    [
      'CloudFormation, in lower case',
      'API: ec2:runInstances You are not authorized to perform this operation.',
      'ec2:RunInstances',
    ],
    [
      'Athena',
      'Access denied when writing output to url: s3://results/q.csv . Please ensure you are allowed to access the S3 bucket.',
      's3:PutObject',
    ],
    [
      'an operation that one service has',
      'An error occurred (AccessDeniedException) when calling the CreateLandingZone operation: no',
      'controltower:CreateLandingZone',
    ],
    [
      'EC2',
      'An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation.',
      'ec2:RunInstances',
    ],
  ])('names the action: %s', (_name, text, action) => {
    expect(only(text).action).toBe(action);
  });

  test('says that the action of S3 follows from its words', () => {
    expect(
      only('An error occurred (AccessDenied) when calling the PutObject operation: Access Denied').assumed,
    ).toEqual([expect.stringContaining('Assuming s3:PutObject')]);
  });

  test('does not guess the service of an operation that several have', () => {
    const found = only('An error occurred (AccessDeniedException) when calling the GetFunction operation: no');
    expect(found).toMatchObject({ action: null, operation: 'GetFunction' });
    expect(found.candidates).toEqual(expect.arrayContaining(['lambda:GetFunction', 'appsync:GetFunction']));
  });

  test('gives an object by its address', () => {
    expect(only('Permission denied on S3 path: s3://orders/2027/').resource).toBe('arn:aws:s3:::orders/2027/*');
  });

  test('may say nothing more', () => {
    expect(only('Access Denied')).toMatchObject({ caller: null, action: null, resource: null, reason: null });
  });

  test.each([
    '',
    '{}',
    '[]',
    'null',
    '{"DecodedMessage":"x"}',
    'User: x may not',
    'An error occurred (Throttling) when calling the PutObject operation: Slow down',
  ])('is not found in %j', (text) => {
    expect(parseDenialMessages(text)).toEqual([]);
  });
});

describe('a setting that refuses a call', () => {
  test.each([
    [
      "api error TagPolicyViolation: The tag policy does not allow the specified value for the following tag key: 'Project'.",
      { type: 'TAG_POLICY', setting: 'Project' },
    ],
    [
      user(
        's3:PutBucketPolicy on resource: "arn:aws:s3:::a" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
      ),
      { type: 'S3_POLICY', setting: 'BlockPublicPolicy' },
    ],
    [
      'An error occurred (OperationNotPermitted) when calling the DisableSnapshotBlockPublicAccess operation: This action is denied due to an organizational policy in effect',
      { type: 'DECLARATIVE_POLICY_EC2', setting: null },
    ],
    [
      "An error occurred (OperationNotPermitted) when calling the ModifyImageAttribute operation: You can't publicly share this image because block public access for AMIs is enabled in this Region",
      { type: 'DECLARATIVE_POLICY_EC2', setting: 'image' },
    ],
  ])('is the reason in %j', (text, reason) => {
    expect(only(text).reason).toEqual({ kind: 'management-policy', ...reason });
  });
});

describe('several denials in one text', () => {
  const log = (action: string): string =>
    `2027-01-01 02:02:38 host app[1] ERROR An error occurred (AccessDenied) when calling the X operation: ${user(`${action} on resource: * ${DENY}`)}`;

  test('are all found, each once', () => {
    const text = [
      log('iam:ListGroups'),
      log('iam:ListRoles'),
      log('iam:ListGroups'),
      'API: s3:PutObject Access Denied',
    ].join('\n');
    expect(parseDenialMessages(text).map(({ action }) => action)).toEqual([
      'iam:ListGroups',
      'iam:ListRoles',
      's3:PutObject',
    ]);
  });

  test('keep their own resources and reasons', () => {
    const text = `${user(`iam:GetRole on resource: ${ROLE}`)}\n${user(`iam:ListRoles on resource: * ${DENY}`)}`;
    expect(parseDenialMessages(text)).toMatchObject([
      { resource: ROLE, reason: null },
      { resource: '*', reason: scp },
    ]);
  });
});

describe("EC2's message", () => {
  test('may give nothing but that it is encoded', () => {
    const text =
      'You are not authorized to perform this operation. Encoded authorization failure message: 4GIOHlTkIaWHQ';
    expect(only(text)).toMatchObject({ caller: null, action: null, isEncoded: true });
  });

  test('gives the call, if it is not encoded', () => {
    const instance = 'arn:aws:ec2:eu-central-1:222222222222:instance/*';
    const text = `You are not authorized to perform this operation. ${user(`ec2:RunInstances on resource: ${instance} ${DENY}`)}. Encoded authorization failure message: 4GIOHlTkIaWHQ`;
    expect(only(text)).toMatchObject({
      caller,
      action: 'ec2:RunInstances',
      resource: instance,
      reason: scp,
      isEncoded: true,
    });
  });

  const decoded = {
    allowed: false,
    explicitDeny: true,
    matchedStatements: {
      items: [
        { statementId: 'Tags', effect: 'DENY' },
        { statementId: '', effect: 'DENY' },
      ],
    },
    context: {
      principal: { id: 'AROA:alice', arn: 'arn:aws:sts::222222222222:assumed-role/developer/alice' },
      action: 'ec2:RunInstances',
      resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
      conditions: {
        items: [
          { key: 'ec2:InstanceType', values: { items: [{ value: 'p5.48xlarge' }] } },
          { key: 'aws:TagKeys', values: { items: [{ value: 'a' }, { value: 'b' }] } },
          { key: 'aws:Region', values: { items: [{ value: 'eu-central-1' }] } },
          { key: 'aws:ARN', values: { items: [{ value: 'x' }] } },
          { key: '222222222222', values: { items: [{ value: 'x' }] } },
          { key: 'ec2:Empty', values: { items: [] } },
        ],
      },
    },
  };

  test.each([
    ['by itself', JSON.stringify(decoded)],
    ['in the answer of the AWS CLI', JSON.stringify({ DecodedMessage: JSON.stringify(decoded) })],
    ['behind other words', `decoded: ${JSON.stringify(decoded)}\n`],
  ])('gives everything once it is decoded, %s', (_name, text) => {
    expect(only(text)).toEqual({
      caller: { kind: 'session', partition: 'aws', account: '222222222222', role: 'developer' },
      action: 'ec2:RunInstances',
      operation: null,
      candidates: [],
      resource: 'arn:aws:ec2:eu-central-1:222222222222:instance/*',
      context: { 'ec2:InstanceType': 'p5.48xlarge', 'aws:TagKeys': ['a', 'b'], 'aws:RequestedRegion': 'eu-central-1' },
      reason: { ...scp, words: null, type: null, statements: ['Tags'] },
      isEncoded: false,
      assumed: [],
    });
  });
});

describe('what HTML and JSON encode', () => {
  const told = { action: 's3:GetObject', resource: "arn:aws:s3:::logs/a&b's/<c>", reason: scp };
  const sentence = (resource: string): string => user(`s3:GetObject on resource: ${resource} ${DENY}`);

  test.each([
    ['entities with names', 'arn:aws:s3:::logs/a&amp;b&apos;s/&lt;c&gt;'],
    ['entities with numbers', 'arn:aws:s3:::logs&#x2F;a&#38;b&#39;s&#47;&#60;c&#x3E;'],
    ['entities within quotes', '&quot;arn:aws:s3:::logs/a&amp;b&#39;s/&lt;c&gt;&#34;'],
    ['slashes in JSON', "arn:aws:s3:::logs\\/a&b's\\/<c>"],
    ['quotes in JSON', '\\"arn:aws:s3:::logs/a&b\'s/<c>\\"'],
    ['letters by number, as Go writes them', 'arn:aws:s3:::logs/a\\u0026b\\u0027s/\\u003cc\\u003E'],
  ])('is decoded: %s', (_name, resource) => {
    expect(only(sentence(resource))).toMatchObject(told);
  });

  test('is decoded in the ARN of the caller', () => {
    expect(only(sentence('*').replaceAll('/', '\\/')).caller).toEqual(caller);
  });

  test('is decoded once', () => {
    expect(only(sentence('arn:aws:s3:::logs/a&amp;lt;b&other;c')).resource).toBe('arn:aws:s3:::logs/a&lt;b&other;c');
  });

  test('may be an answer of S3 in XML', () => {
    const answer =
      '&lt;Error&gt;&lt;Code&gt;AccessDenied&lt;/Code&gt;&lt;Message&gt;' +
      `${sentence('arn:aws:s3:::logs/a')}&lt;/Message&gt;&lt;/Error&gt;`;
    expect(only(answer)).toMatchObject({ action: 's3:GetObject', resource: 'arn:aws:s3:::logs/a', reason: scp });
  });
});

describe('what stands elsewhere in a text', () => {
  const sentence = `User: arn:aws:sts::222222222222:assumed-role/dev/alice is not authorized to perform: iam:CreateUser on resource: * ${DENY}`;

  test("gives the path of a session's role, as in an event of CloudTrail", () => {
    const event = (issuer: string): string =>
      JSON.stringify({ userIdentity: { sessionContext: { sessionIssuer: { arn: issuer } } }, errorMessage: sentence });
    const own = 'arn:aws:iam::222222222222:role/team/dev';
    expect(only(event(own)).caller).toEqual({ kind: 'principal', principal: own });
    expect(only(event('arn:aws:iam::333333333333:role/team/dev')).caller).toMatchObject({ kind: 'session' });
  });

  test('gives the service of an operation, as the command of the AWS CLI', () => {
    const error = 'An error occurred (AccessDeniedException) when calling the GetFunction operation: no';
    expect(only(`$ aws lambda get-function --function-name x\n\n${error}`).action).toBe('lambda:GetFunction');
    expect(only(`$ aws lambda list-functions\n\n${error}`).action).toBeNull();
  });

  test('gives the object that the SDK for Java names', () => {
    const text =
      'AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied) (Bucket: results, Key: a/b.csv)';
    expect(only(text).resource).toBe('arn:aws:s3:::results/a/b.csv');
  });

  test('is another denial, if it has no sentence', () => {
    const text = `Error: creating User: AccessDenied: ${sentence}\n\nError: creating Bucket: AccessDenied: Access Denied\n\tstatus code: 403, request id: 1, host id: 2`;
    expect(parseDenialMessages(text).map(({ action }) => action)).toEqual(['iam:CreateUser', null]);
  });

  test('is no denial, if the operation failed for another reason', () => {
    const text = `An error occurred (ExpiredToken) when calling the ListBuckets operation: expired\n\n${sentence}`;
    expect(parseDenialMessages(text).map(({ action }) => action)).toEqual(['iam:CreateUser']);
  });
});
