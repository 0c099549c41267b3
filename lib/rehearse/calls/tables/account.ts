import { CreateAccountAliasCommand, ListAccountAliasesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateQueueCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import { BOUND, denied, permitted, type Attempt, type Table } from '../call';

export const accountChanges: Table = {
  guardrail: 'deny-account-changes',
  gaps: [
    {
      what: 'closing an account, its contacts, its e-mail address and its Regions',
      reason: 'the emulator does not guard account, and knows iam:UpdateAccountName as little as its sibling',
    },
  ],
  calls: (_, { name }) => {
    const create: Attempt = {
      does: 'gives the account an alias',
      action: 'iam:CreateAccountAlias',
      resource: '*',
      send: (sdk) => sdk.iam.send(new CreateAccountAliasCommand({ AccountAlias: name('alias') })),
    };
    const list: Attempt = {
      does: 'lists the aliases of the account',
      action: 'iam:ListAccountAliases',
      resource: '*',
      send: (sdk) => sdk.iam.send(new ListAccountAliasesCommand({})),
    };
    return [denied(BOUND, create), permitted(['platform', 'exempt'], create), permitted(BOUND, list)];
  },
};

const quarantineParameters = z.object({ readers: z.array(z.string()) });

/** Everything is denied but to the platform, and to readers all but reading. */
export const quarantine: Table = {
  guardrail: 'quarantine',
  calls: (_, { account, region, parameters, name }) => {
    const readers = { roles: quarantineParameters.parse(parameters).readers };
    const listRoles: Attempt = {
      does: 'lists roles',
      action: 'iam:ListRoles',
      resource: '*',
      send: (sdk) => sdk.iam.send(new ListRolesCommand({})),
    };
    const listQueues: Attempt = {
      does: 'lists queues',
      action: 'sqs:ListQueues',
      resource: '*',
      send: (sdk) => sdk.sqs.send(new ListQueuesCommand({})),
    };
    const QueueName = name('queue');
    const createQueue: Attempt = {
      does: 'makes a queue',
      action: 'sqs:CreateQueue',
      resource: `arn:aws:sqs:${region}:${account}:${QueueName}`,
      send: (sdk) => sdk.sqs.send(new CreateQueueCommand({ QueueName })),
    };
    return [
      ...[listRoles, listQueues, createQueue].map((attempt) => denied(BOUND, attempt)),
      denied([readers], createQueue),
      permitted([readers], listRoles),
      ...[listRoles, createQueue].map((attempt) => permitted(['platform', 'exempt'], attempt)),
    ];
  },
};
