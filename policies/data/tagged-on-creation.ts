import type { ActionGroup } from '../core/action-group';

/**
 * Calls that create resources that cost money or store data, and that accept tags, also from CloudFormation.
 *
 * Not included: resources that controllers of clusters create with their own tags (volumes, load balancers); buckets and
 * streams, which CloudFormation tags after their creation; resources that cost nothing (topics, queues, ECS clusters).
 */
export const TAGGED_REQUESTS: readonly ActionGroup[] = [
  {
    name: 'compute',
    reason: 'functions, Kubernetes clusters, endpoints and notebooks',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html',
    actions: [
      'eks:CreateCluster',
      'lambda:CreateFunction',
      'sagemaker:CreateEndpoint',
      'sagemaker:CreateNotebookInstance',
    ],
  },
  {
    name: 'databases',
    reason: 'tables, caches, search domains and warehouses',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html',
    actions: ['dynamodb:CreateTable', 'elasticache:CreateServerlessCache', 'es:CreateDomain', 'redshift:CreateCluster'],
  },
  {
    name: 'storage',
    reason: 'file systems',
    asOf: '2026-11-22',
    source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticfilesystem.html',
    actions: ['elasticfilesystem:CreateFileSystem', 'fsx:CreateFileSystem'],
  },
];

/** Calls that touch other resources in addition to the one that they create and tag. */
export const TAGGED_TYPES: ActionGroup & { readonly resources: readonly string[] } = {
  name: 'among-others',
  reason: 'instances, launched into existing subnets; databases and clusters, created with existing groups',
  asOf: '2026-11-22',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html',
  actions: ['ec2:RunInstances', 'rds:CreateDBCluster', 'rds:CreateDBInstance'],
  resources: ['arn:*:ec2:*:*:instance/*', 'arn:*:rds:*:*:cluster:*', 'arn:*:rds:*:*:db:*'],
};
