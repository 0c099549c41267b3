import { PRESENT, UNKNOWN, type Knowledge } from '../../../../lib/iam/evaluation/context';
import { parsePrincipal, type Principal } from '../../../../lib/iam/evaluation/principal';
import {
  RequestContext,
  valuesByKey,
  type Caller,
  type GivenValue,
} from '../../../../lib/iam/evaluation/request-context';

const membership = { organization: 'o-exampleorg1', path: 'o-exampleorg1/r-exam/ou-exam-11111111/' };
const owner = { account: '333333333333', membership };

function principal(text: string): Principal {
  const parsed = parsePrincipal(text);
  if (parsed.kind === 'mistake') throw new Error(parsed.message);
  return parsed;
}

function caller(text: string, change: Partial<Caller> = {}): Caller {
  const parsed = principal(text);
  return {
    principal: parsed,
    account: parsed.account,
    membership: parsed.account === null ? null : membership,
    ...change,
  };
}

const role = caller('arn:aws:iam::222222222222:role/team/developer');

function ask(
  key: string,
  from: Caller,
  values: Readonly<Record<string, GivenValue>> = {},
  unknown: readonly string[] = [],
): Knowledge {
  const keys = {
    values: () => valuesByKey([values], (text) => text),
    isUnknown: (name: string) => unknown.includes(name),
  };
  return new RequestContext(keys, from, owner).value(key.toLowerCase());
}

describe('a condition key', () => {
  test('has the given value, even if another value could be derived', () => {
    expect(ask('aws:PrincipalArn', role, { 'AWS:principalarn': 'arn:aws:iam::222222222222:role/other' })).toBe(
      'arn:aws:iam::222222222222:role/other',
    );
    expect(ask('aws:PrincipalArn', role, { 'aws:PrincipalArn': 'x' }, ['aws:principalarn'])).toBe('x');
  });

  test('is text, even if it is given as a number or boolean', () => {
    expect(ask('s3:max-keys', role, { 's3:max-keys': 10 })).toBe('10');
    expect(ask('aws:SecureTransport', role, { 'aws:SecureTransport': true })).toBe('true');
    expect(ask('aws:TagKeys', role, { 'aws:TagKeys': ['a', 1, false] })).toEqual(['a', '1', 'false']);
  });

  test('is unknown if the request says so, even if it could be derived', () => {
    expect(ask('aws:PrincipalOrgID', role, {}, ['aws:principalorgid'])).toBe(UNKNOWN);
  });

  test('is present if AWS always sends it and absent if AWS never does, even if it is listed as unknown', () => {
    expect(ask('aws:PrincipalArn', role, {}, ['aws:principalarn'])).toBe(PRESENT);
    expect(ask('aws:username', role, {}, ['aws:username'])).toBeUndefined();
    expect(ask('ec2:InstanceType', role, {}, ['ec2:instancetype'])).toBe(UNKNOWN);
  });

  test('is absent without a value or with an empty list', () => {
    expect(ask('aws:SourceIp', role)).toBeUndefined();
    expect(ask('aws:PrincipalOrgID', role, { 'aws:PrincipalOrgID': [] }, ['aws:principalorgid'])).toBeUndefined();
  });

  test.each(['aws:RequestedRegion', 'aws:SecureTransport', 'aws:UserAgent', 'aws:TokenIssueTime', 'aws:PrincipalArn'])(
    '%s is never absent from a call of a role session, because AWS always sends it',
    (key) => {
      expect(ask(key, role, { [key]: [] })).toBe(PRESENT);
      expect(typeof ask(key, role)).not.toBe('undefined');
    },
  );

  test('is absent if AWS sends it only with some calls, such as the time of issue for a user', () => {
    const user = caller('arn:aws:iam::222222222222:user/anna');
    expect(ask('aws:TokenIssueTime', role)).toBe(PRESENT);
    expect(ask('aws:TokenIssueTime', user)).toBeUndefined();
  });
});

describe('the time', () => {
  test('is always present', () => {
    expect(ask('aws:CurrentTime', role)).toBe(PRESENT);
    expect(ask('aws:EpochTime', role)).toBe(PRESENT);
  });

  test('is one key in two formats', () => {
    expect(ask('aws:EpochTime', role, { 'aws:CurrentTime': '2027-03-31T00:00:00Z' })).toBe('1806451200');
    expect(ask('aws:CurrentTime', role, { 'aws:EpochTime': 1806451200 })).toBe('2027-03-31T00:00:00Z');
    expect(ask('aws:CurrentTime', role, { 'aws:CurrentTime': '2027-03-31' })).toBe('2027-03-31');
  });
});

describe('keys that are derived from the principal and the organization', () => {
  const user = caller('arn:aws:iam::222222222222:user/team/anna');
  const root = caller('arn:aws:iam::222222222222:root');
  const federated = caller('arn:aws:sts::222222222222:federated-user/anna');
  const linked = caller('arn:aws:iam::222222222222:role/aws-service-role/a.amazonaws.com/b');
  const service = caller('service:cloudtrail.amazonaws.com');
  const anonymous = caller('*');
  const stranger = caller('arn:aws:iam::999999999999:role/x', { membership: null });

  test.each([
    ['aws:PrincipalArn', role, 'arn:aws:iam::222222222222:role/team/developer'],
    ['aws:PrincipalArn', service, undefined],
    ['aws:PrincipalArn', anonymous, undefined],
    ['aws:PrincipalAccount', role, '222222222222'],
    ['aws:PrincipalAccount', stranger, '999999999999'],
    ['aws:PrincipalAccount', anonymous, 'anonymous'],
    ['aws:PrincipalAccount', service, PRESENT],
    ['aws:PrincipalOrgID', role, 'o-exampleorg1'],
    ['aws:PrincipalOrgID', stranger, undefined],
    ['aws:PrincipalOrgID', service, undefined],
    ['aws:PrincipalOrgPaths', role, ['o-exampleorg1/r-exam/ou-exam-11111111/']],
    ['aws:PrincipalOrgPaths', anonymous, undefined],
    ['aws:PrincipalType', role, 'AssumedRole'],
    ['aws:PrincipalType', linked, 'AssumedRole'],
    ['aws:PrincipalType', user, 'User'],
    ['aws:PrincipalType', root, 'Account'],
    ['aws:PrincipalType', federated, 'FederatedUser'],
    ['aws:PrincipalType', anonymous, 'Anonymous'],
    ['aws:PrincipalType', service, PRESENT],
    ['aws:PrincipalIsAWSService', role, 'false'],
    ['aws:PrincipalIsAWSService', linked, 'false'],
    ['aws:PrincipalIsAWSService', service, 'true'],
    ['aws:PrincipalIsAWSService', anonymous, undefined],
    ['aws:PrincipalServiceName', service, 'cloudtrail.amazonaws.com'],
    ['aws:PrincipalServiceName', role, undefined],
    ['aws:PrincipalServiceNamesList', service, ['cloudtrail.amazonaws.com']],
    ['aws:username', user, 'anna'],
    ['aws:username', role, undefined],
    ['aws:userid', root, '222222222222'],
    ['aws:userid', federated, '222222222222:anna'],
    ['aws:userid', anonymous, UNKNOWN],
    ['aws:userid', role, PRESENT],
    ['aws:ResourceAccount', role, '333333333333'],
    ['aws:ResourceOrgID', stranger, 'o-exampleorg1'],
    ['aws:ResourceOrgPaths', role, ['o-exampleorg1/r-exam/ou-exam-11111111/']],
  ] as const)('%s', (key, from, expected) => {
    expect(ask(key, from)).toEqual(expected);
  });
});
