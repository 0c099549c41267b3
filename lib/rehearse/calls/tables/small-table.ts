import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';

/** A table of DynamoDB that costs nothing while nobody uses it. */
export const SMALL_TABLE = {
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
} as const satisfies Omit<CreateTableCommandInput, 'TableName'>;
