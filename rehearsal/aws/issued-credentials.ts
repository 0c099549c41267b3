import type { Credentials as IssuedCredentials } from '@aws-sdk/client-sts';
import type { Credentials } from '../../lib/aws/clients';

/** @throws if the answer of STS has none */
export function credentialsOf(issued: IssuedCredentials | undefined): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken } = issued ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
    throw new Error('the emulator issued no credentials');
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
