import { z } from 'zod';
import type { Credentials } from '../../aws/clients';

const answerSchema = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/**
 * Makes an administrator in a member account, by a door that only the emulator has: it does not create the role by which
 * the management account gets into an account at AWS.
 */
export async function memberCredentials(endpoint: string, accountId: string, userName: string): Promise<Credentials> {
  const response = await fetch(new URL('/_fakecloud/iam/create-admin', endpoint), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId, userName }),
  });
  if (!response.ok) throw new Error(`no administrator in ${accountId}: ${await response.text()}`);
  return answerSchema.parse(await response.json());
}
