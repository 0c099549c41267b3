import { required } from '../../lib/aws/required';
import type { RehearsalClients } from '../aws/clients';
import { send } from '../aws/send';
import { oneTimeCode } from './one-time-code';

/** A virtual MFA device of a user. */
export interface MfaDevice {
  readonly SerialNumber: string;
  /** In Base32. */
  readonly seed: string;
}

/** Gives a user an MFA device. */
export async function addMfaDevice(root: Pick<RehearsalClients, 'iam'>, UserName: string): Promise<MfaDevice> {
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
  return { SerialNumber, seed };
}

/** What a call must say that the device is at hand. */
export function codeOf({ SerialNumber, seed }: MfaDevice): {
  readonly SerialNumber: string;
  readonly TokenCode: string;
} {
  return { SerialNumber, TokenCode: oneTimeCode(seed, new Date()) };
}
