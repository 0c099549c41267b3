import { z } from 'zod';
import type { TemporaryCredentials } from '../../aws/temporary-credentials';

const value = z.string().min(1);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * What AWS's tools read from a `credential_process`; here always of a session, never of a user.
 *
 * Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 */
export const processCredentialsSchema = z
  .strictObject({
    Version: z.literal(1),
    AccessKeyId: value,
    SecretAccessKey: value,
    SessionToken: value,
    Expiration: z.string().regex(INSTANT).describe('When the session ends: ISO 8601 in UTC'),
  })
  .describe('A session, as AWS describes it for `credential_process`');

export function toProcessCredentials({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  expiration,
}: TemporaryCredentials): z.output<typeof processCredentialsSchema> {
  return {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration.toISOString(),
  };
}

/** Undefined: it is not what we wrote. */
export function parseProcessCredentials(text: string): TemporaryCredentials | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { data } = processCredentialsSchema.safeParse(given);
  if (data === undefined) return undefined;
  return {
    accessKeyId: data.AccessKeyId,
    secretAccessKey: data.SecretAccessKey,
    sessionToken: data.SessionToken,
    expiration: new Date(data.Expiration),
  };
}
