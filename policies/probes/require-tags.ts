import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbeContext, ProbePlace, ProbeRequest } from '../core/probe';

/** For each service, calls that need tags, and calls that do not. */
const REQUESTS: Readonly<Record<string, readonly [tagged: readonly string[], others: readonly string[]]>> = {
  dynamodb: [['CreateTable'], ['CreateTableReplica', 'PutItem']],
  eks: [['CreateCluster'], ['CreateAddon', 'DescribeCluster']],
  elasticache: [['CreateServerlessCache'], ['CreateServerlessCacheSnapshot', 'DeleteServerlessCache']],
  elasticfilesystem: [['CreateFileSystem'], ['CreateMountTarget', 'DescribeFileSystems']],
  es: [['CreateDomain'], ['DescribeDomain', 'UpdateDomainConfig']],
  fsx: [['CreateFileSystem'], ['CreateFileSystemFromBackup', 'UpdateFileSystem']],
  lambda: [['CreateFunction'], ['CreateFunctionUrlConfig', 'InvokeFunction']],
  redshift: [['CreateCluster'], ['CreateClusterSnapshot', 'ResumeCluster']],
  sagemaker: [
    ['CreateEndpoint', 'CreateNotebookInstance'],
    ['CreateEndpointConfig', 'CreateNotebookInstanceLifecycleConfig', 'InvokeEndpoint'],
  ],
};

/** A call that creates and tags one resource, existing resources that it uses, and other calls on the first one. */
interface Making {
  readonly action: string;
  readonly made: string;
  readonly used: readonly string[];
  readonly others: readonly string[];
}

function makings({ account }: ProbePlace, partition = 'aws'): readonly Making[] {
  const ec2 = `arn:${partition}:ec2:eu-central-1:${account}`;
  const rds = `arn:${partition}:rds:eu-central-1:${account}`;
  const groups = ['pg:orders', 'og:orders', 'subgrp:orders'].map((group) => `${rds}:${group}`);
  return [
    {
      action: 'ec2:RunInstances',
      made: `${ec2}:instance/*`,
      used: [`${ec2}:subnet/subnet-1`, `${ec2}:volume/*`, `arn:${partition}:ec2:eu-central-1::image/ami-1`],
      others: ['ec2:CreateTags', 'ec2:StartInstances', 'ec2:StopInstances'],
    },
    {
      action: 'rds:CreateDBInstance',
      made: `${rds}:db:orders`,
      used: groups,
      others: ['rds:CreateDBInstanceReadReplica', 'rds:RestoreDBInstanceFromDBSnapshot', 'rds:StartDBInstance'],
    },
    {
      action: 'rds:CreateDBCluster',
      made: `${rds}:cluster:orders`,
      used: groups,
      others: ['rds:CreateDBClusterSnapshot', 'rds:ModifyDBCluster'],
    },
  ];
}

export function tagProbes({ tags }: { readonly tags: readonly string[] }, place: ProbePlace): readonly Probe[] {
  const all = contextOf(tags);
  const principal = developer(place);
  const tagged = Object.entries(REQUESTS).flatMap(([service, [names]]) => names.map((name) => `${service}:${name}`));
  const others = Object.entries(REQUESTS).flatMap(([service, [, names]]) => names.map((name) => `${service}:${name}`));
  const subjects = [
    ...tagged.map((action) => ({
      action,
      call: (context: ProbeContext): ProbeRequest => ({ principal, action, context }),
    })),
    ...[...makings(place), ...makings(place, 'aws-cn')].map(({ action, made, used }) => ({
      action: made.startsWith('arn:aws:') ? action : `${action} in another partition`,
      call: (context: ProbeContext): ProbeRequest => ({
        principal,
        action,
        resources: [{ arn: made, context }, ...used.map((arn) => ({ arn }))],
      }),
    })),
  ];
  return [
    ...subjects.flatMap(({ action, call }) => [
      possible(`${action} with all tags`, call(all)),
      possible(`${action} with all tags and more`, call({ ...all, ...contextOf(['project']) })),
      denied(`${action} without tags`, call({})),
      ...tags.map((tag) => denied(`${action} without ${tag}`, call(contextOf(tags.filter((other) => other !== tag))))),
      ...tags.map((tag) =>
        denied(
          `${action} with a tag that only starts like ${tag}`,
          call({ ...contextOf(tags.filter((other) => other !== tag)), ...contextOf([`${tag}-next`]) }),
        ),
      ),
    ]),
    ...makings(place).flatMap(({ action, made, used, others: calls }) => [
      denied(`${action} tags only what it uses`, {
        principal,
        action,
        resources: [{ arn: made }, ...used.map((arn) => ({ arn, context: all }))],
      }),
      ...calls.map((call) => possible(`${call} without tags`, { principal, action: call, resource: made })),
    ]),
    possible('a stack passes its tags on', {
      principal,
      action: 'dynamodb:CreateTable',
      context: { ...all, 'aws:CalledViaLast': 'cloudformation.amazonaws.com', 'aws:ViaAWSService': true },
    }),
    ...others.map((action) => possible(`${action} without tags`, { principal, action })),
    ...['ec2:CreateVolume', 's3:CreateBucket', 'sqs:CreateQueue', 'elasticloadbalancing:CreateLoadBalancer'].map(
      (action) => possible(`${action} without tags`, { principal, action }),
    ),
    possible('a service launches an instance of a group', {
      principal: `arn:aws:iam::${place.account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
      action: 'ec2:RunInstances',
      resource: `arn:aws:ec2:eu-central-1:${place.account}:instance/*`,
    }),
  ];
}

function contextOf(tags: readonly string[]): ProbeContext {
  return Object.fromEntries(tags.map((tag) => [`aws:RequestTag/${tag}`, 'orders']));
}
