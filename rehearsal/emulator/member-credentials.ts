import { z } from 'zod';
import type { Credentials } from '../../lib/aws/clients';

const answerSchema = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });

/**
 * Creates an administrator in a member account, by an endpoint that only the emulator has. It does not create the role by
 * which the management account enters an account on AWS.
 */
export async function memberCredentials(endpoint: string, accountId: string, userName: string): Promise<Credentials> {
  const response = await fetch(new URL('/_fakecloud/iam/create-admin', endpoint), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId, userName }),
  });
  if (!response.ok) throw new Error(`no administrator was created in ${accountId}: ${await response.text()}`);
  return answerSchema.parse(await response.json());
}
