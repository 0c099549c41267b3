import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand, type Credentials as Issued } from '@aws-sdk/client-sts';
import type { Clients } from '../../aws/clients';
import { told } from '../../aws/told';
import { oneTimeCode } from './one-time-code';

/** Gives a user an MFA device, and has it used. */
export async function openMfaSession(root: Clients, user: Clients, UserName: string): Promise<Issued | undefined> {
  const { VirtualMFADevice: device } = await root.iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }),
  );
  const SerialNumber = told(device?.SerialNumber, 'the serial number of an MFA device');
  const seed = Buffer.from(told(device?.Base32StringSeed, 'the seed of an MFA device')).toString();
  const now = new Date();
  // AWS wants two codes that follow each other.
  const [AuthenticationCode1, AuthenticationCode2] = [new Date(now.getTime() - 30_000), now].map((at) =>
    oneTimeCode(seed, at),
  );
  await root.iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber, AuthenticationCode1, AuthenticationCode2 }));
  const TokenCode = oneTimeCode(seed, new Date());
  const { Credentials } = await user.sts.send(new GetSessionTokenCommand({ SerialNumber, TokenCode }));
  return Credentials;
}
