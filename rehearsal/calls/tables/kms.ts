import { z } from 'zod';
import { required } from '../../../lib/aws/required';
import type { RehearsalClients } from '../../aws/clients';
import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallTable, type RehearsedCall } from '../call';

/** Creates a key and returns its ARN. */
export async function createKey(root: RehearsalClients): Promise<string> {
  const { KeyMetadata } = await send(root, 'kms:CreateKey', {});
  return required(KeyMetadata?.Arn, "the key's ARN");
}

export function disableKey(key: string): RehearsedCall {
  return call('disables a key', 'kms:DisableKey', key, { KeyId: key });
}

const parametersSchema = z.object({ minimumWindowDays: z.number().optional() });

export const kmsKeys: CallTable = {
  guardrail: 'protect-kms-keys',
  gaps: [{ what: 'the waiting period of a deletion', reason: 'the emulator does not send its condition key' }],
  calls: async (root, { parameters, name }) => {
    const hasWindow = parametersSchema.parse(parameters).minimumWindowDays !== undefined;
    const key = await createKey(root);
    const deletion = { KeyId: key, PendingWindowInDays: 7 };
    const schedule = call('deletes a key in seven days', 'kms:ScheduleKeyDeletion', key, deletion, {
      context: { 'kms:ScheduleKeyDeletionPendingWindowInDays': 7 },
    });
    const describe = call('describes a key', 'kms:DescribeKey', key, { KeyId: key });
    const alias = { AliasName: `alias/${name('key')}`, TargetKeyId: key };
    return [
      denied(BOUND, disableKey(key)),
      hasWindow ? [] : denied(BOUND, schedule),
      permitted(BOUND, describe),
      permitted(['developer'], call('gives a key an alias', 'kms:CreateAlias', key, alias)),
      permitted(['platform', 'exempt'], disableKey(key)),
    ];
  },
};
