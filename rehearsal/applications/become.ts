import { zipSync } from 'fflate';
import { z } from 'zod';
import type { Credentials } from '../../lib/aws/clients';
import { required } from '../../lib/aws/required';
import type { RehearsalClients } from '../aws/clients';
import { credentialsOf } from '../aws/issued-credentials';
import { send } from '../aws/send';
import { pathOf, trusting, unlessItExists } from '../calls/iam-documents';

const sessionSchema = z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string() });

/** A function that returns the credentials that it runs with. */
const TELLING = zipSync({
  'index.js': Buffer.from(
    `const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
exports.handler = async () => ({ accessKeyId, secretAccessKey, sessionToken });
`,
  ),
});

/** What creates a function that runs as a role. Lambda refuses a role that does not trust it. */
export function functionWith(Role: string, FunctionName: string) {
  return { FunctionName, Role, Runtime: 'nodejs20.x', Handler: 'index.handler', Code: { ZipFile: TELLING } } as const;
}

/** The session that Lambda opens for a function that runs as the role, as the role's trust policy allows it. */
export async function asFunction(root: Pick<RehearsalClients, 'lambda'>, role: string): Promise<Credentials> {
  const FunctionName = `rehearsal-${pathOf(role).name}`;
  await send(root, 'lambda:CreateFunction', functionWith(role, FunctionName)).catch(unlessItExists);
  const { Payload } = await send(root, 'lambda:Invoke', { FunctionName, Payload: Buffer.from('{}') });
  return sessionSchema.parse(JSON.parse(Buffer.from(required(Payload, 'what the function returned')).toString()));
}

/**
 * A session of a role that only services can take which the emulator does not have. The role trusts the management account
 * for a moment. Its permissions stay as they are.
 */
export async function asStandIn(
  root: Pick<RehearsalClients, 'iam'>,
  management: Pick<RehearsalClients, 'sts'>,
  role: string,
  managementAccount: string,
): Promise<Credentials> {
  const { name: RoleName } = pathOf(role);
  const { Role } = await send(root, 'iam:GetRole', { RoleName });
  const trust = decodeURIComponent(required(Role?.AssumeRolePolicyDocument, 'the trust of the role'));
  await send(root, 'iam:UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trusting(managementAccount) });
  const session = { RoleArn: role, RoleSessionName: 'rehearsal' };
  const { Credentials } = await send(management, 'sts:AssumeRole', session);
  await send(root, 'iam:UpdateAssumeRolePolicy', { RoleName, PolicyDocument: withoutTagSession(trust) });
  return credentialsOf(Credentials);
}

/** In a trust policy, the emulator accepts `sts:TagSession` from templates, but not from calls. */
function withoutTagSession(trust: string): string {
  return trust.replace('["sts:AssumeRole","sts:TagSession"]', '"sts:AssumeRole"');
}
