import { checkDialect, type DialectFinding } from '../../../../lib/iam/dialect';
import { loadServiceReference } from '../../../../lib/iam/service-reference/load';

const reference = loadServiceReference();

/** The only finding of a rule in a policy that denies everything, with some elements replaced. */
function findingOf(rule: string, elements: Readonly<Record<string, unknown>>, sizes = {}): DialectFinding {
  const Statement = [{ Effect: 'Deny', Action: '*', Resource: '*', ...elements }];
  const document = { Version: '2012-10-17', Statement };
  const found = checkDialect(document, { type: 'SERVICE_CONTROL_POLICY', reference, ...sizes });
  const [finding, ...others] = found.filter((one) => one.rule === rule);
  if (finding === undefined || others.length > 0)
    throw new Error(`${others.length + 1} findings: ${JSON.stringify(found)}`);
  return finding;
}

describe('what a finding advises', () => {
  test.each([
    ['dyanmodb:PutItem', 'dynamodb:PutItem'],
    ['cloudtrail:StopLoging', 'cloudtrail:StopLogging'],
    ['elbv2:CreateLoadBalancerListeners', 'elasticloadbalancing:CreateLoadBalancerListeners'],
    ['organisations:LeaveOrganisation', 'organizations:LeaveOrganization'],
  ])('for the action %s is %s', (Action, meant) => {
    expect(findingOf('dead-action', { Action }).fix).toBe(`did you mean \`${meant}\`? If not, remove it`);
  });

  test('for an API call that is no action is no similar action', () => {
    expect(findingOf('dead-action', { Action: 's3:CreateMultipartUpload' }).fix).not.toContain('did you mean');
  });

  test('for a pattern with a misspelt service is the pattern with the service', () => {
    expect(findingOf('dead-action-pattern', { Action: 'dyanmodb:Put*' }).fix).toContain('`dynamodb:Put*`');
  });

  test('for a pattern that matches nothing is a warning in NotAction, where it only excepts nothing', () => {
    const NotAction = ['iam:*', 'awsbillingconsole:*'];
    expect(findingOf('dead-action-pattern', { Action: undefined, NotAction })).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('`awsbillingconsole:*`') as unknown,
    });
    expect(findingOf('dead-action-pattern', { Action: NotAction })).toMatchObject({ severity: 'error' });
  });

  test.each([
    ['aws:RequestedRegoin', 'aws:RequestedRegion'],
    ['s3:prefx', 's3:prefix'],
    ['aws:RequstTag/cost-center', 'aws:RequestTag/cost-center'],
  ])('for the key %s is %s', (key, meant) => {
    const { fix } = findingOf('dead-condition-key', { Condition: { StringEquals: { [key]: 'a' } } });
    expect(fix).toContain(`did you mean \`${meant}\`?`);
  });

  test.each([
    ['StringEquals', 'ArnLike'],
    ['StringNotEquals', 'ArnNotLike'],
    ['StringNotEqualsIfExists', 'ArnNotLikeIfExists'],
  ])('for a partition below %s is %s, because `arn:*:` would match nothing there', (operator, advised) => {
    const Condition = { [operator]: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/a' } };
    expect(findingOf('hard-coded-partition', { Condition }).fix).toContain(`use \`${advised}\``);
  });

  test('for a partition below ForAnyValue:StringEquals is ForAnyValue:StringLike', () => {
    const Condition = { 'ForAnyValue:StringEquals': { 'aws:PrincipalServiceNamesList': 'arn:aws:iam::a' } };
    expect(findingOf('hard-coded-partition', { Condition }).fix).toContain('use `ForAnyValue:StringLike`');
  });

  test('for a partition below an operator without case is no wildcard', () => {
    const Condition = { StringEqualsIgnoreCase: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/a' } };
    expect(findingOf('hard-coded-partition', { Condition }).fix).not.toContain('arn:*:');
  });

  test('for ForAllValues does not let through what the deny is for', () => {
    const Condition = { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } };
    expect(findingOf('for-all-values', { Condition }).fix).toMatch(/^if they must not be, add/);
  });

  test('for an absent header is not to require the header, which would turn the deny off', () => {
    const Condition = { Null: { 's3:x-amz-server-side-encryption': 'true' } };
    expect(findingOf('absent-key-is-normal', { Action: 's3:PutObject', Condition }).fix).not.toContain('Null');
  });

  test('for a deny of every call is the resource or the actions that have the key', () => {
    const launch = { Action: 'ec2:RunInstances', Condition: { StringNotLike: { 'ec2:InstanceType': 't3.*' } } };
    expect(findingOf('negated-absent-key', launch).fix).toBe(
      'name only resources that have the key: `arn:*:ec2:*:*:instance/*`',
    );
    const models = { Action: 'bedrock:*', Condition: { StringNotEquals: { 'bedrock:GuardrailIdentifier': 'a' } } };
    expect(findingOf('negated-absent-key', models).fix).toContain('`bedrock:InvokeModel`');
  });
});

describe('what a finding says', () => {
  test('is a warning about a placeholder, and an error about a misspelt variable', () => {
    const resource = (name: string) => ({ Action: 's3:*', Resource: `arn:*:s3:::\${${name}}` });
    expect(findingOf('unknown-variable', resource('BUCKET')).severity).toBe('warning');
    expect(findingOf('unknown-variable', resource('AWS::AccountId')).severity).toBe('warning');
    expect(findingOf('unknown-variable', resource('aws:usrename'))).toMatchObject({
      severity: 'error',
      fix: expect.stringContaining('`aws:username`') as string,
    });
  });

  test('is both sizes, and a warning if only the white space is too much', () => {
    const quota = 100;
    expect(findingOf('document-quota', {}, { quota, written: 150 })).toMatchObject({
      severity: 'warning',
      message: 'the document has 84 characters in its most compact form and 150 as it is written; the quota is 100',
    });
    expect(findingOf('document-quota', {}, { quota: 80, written: 150 }).severity).toBe('error');
  });

  test('is that the other conditions must hold, too', () => {
    const launch = { Action: 'ec2:RunInstances', Condition: { StringNotLike: { 'ec2:InstanceType': 't3.*' } } };
    expect(findingOf('negated-absent-key', launch).message).toMatch(/every call is denied$/);
    const exempt = { ...launch.Condition, ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/a' } };
    expect(findingOf('negated-absent-key', { ...launch, Condition: exempt }).message).toMatch(
      /every call is denied where the other conditions of the statement are true$/,
    );
  });

  test('about a set operator is a warning where it changes nothing', () => {
    const Condition = (set: string) => ({ [`${set}:StringLike`]: { 'aws:PrincipalTag/a': 'b' } });
    expect(findingOf('set-operator', { Condition: Condition('ForAnyValue') }).severity).toBe('warning');
    expect(findingOf('set-operator', { Condition: Condition('ForAllValues') }).severity).toBe('error');
  });
});
