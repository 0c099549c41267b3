import {
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { z } from 'zod';
import type { Clients } from '../../../aws/clients';
import { BOUND, denied, permitted, type Attempt, type Table } from '../call';

/** The ARN of a new key. */
export async function makeKey(root: Clients): Promise<string> {
  const { KeyMetadata } = await root.kms.send(new CreateKeyCommand({}));
  if (KeyMetadata?.Arn === undefined) throw new Error('the emulator made a key and does not tell its ARN');
  return KeyMetadata.Arn;
}

export function disableKey(key: string): Attempt {
  return {
    does: 'disables a key',
    action: 'kms:DisableKey',
    resource: key,
    send: (sdk) => sdk.kms.send(new DisableKeyCommand({ KeyId: key })),
  };
}

const parameters = z.object({ minimumWindowDays: z.number().optional() });

export const kmsKeys: Table = {
  guardrail: 'protect-kms-keys',
  gaps: [{ what: 'the window of a deletion', reason: 'the emulator does not fill in the key that tells it' }],
  calls: async (root, place) => {
    const hasWindow = parameters.parse(place.parameters).minimumWindowDays !== undefined;
    const key = await makeKey(root);
    const AliasName = `alias/${place.name('key')}`;
    const schedule: Attempt = {
      does: 'deletes a key in seven days',
      action: 'kms:ScheduleKeyDeletion',
      resource: key,
      context: { 'kms:ScheduleKeyDeletionPendingWindowInDays': 7 },
      send: (sdk) => sdk.kms.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: 7 })),
    };
    const describe: Attempt = {
      does: 'describes a key',
      action: 'kms:DescribeKey',
      resource: key,
      send: (sdk) => sdk.kms.send(new DescribeKeyCommand({ KeyId: key })),
    };
    return [
      denied(BOUND, disableKey(key)),
      ...(hasWindow ? [] : [denied(BOUND, schedule)]),
      permitted(BOUND, describe),
      permitted(['developer'], {
        does: 'gives a key an alias',
        action: 'kms:CreateAlias',
        resource: key,
        send: (sdk) => sdk.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: key })),
      }),
      permitted(['platform', 'exempt'], disableKey(key)),
    ];
  },
};
