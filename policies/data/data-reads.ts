import type { ActionGroup } from '../core/action-group';

/** What reveals the contents of an account, and what decrypts them. */
export const DATA_READS: readonly ActionGroup[] = [
  {
    name: 'data reads',
    reason: 'objects, items, messages, secrets, passwords, code, disks, and results of queries',
    asOf: '2026-11-30',
    source:
      'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
    actions: [
      'athena:GetQueryResults*',
      'codepipeline:GetJobDetails',
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:GetRecords',
      'dynamodb:PartiQLSelect',
      'dynamodb:Query',
      'dynamodb:Scan',
      'ebs:GetSnapshotBlock',
      'ec2:GetPasswordData',
      'ecr:BatchGetImage',
      'ecr:GetDownloadUrlForLayer',
      'kinesis:GetRecords',
      'kinesis:SubscribeToShard',
      'kms:Decrypt',
      'kms:ReEncryptFrom',
      'lambda:GetFunction',
      'logs:Unmask',
      'rds-data:*',
      'rds:DownloadCompleteDBLogFile',
      'rds:DownloadDBLogFilePortion',
      'redshift-data:*',
      's3:GetObject*',
      'secretsmanager:BatchGetSecretValue',
      'secretsmanager:GetSecretValue',
      'sqs:ReceiveMessage',
      'ssm:GetParameter',
      'ssm:GetParameterHistory',
      'ssm:GetParameters',
      'ssm:GetParametersByPath',
    ],
  },
];
