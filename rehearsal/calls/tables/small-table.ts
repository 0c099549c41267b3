import type { InputOf } from '../../aws/send';

/** A DynamoDB table that costs nothing while nobody uses it. */
export const SMALL_TABLE = {
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
} as const satisfies Omit<InputOf<'dynamodb:CreateTable'>, 'TableName'>;
