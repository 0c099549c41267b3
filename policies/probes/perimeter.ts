import type { ProbePlace, ProbeRequest } from '../core/probe';

/** A call on a resource of the probed account, without its caller. */
type PerimeterCall = Omit<ProbeRequest, 'principal'>;

/** Calls on resources that the perimeter protects in the probed account: for each service, a read, a write, and one of tomorrow. */
export function callsInside({ account }: ProbePlace): readonly PerimeterCall[] {
  const at = (service: string, resource: string): string => `arn:aws:${service}:eu-central-1:${account}:${resource}`;
  const calls = {
    'arn:aws:s3:::orders/2026.csv': ['s3:GetObject', 's3:PutObject', 's3:FutureThing'],
    'arn:aws:s3:::orders': ['s3:ListBucket', 's3:DeleteBucketPolicy'],
    [at('dynamodb', 'table/orders')]: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:FutureThing'],
    [at('ecr', 'repository/shop')]: ['ecr:BatchGetImage', 'ecr:PutImage', 'ecr:FutureThing'],
    [at('kms', 'key/00000000-0000-0000-0000-000000000001')]: ['kms:Decrypt', 'kms:PutKeyPolicy', 'kms:FutureThing'],
    [at('logs', 'log-group:shop:*')]: ['logs:GetLogEvents', 'logs:PutLogEvents', 'logs:FutureThing'],
    [at('secretsmanager', 'secret:shop-AbCdEf')]: [
      ...['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:FutureThing'],
    ],
    [at('sqs', 'orders')]: ['sqs:ReceiveMessage', 'sqs:SendMessage', 'sqs:FutureThing'],
    [roleIn(account)]: ['sts:AssumeRole'],
  };
  return Object.entries(calls).flatMap(([resource, actions]) =>
    actions.map((action) => ({ action, resource, resourceAccount: account })),
  );
}

/** A role for others to assume. */
export function roleIn(account: string): string {
  return `arn:aws:iam::${account}:role/reader`;
}
