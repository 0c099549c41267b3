import { adaptPolicy } from '../../../rehearsal/assembly/adapt-policy';

function policy(statement: object): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', ...statement }] };
}

function principals(operator: string, values: string | readonly string[]): object {
  return policy({ Condition: { [operator]: { 'aws:PrincipalArn': values } } });
}

describe('the copy of a policy for the emulator', () => {
  test.each([
    ['arn:*:iam::*:role/OrganizationAccountAccessRole', 'arn:*:sts::*:assumed-role/OrganizationAccountAccessRole/*'],
    ['arn:*:iam::*:role/platform/deployment', 'arn:*:sts::*:assumed-role/deployment/*'],
    ['arn:*:iam::*:role/stacksets-exec-*', 'arn:*:sts::*:assumed-role/stacksets-exec-*/*'],
    ['arn:aws:iam::111111111111:role/a/b/c', 'arn:aws:sts::111111111111:assumed-role/c/*'],
    ['arn:*:iam::*:role/*', 'arn:*:sts::*:assumed-role/*/*'],
  ])('names the sessions of %s', (pattern, session) => {
    const { content, adaptations } = adaptPolicy(principals('ArnNotLike', pattern));
    expect(content).toEqual(principals('ArnNotLike', [pattern, session]));
    expect(adaptations).toEqual([
      { pointer: '/Statement/0/Condition/ArnNotLike/aws:PrincipalArn', pattern, added: session },
    ]);
  });

  test.each(['ArnLike', 'ArnNotLike', 'StringLike', 'StringNotLike', 'ArnEquals', 'ArnLikeIfExists'])(
    'adapts %s',
    (operator) => {
      const roles = ['arn:*:iam::*:role/ci/publisher', 'arn:*:iam::*:role/reader'];
      const sessions = ['arn:*:sts::*:assumed-role/publisher/*', 'arn:*:sts::*:assumed-role/reader/*'];
      expect(adaptPolicy(principals(operator, roles)).content).toEqual(principals(operator, [...roles, ...sessions]));
    },
  );

  test('reports the pointer of each pattern', () => {
    const { adaptations } = adaptPolicy(principals('ArnLike', ['arn:*:iam::*:user/*', 'arn:*:iam::*:role/reader']));
    expect(adaptations.map(({ pointer }) => pointer)).toEqual(['/Statement/0/Condition/ArnLike/aws:PrincipalArn/1']);
  });

  test.each([
    ['roles selected by path alone', principals('ArnNotLike', 'arn:*:iam::*:role/ci/*')],
    ['StringEquals', principals('StringEquals', 'arn:aws:iam::111111111111:role/reader')],
    ['policies selected by path alone', policy({ Resource: 'arn:*:iam::*:policy/platform/*' })],
  ])('keeps and reports patterns without a counterpart: %s', (_, given) => {
    const { content, adaptations } = adaptPolicy(given);
    expect(content).toEqual(given);
    expect(adaptations).toMatchObject([{ added: null }]);
  });

  test.each(['Resource', 'NotResource'])('names roles, users and policies without their path in %s', (element) => {
    const given = [
      'arn:*:iam::*:role/platform/deployment',
      'arn:*:iam::*:policy/platform/boundary',
      'arn:*:iam::*:user/machines/robot-*',
      'arn:*:iam::*:instance-profile/platform/deployment',
    ];
    const added = [
      'arn:*:iam::*:role/deployment',
      'arn:*:iam::*:policy/boundary',
      'arn:*:iam::*:user/robot-*',
      'arn:*:iam::*:instance-profile/deployment',
    ];
    expect(adaptPolicy(policy({ [element]: given })).content).toEqual(policy({ [element]: [...given, ...added] }));
  });

  test.each([
    ['other principals', principals('ArnLike', ['arn:*:iam::*:user/*', 'arn:*:iam::*:root'])],
    ['Null conditions', principals('Null', 'true')],
    ['other keys', policy({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:*:iam::*:role/reader' } } })],
    ['names without a path, and other resources', policy({ Resource: ['arn:*:iam::*:role/reader', 'arn:*:s3:::*'] })],
    ['other CloudFormation functions', policy({ Resource: { 'Fn::Sub': 'arn:*:iam::*:role/a/b' } })],
    ['joins with a separator', policy({ Resource: { 'Fn::Join': [':', ['arn:*:iam:', '*', 'role/a/b']] } })],
    ['management policies', { services: { default: { opt_out_policy: { '@@assign': 'optOut' } } } }],
  ])('changes nothing in %s', (_, given) => {
    expect(adaptPolicy(given)).toEqual({ content: given, adaptations: [] });
  });

  test('adapts a pattern whose account only CloudFormation knows, and adds an equal one once', () => {
    const account = { Ref: 'AWS::AccountId' };
    const join = (...parts: readonly unknown[]): object => ({ 'Fn::Join': ['', parts] });
    const given = [
      join('arn:aws:iam::', account, ':role/app/shop'),
      join('arn:aws:iam::', account, ':role/aws-reserved/', { Ref: 'Region' }, '/AWSReservedSSO_app-shop_????'),
      join('arn:aws:iam::', account, ':role/aws-reserved/AWSReservedSSO_app-shop_????'),
    ];
    const added = [
      join('arn:aws:sts::', account, ':assumed-role/shop/*'),
      join('arn:aws:sts::', account, ':assumed-role/AWSReservedSSO_app-shop_????/*'),
    ];
    const principal = (values: readonly object[]): object =>
      policy({ Condition: { ArnLike: { 'aws:PrincipalArn': values } } });
    expect(adaptPolicy(principal(given)).content).toEqual(principal([...given, ...added]));
  });

  test('adapts a lone statement, keys in any case, and nothing twice', () => {
    const once = adaptPolicy({
      Statement: { Condition: { ArnLike: { 'AWS:PrincipalARN': 'arn:*:iam::*:role/a/reader' } } },
    });
    expect(once.adaptations).toHaveLength(1);
    expect(adaptPolicy(once.content).content).toEqual(once.content);
  });
});
