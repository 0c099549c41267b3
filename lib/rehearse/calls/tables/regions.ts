import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { BOUND, denied, permitted, type Attempt, type Place, type Table } from '../call';
import { SMALL_TABLE } from './small-table';

const parameters = z.object({ regions: z.array(z.string()).optional() });

/** Of several continents: hardly any organization is at home in all of them. */
const CANDIDATES = ['sa-east-1', 'ap-southeast-2', 'ca-central-1', 'eu-north-1', 'us-west-1', 'ap-south-1'];

export const unapprovedRegions: Table = {
  guardrail: 'deny-unapproved-regions',
  gaps: [
    {
      what: 'inference in other Regions, multi-Region access points and Billing',
      reason: 'the emulator does not guard bedrock, and has neither of the others',
    },
  ],
  calls: (_, place) => {
    const approved = parameters.parse(place.parameters).regions ?? place.organization.governedRegions;
    const foreign = CANDIDATES.find((region) => !approved.includes(region));
    if (foreign === undefined) return [];
    const queue = createQueue(place, foreign);
    return [
      denied(BOUND, queue),
      ...creations(place, foreign).map((attempt) => denied(['developer'], attempt)),
      permitted(['platform', 'exempt'], queue),
      permitted(BOUND, createQueue(place, place.region)),
      permitted(BOUND, {
        does: `lists roles, which are in no Region, by way of ${foreign}`,
        action: 'iam:ListRoles',
        resource: '*',
        region: foreign,
        send: (sdk) => sdk.iam.send(new ListRolesCommand({})),
      }),
    ];
  },
};

function createQueue({ account, name }: Place, region: string): Attempt {
  const QueueName = name('queue');
  return {
    does: `makes a queue in ${region}`,
    action: 'sqs:CreateQueue',
    resource: `arn:aws:sqs:${region}:${account}:${QueueName}`,
    region,
    send: (sdk) => sdk.sqs.send(new CreateQueueCommand({ QueueName })),
  };
}

function creations({ account, name }: Place, region: string): readonly Attempt[] {
  const thing = name('foreign');
  return [
    {
      does: `makes a topic in ${region}`,
      action: 'sns:CreateTopic',
      resource: `arn:aws:sns:${region}:${account}:${thing}`,
      region,
      send: (sdk) => sdk.sns.send(new CreateTopicCommand({ Name: thing })),
    },
    {
      does: `makes a table in ${region}`,
      action: 'dynamodb:CreateTable',
      resource: `arn:aws:dynamodb:${region}:${account}:table/${thing}`,
      region,
      send: (sdk) => sdk.dynamodb.send(new CreateTableCommand({ ...SMALL_TABLE, TableName: thing })),
    },
    {
      does: `makes a key in ${region}`,
      action: 'kms:CreateKey',
      resource: '*',
      region,
      send: (sdk) => sdk.kms.send(new CreateKeyCommand({})),
    },
  ];
}
