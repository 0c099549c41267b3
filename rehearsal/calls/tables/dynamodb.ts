import { z } from 'zod';
import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallSite, type CallTable, type RehearsedCall } from '../call';
import { SMALL_TABLE } from './small-table';

function tableArn({ account, region }: CallSite, table: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${table}`;
}

export const mfaForDestruction: CallTable = {
  guardrail: 'require-mfa-for-destruction',
  gaps: [
    {
      what: 'destruction in other services, such as rds, ec2 and backup',
      reason: 'the emulator does not enforce policies for them',
    },
  ],
  calls: async (root, site) => {
    const [first, second] = [site.name('precious'), site.name('precious-too')];
    for (const TableName of [first, second]) await send(root, 'dynamodb:CreateTable', { ...SMALL_TABLE, TableName });
    const destroy = (TableName: string) =>
      call('deletes a table', 'dynamodb:DeleteTable', tableArn(site, TableName), { TableName });
    const read = call('describes a table', 'dynamodb:DescribeTable', tableArn(site, first), { TableName: first });
    return [
      denied(['administrator'], destroy(first)),
      permitted(BOUND, read),
      permitted(['administrator-with-mfa'], destroy(first)),
      permitted(['developer'], destroy(second)),
    ];
  },
};

const tagParameters = z.object({ tags: z.array(z.string()) });

export const tags: CallTable = {
  guardrail: 'require-tags',
  gaps: [
    {
      what: 'instances, volumes, databases and the like',
      reason: 'the emulator does not enforce policies for their services',
    },
  ],
  calls: (_, site) => {
    const required = tagParameters.parse(site.parameters).tags;
    const create = (table: string, keys: readonly string[]): RehearsedCall => {
      const TableName = site.name(table);
      const does = `creates a table with ${keys.length === 0 ? 'no tag' : keys.join(', ')}`;
      const input = { ...SMALL_TABLE, TableName, Tags: keys.map((Key) => ({ Key, Value: 'rehearsal' })) };
      const requestTags = Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, 'rehearsal']));
      const context = { 'aws:TagKeys': keys, ...requestTags };
      return call(does, 'dynamodb:CreateTable', tableArn(site, TableName), input, { context });
    };
    return [
      denied(BOUND, create('untagged', [])),
      required.length > 1 ? denied(['developer'], create('half-tagged', required.slice(1))) : [],
      permitted(['administrator'], create('tagged', required)),
      permitted(['developer'], create('tagged-too', required)),
      permitted(['platform', 'exempt'], create('untagged', [])),
    ];
  },
};
