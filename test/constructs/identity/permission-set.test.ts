import { type App, Fn, Stack } from 'aws-cdk-lib';
import { PermissionSet, type PermissionSetProps } from '../../../constructs/identity/permission-set';
import { problemsOf } from '../../support/a-stack-set';
import { anApp, resourcesOf, templateOf } from '../../support/synthesize';

const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'tag:Get*', Resource: '*' }] };

function build(overrides: Partial<PermissionSetProps> = {}): {
  readonly app: App;
  readonly stack: Stack;
  readonly set: PermissionSet;
} {
  const app = anApp();
  const stack = new Stack(app, 'Stack');
  const set = new PermissionSet(stack, 'Set', {
    instanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444',
    name: 'read-only',
    description: 'Reads',
    hours: 8,
    policy: POLICY,
    ...overrides,
  });
  return { app, stack, set };
}

test('has the policy word for word, a session length, and nothing besides', () => {
  const { stack } = build();
  expect(resourcesOf(templateOf(stack), 'AWS::SSO::PermissionSet').map(([, { Properties }]) => Properties)).toEqual([
    {
      InstanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444',
      Name: 'read-only',
      Description: 'Reads',
      SessionDuration: 'PT8H',
      InlinePolicy: POLICY,
    },
  ]);
});

test('has no policy if its people may do nothing', () => {
  const { stack } = build({ policy: null });
  const [[, set] = []] = resourcesOf(templateOf(stack), 'AWS::SSO::PermissionSet');
  expect(set?.Properties).not.toHaveProperty('InlinePolicy');
});

test('tells its ARN', () => {
  const { stack, set } = build();
  expect(stack.resolve(set.arn)).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Set/), 'PermissionSetArn'] });
});

describe('a policy of 10,240 characters', () => {
  const problemsWith = (policy: object): readonly string[] => problemsOf(build({ policy }).app);
  const ofLength = (characters: number, resource = ''): object => {
    const policy = (rest: string): object => ({ Statement: [{ Effect: 'Allow', Action: rest, Resource: resource }] });
    return policy('a'.repeat(characters - JSON.stringify(policy('')).length));
  };

  test('is taken, and one more is refused with the length, the limit and the remedy', () => {
    expect(problemsWith(ofLength(10_240))).toEqual([]);
    expect(problemsWith(ofLength(10_241))).toEqual([
      '[Stack/Set] the policy of the permission set read-only has up to 10241 characters, and IAM Identity Center takes 10240: ' +
        'allow and deny fewer things in one permission set; for an application, grant fewer stores to its people',
    ]);
  });

  test('counts the number of an account that only the deployment knows with its twelve digits', () => {
    const bucket = (number: string): string => `arn:aws:s3:::store-${number}-an`;
    const imported = (characters: number): object =>
      JSON.parse(
        JSON.stringify(ofLength(characters, bucket('111122223333'))).replace(
          bucket('111122223333'),
          bucket(Fn.importValue('Rampart-Accounts:Account-shop')),
        ),
      ) as object;
    expect(problemsWith(imported(10_240))).toEqual([]);
    expect(problemsWith(imported(10_241))).toEqual([expect.stringContaining('has up to 10241 characters')]);
  });
});
