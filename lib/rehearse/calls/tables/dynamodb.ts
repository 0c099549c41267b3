import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { BOUND, denied, permitted, type Attempt, type Place, type Table } from '../call';
import { SMALL_TABLE } from './small-table';

function tableArn({ account, region }: Place, table: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${table}`;
}

export const mfaForDestruction: Table = {
  guardrail: 'require-mfa-for-destruction',
  gaps: [{ what: 'destruction in services that the emulator does not guard', reason: 'such as rds, ec2 and backup' }],
  calls: async (root, place) => {
    const [first, second] = [place.name('precious'), place.name('precious-too')];
    for (const TableName of [first, second])
      await root.dynamodb.send(new CreateTableCommand({ ...SMALL_TABLE, TableName }));
    const destroy = (TableName: string): Attempt => ({
      does: 'deletes a table',
      action: 'dynamodb:DeleteTable',
      resource: tableArn(place, TableName),
      send: (sdk) => sdk.dynamodb.send(new DeleteTableCommand({ TableName })),
    });
    const read: Attempt = {
      does: 'describes a table',
      action: 'dynamodb:DescribeTable',
      resource: tableArn(place, first),
      send: (sdk) => sdk.dynamodb.send(new DescribeTableCommand({ TableName: first })),
    };
    return [
      denied(['administrator'], destroy(first)),
      permitted(BOUND, read),
      permitted(['administrator-with-mfa'], destroy(first)),
      permitted(['developer'], destroy(second)),
    ];
  },
};

const tagParameters = z.object({ tags: z.array(z.string()) });

export const tags: Table = {
  guardrail: 'require-tags',
  gaps: [{ what: 'instances, volumes, databases and the like', reason: 'the emulator does not guard their services' }],
  calls: (_, place) => {
    const required = tagParameters.parse(place.parameters).tags;
    const create = (table: string, keys: readonly string[]): Attempt => {
      const TableName = place.name(table);
      const Tags = keys.map((Key) => ({ Key, Value: 'rehearsal' }));
      return {
        does: `makes a table with ${keys.length === 0 ? 'no tag' : keys.join(', ')}`,
        action: 'dynamodb:CreateTable',
        resource: tableArn(place, TableName),
        context: {
          'aws:TagKeys': keys,
          ...Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, 'rehearsal'])),
        },
        send: (sdk) => sdk.dynamodb.send(new CreateTableCommand({ ...SMALL_TABLE, TableName, Tags })),
      };
    };
    return [
      denied(BOUND, create('untagged', [])),
      ...(required.length > 1 ? [denied(['developer'], create('half-tagged', required.slice(1)))] : []),
      permitted(['administrator'], create('tagged', required)),
      permitted(['developer'], create('tagged-too', required)),
      permitted(['platform', 'exempt'], create('untagged', [])),
    ];
  },
};
