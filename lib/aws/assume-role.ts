import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Sender } from './clients';
import { required } from './required';
import type { TemporaryCredentials } from './temporary-credentials';

/** What is asked of STS. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  /** How long the session lasts; undefined: an hour. */
  readonly seconds?: number | undefined;
  readonly externalId?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  readonly mfa?: { readonly serial: string; readonly code: string } | undefined;
}

/** Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export async function assumeRole(
  sts: Sender<STSClient>,
  { roleArn, sessionName, seconds, externalId, sourceIdentity, mfa }: RoleRequest,
): Promise<TemporaryCredentials> {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: sessionName,
      DurationSeconds: seconds,
      ExternalId: externalId,
      SourceIdentity: sourceIdentity,
      SerialNumber: mfa?.serial,
      TokenCode: mfa?.code,
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = required(Credentials, 'credentials');
  return {
    accessKeyId: required(AccessKeyId, 'the id of the access key'),
    secretAccessKey: required(SecretAccessKey, 'the secret access key'),
    sessionToken: required(SessionToken, 'the session token'),
    expiration: required(Expiration, 'the end of the session'),
  };
}
