import { required } from '../../lib/aws/required';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { call, type RehearsedCall } from '../calls/call';
import type { NotRehearsed } from '../verify/verification-tally';
import { administratorOfArchive, breakGlassRole, stackSetsRole } from './callers';
import { expectAnswers } from './expect-answer';
import { findingsOf, type EvidenceStep } from './step';

const GAPS: readonly NotRehearsed[] = [
  { what: "the trail's key: its use by CloudTrail", why: 'no AWS service calls anything on the emulator' },
  {
    what: "the trail's key: decryption only with the trail's encryption context",
    why: 'the emulator does not send the keys `kms:EncryptionContext:…`; the condition is left out',
  },
  { what: "the trail's key: its use by the root user", why: 'on the emulator, no policy applies to root users' },
  { what: "the trail's key: its use from other accounts", why: "the emulator finds keys only in the caller's account" },
];

export const keyUse: EvidenceStep = {
  title: "nobody encrypts with the trail's key, grants it or disables it, and only break-glass decrypts",
  async run({ archive, sessions }) {
    const root = await sessions.root(archive.account);
    const { KeyMetadata } = await send(root, 'kms:DescribeKey', { KeyId: archive.keyAlias });
    const key = required(KeyMetadata?.Arn, "the key's ARN");
    const context = { 'aws:cloudtrail:arn': archive.trailArn };
    const decryptLog = await decryption('decrypts a log', root, key, context);
    const administrator = await administratorOfArchive(sessions, archive);
    const stackSets = await stackSetsRole(sessions, archive);
    const breakGlass = await breakGlassRole(sessions, archive);
    const everyone = [administrator, ...stackSets, ...breakGlass];
    return findingsOf(
      [
        ...(await expectAnswers('denied', everyone, uses(key, context, archive.account))),
        ...(await expectAnswers('denied', [administrator, ...stackSets], [decryptLog])),
        ...(await expectAnswers('permitted', breakGlass, [decryptLog])),
        // The guardrails on the account's data spare nobody.
        ...(await expectAnswers('denied-explicitly', everyone, endings(key))),
        ...(await expectAnswers('permitted', everyone, looks(key))),
      ],
      GAPS,
    );
  },
};

async function decryption(
  does: string,
  root: RehearsalClients,
  KeyId: string,
  EncryptionContext: Record<string, string>,
): Promise<RehearsedCall> {
  const Plaintext = Buffer.from('a log');
  const { CiphertextBlob } = await send(root, 'kms:Encrypt', { KeyId, Plaintext, EncryptionContext });
  return call(does, 'kms:Decrypt', KeyId, { KeyId, CiphertextBlob, EncryptionContext });
}

function uses(KeyId: string, EncryptionContext: Record<string, string>, account: string): readonly RehearsedCall[] {
  return [
    call('encrypts', 'kms:Encrypt', KeyId, { KeyId, EncryptionContext, Plaintext: Buffer.from('forged') }),
    call('makes a data key', 'kms:GenerateDataKey', KeyId, { KeyId, EncryptionContext, KeySpec: 'AES_256' }),
    call('grants the use of the key', 'kms:CreateGrant', KeyId, {
      KeyId,
      GranteePrincipal: `arn:aws:iam::${account}:root`,
      Operations: ['Decrypt'],
    }),
  ];
}

function endings(KeyId: string): readonly RehearsedCall[] {
  return [
    call('disables the key', 'kms:DisableKey', KeyId, { KeyId }),
    call('schedules the deletion of the key', 'kms:ScheduleKeyDeletion', KeyId, { KeyId, PendingWindowInDays: 30 }),
  ];
}

function looks(KeyId: string): readonly RehearsedCall[] {
  return [
    call('describes the key', 'kms:DescribeKey', KeyId, { KeyId }),
    call("reads the key's policy", 'kms:GetKeyPolicy', KeyId, { KeyId, PolicyName: 'default' }),
    call('asks whether the key is rotated', 'kms:GetKeyRotationStatus', KeyId, { KeyId }),
  ];
}
