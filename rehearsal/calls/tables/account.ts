import { z } from 'zod';
import { BOUND, call, denied, permitted, type CallTable } from '../call';

export const accountChanges: CallTable = {
  guardrail: 'deny-account-changes',
  gaps: [
    {
      what: 'closing an account, its contacts, its e-mail address and its Regions',
      reason: 'the emulator does not enforce policies for account, and has no iam:UpdateAccountName',
    },
  ],
  calls: (_, { name }) => {
    const create = call('gives the account an alias', 'iam:CreateAccountAlias', '*', { AccountAlias: name('alias') });
    const list = call('lists the aliases of the account', 'iam:ListAccountAliases', '*', {});
    return [denied(BOUND, create), permitted(['platform', 'exempt'], create), permitted(BOUND, list)];
  },
};

const quarantineParameters = z.object({ readers: z.array(z.string()) });

/**
 * Denies everything: readers may only read, and the platform is exempt, the role that forwards events too. What that role
 * does is not enforced on the emulator, so that it does something else here.
 */
export const quarantine: CallTable = {
  guardrail: 'quarantine',
  calls: (_, { account, region, parameters, organization, name }) => {
    const forwarder = { roles: organization.platform.principals.forwarder };
    const readers = { roles: quarantineParameters.parse(parameters).readers };
    const QueueName = name('queue');
    const queue = `arn:aws:sqs:${region}:${account}:${QueueName}`;
    const listRoles = call('lists roles', 'iam:ListRoles', '*', {});
    const listQueues = call('lists queues', 'sqs:ListQueues', '*', {});
    const createQueue = call('creates a queue', 'sqs:CreateQueue', queue, { QueueName });
    return [
      denied(BOUND, listRoles, listQueues, createQueue),
      denied([readers], createQueue),
      permitted([readers], listRoles),
      permitted(['platform', 'exempt', forwarder], listRoles, createQueue),
    ];
  },
};
