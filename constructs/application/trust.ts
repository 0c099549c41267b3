import { Aws } from 'aws-cdk-lib';
import { FederatedPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { RunsOn, TokenProvider } from './application';

/**
 * Who may act as an application, one statement for each way to run.
 *
 * ECS says for which account and Region it asks. EC2 and Lambda are trusted without: AWS does not document that they say so
 * when they take a role for instances and functions. Whoever starts these needs `iam:PassRole` for the role in its own
 * account. Pods carry the names of their cluster, namespace and service account as tags of the session; an association that
 * turns these tags off gets no session. Tokens of GitHub Actions must name audience and subject exactly.
 *
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html,
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html,
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html and
 * https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export function trust(runsOn: RunsOn, provider: TokenProvider): readonly PolicyStatement[] {
  return [
    ...(runsOn.ec2 ? [ofService('Ec2', 'ec2.amazonaws.com')] : []),
    ...(runsOn.lambda ? [ofService('Lambda', 'lambda.amazonaws.com')] : []),
    ...(runsOn.ecs ? [ofService('Ecs', 'ecs-tasks.amazonaws.com', IN_THIS_ACCOUNT)] : []),
    ...runsOn.pods.map((pod, index) => ofPod(`Pod${index + 1}`, pod)),
    ...(runsOn.github.length === 0 ? [] : [ofWorkflows(runsOn.github, provider)]),
  ];
}

const IN_THIS_ACCOUNT = {
  StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
  ArnLike: { 'aws:SourceArn': `arn:aws:ecs:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
};

function ofService(sid: string, service: string, conditions: Readonly<Record<string, object>> = {}): PolicyStatement {
  return new PolicyStatement({
    sid,
    principals: [new ServicePrincipal(service)],
    actions: ['sts:AssumeRole'],
    conditions,
  });
}

function ofPod(sid: string, { cluster, namespace, serviceAccount }: RunsOn['pods'][number]): PolicyStatement {
  return new PolicyStatement({
    sid,
    principals: [new ServicePrincipal('pods.eks.amazonaws.com')],
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    conditions: {
      StringEquals: {
        'aws:RequestTag/eks-cluster-name': cluster,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    },
  });
}

function ofWorkflows(subjects: readonly string[], { host, audience }: TokenProvider): PolicyStatement {
  return new PolicyStatement({
    sid: 'GitHub',
    principals: [new FederatedPrincipal(`arn:aws:iam::${Aws.ACCOUNT_ID}:oidc-provider/${host}`)],
    actions: ['sts:AssumeRoleWithWebIdentity'],
    conditions: { StringEquals: { [`${host}:aud`]: audience, [`${host}:sub`]: [...subjects] } },
  });
}
