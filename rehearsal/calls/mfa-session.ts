import type { Credentials as IssuedCredentials } from '@aws-sdk/client-sts';
import { required } from '../../lib/aws/required';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { oneTimeCode } from './one-time-code';

/** Gives a user an MFA device, and opens a session with it. */
export async function openMfaSession(
  root: RehearsalClients,
  user: RehearsalClients,
  UserName: string,
): Promise<IssuedCredentials | undefined> {
  const { VirtualMFADevice: device } = await send(root, 'iam:CreateVirtualMFADevice', {
    VirtualMFADeviceName: UserName,
  });
  const SerialNumber = required(device?.SerialNumber, 'the serial number of the MFA device');
  const seed = Buffer.from(required(device?.Base32StringSeed, 'the seed of the MFA device')).toString();
  const now = new Date();
  // AWS requires two consecutive codes.
  const [AuthenticationCode1, AuthenticationCode2] = [new Date(now.getTime() - 30_000), now].map((at) =>
    oneTimeCode(seed, at),
  );
  await send(root, 'iam:EnableMFADevice', { UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 });
  const TokenCode = oneTimeCode(seed, new Date());
  const { Credentials } = await send(user, 'sts:GetSessionToken', { SerialNumber, TokenCode });
  return Credentials;
}
