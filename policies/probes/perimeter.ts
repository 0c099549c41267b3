import type { ProbePlace, ProbeRequest } from '../core/probe';

/** A call on something in the probed account, whoever makes it. */
export type PerimeterCall = Omit<ProbeRequest, 'principal'>;

/** Calls on what the perimeter protects in the probed account: of each service at least one that reads and one that writes. */
export function callsInside({ account }: ProbePlace): readonly PerimeterCall[] {
  const at = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:${account}:${resource}`;
  const calls = {
    'arn:aws:s3:::orders/2026.csv': ['s3:GetObject', 's3:PutObject'],
    'arn:aws:s3:::orders': ['s3:ListBucket', 's3:DeleteBucketPolicy'],
    [at('dynamodb', 'table/orders')]: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    [at('ecr', 'repository/shop')]: ['ecr:BatchGetImage', 'ecr:PutImage'],
    [at('kms', 'key/00000000-0000-0000-0000-000000000001')]: ['kms:Decrypt', 'kms:PutKeyPolicy'],
    [at('logs', 'log-group:shop:*')]: ['logs:GetLogEvents', 'logs:PutLogEvents'],
    [at('secretsmanager', 'secret:shop-AbCdEf')]: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
    [at('sqs', 'orders')]: ['sqs:ReceiveMessage', 'sqs:SendMessage'],
    [roleIn(account)]: ['sts:AssumeRole'],
  };
  return Object.entries(calls).flatMap(([resource, actions]) =>
    actions.map((action) => ({ action, resource, resourceAccount: account })),
  );
}

/** A role that others may want to assume. */
export function roleIn(account: string): string {
  return `arn:aws:iam::${account}:role/reader`;
}
