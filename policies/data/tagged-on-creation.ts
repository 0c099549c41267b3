import type { Layer } from '../core/layer';

/**
 * Calls that make what costs money or keeps data, and take its tags with them, by CloudFormation as well.
 *
 * Left out: what controllers of clusters make for a team with tags of their own (volumes, load balancers); buckets and
 * streams, which CloudFormation tags after it made them; what costs nothing by itself (topics, queues, clusters of ECS).
 */
export const TAGGED_REQUESTS: readonly Layer[] = [
  {
    name: 'compute',
    reason: 'functions, clusters of Kubernetes, endpoints and notebooks',
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

/** Calls that touch other resources beside the one that they make and tag. */
export const TAGGED_TYPES: Layer & { readonly resources: readonly string[] } = {
  name: 'among-others',
  reason: 'instances, launched into subnets that exist; databases and clusters, made with groups that exist',
  asOf: '2026-11-22',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html',
  actions: ['ec2:RunInstances', 'rds:CreateDBCluster', 'rds:CreateDBInstance'],
  resources: ['arn:*:ec2:*:*:instance/*', 'arn:*:rds:*:*:cluster:*', 'arn:*:rds:*:*:db:*'],
};
