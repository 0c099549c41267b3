import { BACKUP } from '../../../lib/model/names';
import { required } from '../../../lib/aws/required';
import { send } from '../../aws/send';
import { BOUND, call, denied, permitted, type CallTable, type RehearsedCall } from '../call';
import { createKey } from './kms';

const { key: TAG, value } = BACKUP.keyTag;

export const backups: CallTable = {
  guardrail: 'protect-backups',
  gaps: [
    {
      what: 'vaults, recovery points and snapshots',
      reason: 'the emulator does not enforce policies for their services',
    },
  ],
  calls: async (root) => {
    const { KeyMetadata } = await send(root, 'kms:CreateKey', { Tags: [{ TagKey: TAG, TagValue: value }] });
    const marked = required(KeyMetadata?.Arn, "the key's ARN");
    const untag = untagKey(marked, { [`aws:ResourceTag/${TAG}`]: value });
    return [
      denied(BOUND, untag),
      permitted(['developer'], untagKey(await createKey(root))),
      permitted(['platform', 'exempt'], untag),
    ];
  },
};

function untagKey(key: string, context: Readonly<Record<string, string>> = {}): RehearsedCall {
  return call('takes a tag from a key', 'kms:UntagResource', key, { KeyId: key, TagKeys: ['team'] }, { context });
}
