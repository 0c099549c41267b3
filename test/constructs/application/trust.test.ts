import type { RunsOn } from '../../../constructs/application/application';
import { aStore, deployed, only, statementsOf, type NumberOf } from '../../support/an-application-template';
import { resourcesOf } from '../../support/synthesize';

function trustOf(runsOn: Partial<RunsOn>) {
  const role = only(deployed({ runsOn }), 'AWS::IAM::Role');
  return statementsOf(role.Properties?.['AssumeRolePolicyDocument']);
}

describe('the trust of an application that runs on', () => {
  test.each<[string, Partial<RunsOn>, string, string]>([
    ['EC2', { ec2: true }, 'Ec2', 'ec2.amazonaws.com'],
    ['Lambda', { lambda: true }, 'Lambda', 'lambda.amazonaws.com'],
  ])('%s is for the service, and nobody else', (_, runsOn, sid, service) => {
    expect(trustOf(runsOn)).toEqual({
      [sid]: { Sid: sid, Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' },
    });
  });

  test('ECS is for tasks of the account in the Region', () => {
    expect(trustOf({ ecs: true })).toEqual({
      Ecs: {
        Sid: 'Ecs',
        Effect: 'Allow',
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': '222222222222' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ecs:eu-central-1:222222222222:*' },
        },
      },
    });
  });

  test('pods is for each by its cluster, namespace and service account together', () => {
    const pods = ['loader', 'reader'].map((serviceAccount) => ({ cluster: 'data', namespace: 'shop', serviceAccount }));
    const statement = (sid: string, serviceAccount: string): object => ({
      Sid: sid,
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:RequestTag/eks-cluster-name': 'data',
          'aws:RequestTag/kubernetes-namespace': 'shop',
          'aws:RequestTag/kubernetes-service-account': serviceAccount,
        },
      },
    });
    expect(trustOf({ pods })).toEqual({ Pod1: statement('Pod1', 'loader'), Pod2: statement('Pod2', 'reader') });
  });

  test('GitHub Actions is for the exact subjects and the audience, by the provider of the account', () => {
    expect(trustOf({ github: ['repo:a/b:ref:refs/heads/main', 'repo:a@1/b@2:environment:e'] })).toEqual({
      GitHub: {
        Sid: 'GitHub',
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::222222222222:oidc-provider/tokens.example.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'tokens.example.com:aud': 'aws',
            'tokens.example.com:sub': ['repo:a/b:ref:refs/heads/main', 'repo:a@1/b@2:environment:e'],
          },
        },
      },
    });
  });

  test('several things has a statement for each', () => {
    const runsOn = { ec2: true, ecs: true, lambda: true, github: ['repo:a/b:ref:refs/heads/main'] };
    expect(Object.keys(trustOf(runsOn))).toEqual(['Ec2', 'Lambda', 'Ecs', 'GitHub']);
  });

  test('nothing does not exist: there is no role', () => {
    const parts = (numberOf: NumberOf) => ({ stores: [aStore(numberOf('shop'))] });
    expect(resourcesOf(deployed({ runsOn: {}, parts }), 'AWS::IAM::Role')).toEqual([]);
  });
});
