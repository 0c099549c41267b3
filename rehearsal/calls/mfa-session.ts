import type { Credentials as IssuedCredentials } from '@aws-sdk/client-sts';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { addMfaDevice, codeOf } from './mfa-device';

/** Gives a user an MFA device, and opens a session with it. */
export async function openMfaSession(
  root: RehearsalClients,
  user: RehearsalClients,
  UserName: string,
): Promise<IssuedCredentials | undefined> {
  const device = await addMfaDevice(root, UserName);
  const { Credentials } = await send(user, 'sts:GetSessionToken', codeOf(device));
  return Credentials;
}
