import type { SharedConfig } from '../../aws/shared-config';
import { UserMistake } from '../input/user-mistake';
import { checkSerial, type MfaSource } from './mfa-code';
import type { Source } from './sdk-error';
import type { AssumeSettings } from './settings';

/**
 * The MFA device: the one that the arguments name, else the one of AWS_MFA_SERIAL, else the profile's `mfa_serial`.
 *
 * @throws UserMistake if none of them says it
 */
export function findMfaSource(
  { serial, tokenCommand }: NonNullable<AssumeSettings['mfa']>,
  { profiles }: Pick<SharedConfig, 'profiles'>,
  { profile }: Source,
  environment: Readonly<Record<string, string | undefined>>,
): MfaSource {
  const fromProfile = profile === null ? undefined : profiles.get(profile)?.mfaSerial;
  const found = serial ?? (environment['AWS_MFA_SERIAL'] || (fromProfile ?? null));
  if (found === null)
    throw new UserMistake({
      message: 'it is not known which MFA device shows the code',
      allowed: 'its ARN or number, after --mfa, in AWS_MFA_SERIAL, or as `mfa_serial` of the profile in ~/.aws/config',
      fix: '`aws iam list-mfa-devices` lists those of your user, such as `arn:aws:iam::111111111111:mfa/alice`',
    });
  const mistakes = checkSerial(found);
  if (mistakes.length > 0) throw new UserMistake(mistakes);
  return { serial: found, tokenCommand };
}
