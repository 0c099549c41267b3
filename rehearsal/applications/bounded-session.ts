import { BOUNDARY } from '../../lib/model/names';
import type { RehearsalClients } from '../aws/clients';
import { credentialsOf } from '../aws/issued-credentials';
import { send } from '../aws/send';
import { EVERYTHING, trusting } from '../calls/iam-documents';
import type { EvidenceCaller } from '../evidence/callers';
import type { ApplicationStage } from './stage';

/** The ARN of the deployed boundary in an account. */
export function boundaryIn(number: string): string {
  return `arn:aws:iam::${number}:policy${BOUNDARY.path}${BOUNDARY.name}`;
}

/** A trust policy for an account and for Lambda. */
export function trustingLambda(...accounts: readonly string[]): string {
  const { Statement, ...rest } = JSON.parse(trusting(...accounts)) as { readonly Statement: readonly object[] };
  const lambda = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  return JSON.stringify({ ...rest, Statement: [...Statement, lambda] });
}

/** Creates a role that is allowed everything, and that Lambda and the account trust. */
export async function createRole(
  root: Pick<RehearsalClients, 'iam'>,
  RoleName: string,
  { Path = '/', PermissionsBoundary, trusts }: NewRole,
): Promise<void> {
  const AssumeRolePolicyDocument = trustingLambda(...trusts);
  await send(root, 'iam:CreateRole', { RoleName, Path, PermissionsBoundary, AssumeRolePolicyDocument });
  await send(root, 'iam:PutRolePolicy', { RoleName, PolicyName: 'rehearsal', PolicyDocument: EVERYTHING });
}

interface NewRole {
  readonly Path?: string;
  readonly PermissionsBoundary?: string;
  /** The numbers of accounts. */
  readonly trusts: readonly string[];
}

/** A session of a new role that is allowed everything, with the boundary or without. */
export async function developerIn(
  number: string,
  { isBounded }: { readonly isBounded: boolean },
  { organization, sessions }: Pick<ApplicationStage, 'organization' | 'sessions'>,
): Promise<EvidenceCaller> {
  const RoleName = isBounded ? 'rehearsal-bounded' : 'rehearsal-unbounded';
  await createRole(await sessions.root(number), RoleName, {
    trusts: [number, organization.managementAccount.accountId],
    ...(isBounded ? { PermissionsBoundary: boundaryIn(number) } : {}),
  });
  const session = { RoleArn: `arn:aws:iam::${number}:role/${RoleName}`, RoleSessionName: 'rehearsal' };
  const { Credentials } = await send(sessions.management, 'sts:AssumeRole', session);
  const label = `a developer ${isBounded ? 'with' : 'without'} the boundary`;
  return { label, clients: sessions.of(credentialsOf(Credentials)) };
}
