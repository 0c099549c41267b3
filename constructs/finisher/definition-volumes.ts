import { changed, left } from './definition-outcome';
import { call, choose, inOrder, type MachineStates } from './definition-states';

const ENCRYPTION = { what: 'encryption of EBS volumes by default' };
const KEY = { what: 'key for EBS volumes by default' };

/** Volumes that are created from now on are encrypted. */
export function encryptVolumes(): MachineStates {
  return inOrder({
    ReadEncryption: call('ec2:getEbsEncryptionByDefault', {}),
    IsEncryptionOn: choose(
      [{ if: { Variable: '$.EbsEncryptionByDefault', BooleanEquals: true }, next: 'EncryptionIsOn' }],
      'TurnEncryptionOn',
    ),
    TurnEncryptionOn: call('ec2:enableEbsEncryptionByDefault', {}),
    EncryptionTurnedOn: changed(ENCRYPTION),
    EncryptionIsOn: left({ ...ENCRYPTION, why: 'it is on' }),
  });
}

/**
 * Volumes are encrypted by the key of an alias, if the account has it in this Region. It is set by its ARN: EC2 answers with
 * an ARN, and takes a name that does not exist without an error.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyEbsDefaultKmsKeyId.html
 */
export function useVolumeKey(alias: string): MachineStates {
  return inOrder({
    ReadAlias: call(
      'kms:describeKey',
      { KeyId: alias },
      {
        keep: { 'arn.$': '$.KeyMetadata.Arn', 'state.$': '$.KeyMetadata.KeyState' },
        absent: { error: 'Kms.NotFoundException', next: 'NoAlias' },
      },
    ),
    IsKeyEnabled: choose([{ if: { Variable: '$.state', StringEquals: 'Enabled' }, next: 'ReadKey' }], 'KeyNotEnabled'),
    ReadKey: call('ec2:getEbsDefaultKmsKeyId', {}, { keep: { 'arn.$': '$.KmsKeyId' }, at: '$.now' }),
    IsKeySet: choose([{ if: { Variable: '$.now.arn', StringEqualsPath: '$.arn' }, next: 'KeyIsSet' }], 'SetKey'),
    SetKey: call('ec2:modifyEbsDefaultKmsKeyId', { 'KmsKeyId.$': '$.arn' }, { at: null }),
    KeySet: changed({ ...KEY, 'to.$': '$.arn', 'from.$': '$.now.arn' }),
    KeyIsSet: left({ ...KEY, why: `it is that of ${alias}` }),
    KeyNotEnabled: left({ ...KEY, 'why.$': `States.Format('the key of ${alias} is in the state {}', $.state)` }),
    NoAlias: left({ ...KEY, why: `there is no ${alias} here` }),
  });
}
