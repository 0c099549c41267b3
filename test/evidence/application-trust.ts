/*
 * Who tries to act as an application: to assume its role. Tests hold these attempts to the trust policies, the guardrails of
 * the shipped organization and an independent evaluator, for every role.
 */

import type { RunsOn } from '../../lib/model/organization';
import { GITHUB } from '../../lib/model/names';
import type { OracleRequest } from '../../tools/oracle/client';
import type { FoundRole } from './application-stores';
import type { World } from './world';

/** The place of the role. */
export interface RolePlace {
  /** The number of the account. */
  readonly account: string;
  readonly region: string;
}

/** Somebody who asks STS for a session of the role. */
export interface Attempt {
  readonly what: string;
  /** An ARN, or a service principal. */
  readonly principal: string;
  readonly action: 'sts:AssumeRole' | 'sts:AssumeRoleWithWebIdentity' | 'sts:TagSession';
  readonly keys: Readonly<Record<string, string>>;
}

/** What STS asks IAM. */
export function trustRequest(
  { principal, action, keys }: Attempt,
  { arn, trustPolicy }: FoundRole,
  { account, region }: RolePlace,
  { organization }: World,
): OracleRequest {
  return {
    principal,
    action,
    resource: arn,
    account,
    context: {
      'aws:SecureTransport': 'true',
      'aws:RequestedRegion': region,
      'aws:CurrentTime': '2026-11-30T00:00:00Z',
      'aws:ResourceAccount': account,
      'aws:ResourceOrgID': organization,
      // With the account for which a service acts AWS sends its organization.
      ...(keys['aws:SourceAccount'] === account ? { 'aws:SourceOrgID': organization } : {}),
      ...keys,
    },
    // Services and tokens have no policies of their own.
    ...(/:(?:role|user)\//.test(principal) ? {} : { identityPolicy: null }),
    resourcePolicy: trustPolicy,
  };
}

const OTHER_ACCOUNT = '999999999999';

type Pod = RunsOn['pods'][number];

/** Whatever the role says that it runs on; each must work. */
export function rightfulAttempts({ ec2, ecs, lambda, pods, github }: RunsOn, place: RolePlace): readonly Attempt[] {
  return [
    ...(ec2 ? [EC2] : []),
    ...(lambda ? [LAMBDA] : []),
    ...(ecs ? [task('a task', place)] : []),
    ...pods.flatMap((pod) => podOf(`a pod ${nameOf(pod)}`, pod, place)),
    ...github.map((subject) => workflow(`a workflow ${subject}`, { sub: subject }, place)),
  ];
}

/** What looks like it, and what has nothing to do with it; none may work. */
export function wrongfulAttempts(runsOn: RunsOn, place: RolePlace): readonly Attempt[] {
  const { pods, github } = runsOn;
  const elsewhere: RolePlace = { ...place, account: OTHER_ACCOUNT };
  return [
    ...(runsOn.ec2 ? [] : [EC2]),
    ...(runsOn.lambda ? [] : [LAMBDA]),
    ...(runsOn.ecs ? [] : [task('a task', place)]),
    task('a task of another account', elsewhere),
    task('a task of another Region', { ...place, region: 'ap-south-1' }),
    { ...task('a task of nobody', place), keys: {} },
    {
      ...task('something else than ECS in the name of ECS', place),
      keys: { 'aws:SourceAccount': place.account, 'aws:SourceArn': `arn:aws:sns:${place.region}:${place.account}:x` },
    },
    ...pods.flatMap((pod) => podsLike(pod, place)),
    ...podOf('a pod of nobody', { cluster: 'other', namespace: 'default', serviceAccount: 'default' }, place),
    { ...podOf('a pod without tags', ANY_POD, place)[0], keys: {} },
    ...github.flatMap((subject) => workflowsLike(subject, place)),
    workflow('a workflow of nobody', { sub: 'repo:stranger/other:ref:refs/heads/main' }, place),
    workflow('a token without a subject', {}, place),
    ...OTHER_SERVICES.map((service) => byService(`the service ${service}`, service, {})),
    ...PRINCIPALS.map(({ what, of, name }) => {
      const number = of === 'own' ? place.account : of === 'stranger' ? OTHER_ACCOUNT : of;
      return byPrincipal(what, `arn:aws:iam::${number}:${name}`, number);
    }),
  ];
}

const ANY_POD: Pod = { cluster: 'data', namespace: 'default', serviceAccount: 'default' };

const EC2 = byService('an instance', 'ec2.amazonaws.com', {});
const LAMBDA = byService('a function', 'lambda.amazonaws.com', {});

/** Services to which somebody might pass the role, and by which it would then work. */
const OTHER_SERVICES = [
  'apprunner.amazonaws.com',
  'batch.amazonaws.com',
  'cloudformation.amazonaws.com',
  'codebuild.amazonaws.com',
  'eks.amazonaws.com',
  'glue.amazonaws.com',
  'sagemaker.amazonaws.com',
  'ssm.amazonaws.com',
  'states.amazonaws.com',
];

/** Each has permissions for everything. `own`: the account of the role. */
const PRINCIPALS: readonly { readonly what: string; readonly of: string; readonly name: string }[] = [
  { what: 'an administrator of the account', of: 'own', name: 'role/admin' },
  { what: 'the break-glass role', of: 'own', name: 'role/platform/break-glass' },
  { what: 'the role of StackSets', of: 'own', name: 'role/stacksets-exec-0123456789abcdef0123456789abcdef' },
  { what: 'another application', of: 'own', name: 'role/app/another' },
  { what: 'a user of the account', of: 'own', name: 'user/developer' },
  { what: 'an administrator of management', of: '111111111111', name: 'role/admin' },
  { what: 'a stranger', of: 'stranger', name: 'role/admin' },
];

function byService(what: string, service: string, keys: Attempt['keys']): Attempt {
  return {
    what,
    principal: service,
    action: 'sts:AssumeRole',
    keys: { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': service, ...keys },
  };
}

function byPrincipal(what: string, principal: string, account: string): Attempt {
  return {
    what,
    principal,
    action: 'sts:AssumeRole',
    keys: { 'aws:PrincipalIsAWSService': 'false', 'aws:PrincipalArn': principal, 'aws:PrincipalAccount': account },
  };
}

function task(what: string, { account, region }: RolePlace): Attempt {
  return byService(what, 'ecs-tasks.amazonaws.com', {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:aws:ecs:${region}:${account}:task/main/0a1b`,
  });
}

/** The tags that Pod Identity gives a session. It needs both actions. */
function podOf(
  what: string,
  { cluster, namespace, serviceAccount }: Pod,
  { account, region }: RolePlace,
): readonly [Attempt, Attempt] {
  const assume = byService(what, 'pods.eks.amazonaws.com', {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:aws:eks:${region}:${account}:cluster/${cluster}`,
    'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:${region}:${account}:cluster/${cluster}`,
    'aws:RequestTag/eks-cluster-name': cluster,
    'aws:RequestTag/kubernetes-namespace': namespace,
    'aws:RequestTag/kubernetes-service-account': serviceAccount,
  });
  return [assume, { ...assume, what: `${what} with its tags`, action: 'sts:TagSession' }];
}

function nameOf({ cluster, namespace, serviceAccount }: Pod): string {
  return `${cluster}/${namespace}/${serviceAccount}`;
}

function podsLike(pod: Pod, place: RolePlace): readonly Attempt[] {
  const variants: Readonly<Record<string, Pod>> = {
    'a pod of another cluster': { ...pod, cluster: `${pod.cluster}-2` },
    'a pod of another namespace': { ...pod, namespace: `${pod.namespace}-2` },
    'a pod of another service account': { ...pod, serviceAccount: 'default' },
    'a pod with namespace and service account exchanged': {
      ...pod,
      namespace: pod.serviceAccount,
      serviceAccount: pod.namespace,
    },
  };
  return Object.entries(variants).flatMap(([what, variant]) => podOf(what, variant, place));
}

interface Token {
  readonly sub?: string;
  readonly aud?: string;
  readonly host?: string;
  /** The number of the account that has the provider. */
  readonly account?: string;
}

function workflow(what: string, token: Token, place: RolePlace): Attempt {
  const { sub, aud = GITHUB.audience, host = GITHUB.host, account = place.account } = token;
  const principal = `arn:aws:iam::${account}:oidc-provider/${host}`;
  return {
    what,
    principal,
    action: 'sts:AssumeRoleWithWebIdentity',
    keys: {
      'aws:FederatedProvider': principal,
      [`${host}:aud`]: aud,
      ...(sub === undefined ? {} : { [`${host}:sub`]: sub }),
    },
  };
}

function workflowsLike(subject: string, place: RolePlace): readonly Attempt[] {
  const [repository = '', ...filter] = subject.replace(/^repo:/, '').split(':');
  const [owner = '', name = ''] = repository.split('/');
  const of = (whole: string, rest = filter.join(':')): Token => ({ sub: `repo:${whole}:${rest}` });
  const variants: Readonly<Record<string, Token>> = {
    'another repository of the owner': of(`${owner}/another`),
    'a repository whose name is longer': of(`${owner}/${name}-2`),
    'a fork': of(`stranger/${name}`),
    'another environment': of(repository, 'environment:another'),
    'an environment whose name is longer': { sub: `${subject}-2` },
    'another branch': of(repository, 'ref:refs/heads/another'),
    'a tag': of(repository, 'ref:refs/tags/v1'),
    'a pull request': of(repository, 'pull_request'),
    'the same with other letters': { sub: subject.toUpperCase() },
    'only the beginning': { sub: `repo:${repository}` },
    'another audience': { sub: subject, aud: 'https://github.com/stranger' },
    'another provider': { sub: subject, host: 'oidc.example.com' },
    'the provider of another account': { sub: subject, account: OTHER_ACCOUNT },
  };
  return Object.entries(variants).map(([what, token]) => workflow(`${what} than ${subject}`, token, place));
}
