import type { Credentials } from '../../lib/aws/clients';
import { required } from '../../lib/aws/required';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { unlessItExists } from '../calls/iam-documents';
import { addMfaDevice, type MfaDevice } from '../calls/mfa-device';

/** A user of the management account with the code of an MFA device. */
export interface BreakGlassUser {
  readonly name: string;
  readonly credentials: Credentials;
  readonly device: MfaDevice;
}

/** Creates a user with an access key and an MFA device. No stack makes such users: docs/deploy.md says how people do. */
export async function createUser(
  management: Pick<RehearsalClients, 'iam'>,
  Path: string,
  UserName: string,
): Promise<BreakGlassUser> {
  await send(management, 'iam:CreateUser', { UserName, Path }).catch(unlessItExists);
  const { AccessKey } = await send(management, 'iam:CreateAccessKey', { UserName });
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = required(AccessKey, 'the access key');
  return {
    name: UserName,
    credentials: {
      accessKeyId: required(accessKeyId, 'the id of the access key'),
      secretAccessKey: required(secretAccessKey, 'the secret of the access key'),
    },
    device: await addMfaDevice(management, UserName),
  };
}
