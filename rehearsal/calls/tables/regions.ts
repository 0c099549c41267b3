import { z } from 'zod';
import { BOUND, call, denied, permitted, type CallSite, type CallTable, type RehearsedCall } from '../call';
import { SMALL_TABLE } from './small-table';

const parametersSchema = z.object({ regions: z.array(z.string()).optional() });

/** On several continents: hardly any organization uses all of them. */
const CANDIDATES = ['sa-east-1', 'ap-southeast-2', 'ca-central-1', 'eu-north-1', 'us-west-1', 'ap-south-1'];

export const unapprovedRegions: CallTable = {
  guardrail: 'deny-unapproved-regions',
  gaps: [
    {
      what: 'inference in other Regions, multi-Region access points and Billing',
      reason: 'the emulator does not enforce policies for bedrock, and does not have the other two',
    },
  ],
  calls: (_, site) => {
    const approved = parametersSchema.parse(site.parameters).regions ?? site.organization.governedRegions;
    const region = CANDIDATES.find((candidate) => !approved.includes(candidate));
    if (region === undefined) return [];
    const queue = createQueue(site, region);
    const globalCall = call(`lists roles, which are global, through ${region}`, 'iam:ListRoles', '*', {}, { region });
    return [
      denied(BOUND, queue),
      denied(['developer'], ...creations(site, region)),
      permitted(['platform', 'exempt'], queue),
      permitted(BOUND, createQueue(site, site.region), globalCall),
    ];
  },
};

function createQueue({ account, name }: CallSite, region: string): RehearsedCall {
  const QueueName = name('queue');
  const arn = `arn:aws:sqs:${region}:${account}:${QueueName}`;
  return call(`creates a queue in ${region}`, 'sqs:CreateQueue', arn, { QueueName }, { region });
}

function creations({ account, name }: CallSite, region: string): readonly RehearsedCall[] {
  const thing = name('foreign');
  const topic = `arn:aws:sns:${region}:${account}:${thing}`;
  const table = `arn:aws:dynamodb:${region}:${account}:table/${thing}`;
  const tableInput = { ...SMALL_TABLE, TableName: thing };
  return [
    call(`creates a topic in ${region}`, 'sns:CreateTopic', topic, { Name: thing }, { region }),
    call(`creates a table in ${region}`, 'dynamodb:CreateTable', table, tableInput, { region }),
    call(`creates a key in ${region}`, 'kms:CreateKey', '*', {}, { region }),
  ];
}
