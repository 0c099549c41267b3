import { send } from '../aws/send';
import { call, type RehearsedCall } from '../calls/call';
import { EVERYTHING, trusting } from '../calls/iam-documents';
import type { EvidenceCaller } from '../evidence/callers';
import { functionWith } from './become';
import { boundaryIn, createRole, developerIn } from './bounded-session';
import type { ApplicationStage } from './stage';

/** What a developer could try to become more than the boundary allows, in one account. */
export interface Escalations {
  readonly bounded: EvidenceCaller;
  /** Allowed everything as well, and limited by guardrails only. */
  readonly unbounded: EvidenceCaller;
  /** What the boundary alone denies. */
  readonly only: readonly RehearsedCall[];
  /** What guardrails may deny, too. */
  readonly always: readonly RehearsedCall[];
}

const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** The names of the roles that the calls are about. */
const ROLES = { free: 'rehearsal-free', own: 'rehearsal-own', platform: 'rehearsal-platform' };

export async function escalationsIn(account: string, number: string, stage: ApplicationStage): Promise<Escalations> {
  const root = await stage.sessions.root(number);
  const trusts = [number];
  await createRole(root, ROLES.free, { trusts });
  await createRole(root, ROLES.own, { trusts, PermissionsBoundary: boundaryIn(number) });
  await createRole(root, ROLES.platform, { trusts, Path: '/platform/' });
  await send(root, 'iam:CreateUser', { UserName: 'rehearsal-user' });
  return {
    bounded: await developerIn(number, { isBounded: true }, stage),
    unbounded: await developerIn(number, { isBounded: false }, stage),
    only: [...byRoles(account, number), ...byThePlatform(account, number)],
    always: [...byTheBoundary(account, number), ...byUsers(account, number)],
  };
}

/** By roles without a boundary, and by roles that lose theirs. */
function byRoles(account: string, number: string): readonly RehearsedCall[] {
  const arn = (name: string): string => `arn:aws:iam::${number}:role/${name}`;
  const { free, own } = ROLES;
  const trust = trusting(number);
  const created = { RoleName: 'rehearsal-new', AssumeRolePolicyDocument: trust };
  const attached = { RoleName: free, PolicyArn: ADMINISTRATOR_ACCESS };
  const added = { RoleName: free, PolicyName: 'more', PolicyDocument: EVERYTHING };
  const replaced = { RoleName: own, PermissionsBoundary: ADMINISTRATOR_ACCESS };
  return [
    call(`creates a role without the boundary in ${account}`, 'iam:CreateRole', arn(created.RoleName), created),
    call('gives a role without the boundary AdministratorAccess', 'iam:AttachRolePolicy', arn(free), attached),
    call('takes AdministratorAccess from it', 'iam:DetachRolePolicy', arn(free), attached),
    call('adds a policy to it', 'iam:PutRolePolicy', arn(free), added),
    call('takes a policy from it', 'iam:DeleteRolePolicy', arn(free), { RoleName: free, PolicyName: 'more' }),
    call('changes its trust', 'iam:UpdateAssumeRolePolicy', arn(free), { RoleName: free, PolicyDocument: trust }),
    call('replaces a boundary', 'iam:PutRolePermissionsBoundary', arn(own), replaced),
    call('removes a boundary', 'iam:DeleteRolePermissionsBoundary', arn(own), { RoleName: own }),
  ];
}

/** By roles that the platform has made. */
function byThePlatform(account: string, number: string): readonly RehearsedCall[] {
  const platform = `arn:aws:iam::${number}:role/platform/${ROLES.platform}`;
  const session = { RoleArn: platform, RoleSessionName: 'rehearsal' };
  const run = functionWith(platform, 'rehearsal-platform');
  return [
    call(`assumes a platform role in ${account}`, 'sts:AssumeRole', platform, session),
    call('passes a platform role to a function', 'lambda:CreateFunction', platform, run),
  ];
}

function byTheBoundary(account: string, number: string): readonly RehearsedCall[] {
  const PolicyArn = boundaryIn(number);
  const version = { PolicyArn, PolicyDocument: EVERYTHING, SetAsDefault: true };
  return [
    call(`changes the boundary in ${account}`, 'iam:CreatePolicyVersion', PolicyArn, version),
    call('goes back to another version of it', 'iam:SetDefaultPolicyVersion', PolicyArn, {
      PolicyArn,
      VersionId: 'v1',
    }),
    call('deletes a version of it', 'iam:DeletePolicyVersion', PolicyArn, { PolicyArn, VersionId: 'v2' }),
    call('deletes it', 'iam:DeletePolicy', PolicyArn, { PolicyArn }),
  ];
}

function byUsers(account: string, number: string): readonly RehearsedCall[] {
  const UserName = 'rehearsal-user';
  const user = `arn:aws:iam::${number}:user/${UserName}`;
  const attached = { UserName, PolicyArn: ADMINISTRATOR_ACCESS };
  return [
    call(`creates a user in ${account}`, 'iam:CreateUser', `${user}-2`, { UserName: `${UserName}-2` }),
    call('creates an access key', 'iam:CreateAccessKey', user, { UserName }),
    call('gives a user AdministratorAccess', 'iam:AttachUserPolicy', user, attached),
  ];
}
