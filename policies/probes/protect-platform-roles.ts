import { platformExemptFrom, platformPatterns } from '../../lib/model/platform';
import { arnMatches } from '../../lib/iam/patterns/glob';
import { denied, developer, possible } from '../core/probe';
import type { Probe, ProbePlace } from '../core/probe';
import { callersAround } from '../core/role-samples';
import { arnElsewhere, arnsAround, sampleArn } from './sample-arn';

/** Requests for `protect-platform-roles`: each call on one resource of each kind, then one call on all and similar names. */
export function platformRolesProbes(
  { policies }: { readonly policies: readonly string[] },
  place: ProbePlace,
): readonly Probe[] {
  const { platform, exemptions, partners } = place.organization;
  const principals = [
    ...platformPatterns(platform),
    ...exemptions.map(({ principal }) => principal),
    ...['audit', 'backup-operator', 'backup'].map((name) => `arn:*:iam::*:role/platform/${name}`),
    ...(partners.length === 0 ? [] : ['arn:*:iam::*:role/partner/*']),
  ];
  const roles = principals.filter((arn) => arn.includes(':role/'));
  const users = principals.filter((arn) => arn.includes(':user/'));
  return [
    ...[
      ...probeKind({ calls: roleCalls, create: 'CreateRole', patterns: roles }, place),
      ...probeKind({ calls: profileCalls, create: 'CreateInstanceProfile', patterns: profilesOf(roles) }, place),
      ...probeKind({ calls: userCalls, create: 'CreateUser', patterns: users }, place),
      ...probeKind({ calls: policyCalls, create: 'CreatePolicy', patterns: policies }, place),
    ],
    ...backupRoleProbes(roles, place),
    ...roles.slice(0, 1).flatMap((role) => untouchedProbes(sampleArn(role, place), place)),
    ...users.slice(0, 1).flatMap((user) => userProbes(sampleArn(user, place), place)),
  ];
}

const roleCalls = [
  ...['CreateRole', 'DeleteRole', 'UpdateRole', 'UpdateRoleDescription', 'UpdateAssumeRolePolicy', 'PassRole'],
  ...['AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy'],
  ...['PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary', 'TagRole', 'UntagRole'],
];

const profileCalls = [
  ...['CreateInstanceProfile', 'DeleteInstanceProfile', 'AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile'],
  ...['TagInstanceProfile', 'UntagInstanceProfile'],
];

const userCalls = [
  ...['CreateUser', 'DeleteUser', 'UpdateUser', 'TagUser', 'UntagUser'],
  ...['AttachUserPolicy', 'DetachUserPolicy', 'PutUserPolicy', 'DeleteUserPolicy'],
  ...['PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary'],
  ...['CreateLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile'],
  ...['CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey'],
  ...['CreateServiceSpecificCredential', 'ResetServiceSpecificCredential'],
  ...['UpdateServiceSpecificCredential', 'DeleteServiceSpecificCredential'],
  ...['UploadSSHPublicKey', 'UpdateSSHPublicKey', 'DeleteSSHPublicKey'],
  ...['UploadSigningCertificate', 'UpdateSigningCertificate', 'DeleteSigningCertificate'],
  ...['EnableMFADevice', 'DeactivateMFADevice', 'ResyncMFADevice'],
];

const policyCalls = [
  ...['CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion', 'SetDefaultPolicyVersion'],
  ...['TagPolicy', 'UntagPolicy'],
];

interface Kind {
  readonly calls: readonly string[];
  /** The call for the probes of names. */
  readonly create: string;
  readonly patterns: readonly string[];
}

function probeKind({ calls, create, patterns }: Kind, place: ProbePlace): readonly Probe[] {
  const call = (name: string, resource: string) => ({ principal: developer(place), action: `iam:${name}`, resource });
  const unique = [...new Set(patterns)];
  return [
    ...unique.slice(0, 1).flatMap((pattern) => {
      const arn = sampleArn(pattern, place);
      return calls.map((name) => denied(`a developer calls ${name} on ${arn}`, call(name, arn)));
    }),
    ...unique.flatMap((pattern) => {
      const arn = arnElsewhere(pattern, place);
      return [
        denied(`a developer calls ${create} for ${pattern}`, call(create, sampleArn(pattern, place))),
        denied(`a developer calls ${create} for ${pattern} in another partition and account`, call(create, arn)),
      ];
    }),
    ...arnsAround(unique, place).map((arn) =>
      unique.some((pattern) => arnMatches(pattern, arn))
        ? denied(`a developer calls ${create} for ${arn}`, call(create, arn))
        : possible(`a developer calls ${create} for ${arn}, which is not protected`, call(create, arn)),
    ),
  ];
}

/** The role of the backup operator, and people with the permission set of that name. */
const OPERATORS = [
  'arn:*:iam::*:role/platform/backup-operator',
  'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_backup-operator_????????????????',
  'arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_backup-operator_????????????????',
];

/**
 * The backup operator passes the role of AWS Backup; nobody else does, and it passes no other.
 *
 * @param roles patterns of all roles that are protected
 */
function backupRoleProbes(roles: readonly string[], place: ProbePlace): readonly Probe[] {
  const iam = `arn:aws:iam::${place.account}:role`;
  const [role, operator] = [`${iam}/platform/backup`, `${iam}/platform/backup-operator`];
  const pass = (principal: string, resource = role) => ({
    ...{ principal, action: 'iam:PassRole', resource },
    context: { 'iam:PassedToService': 'backup.amazonaws.com' },
  });
  return [
    ...roleCalls
      .filter((name) => name !== 'PassRole')
      .flatMap((name) =>
        [developer(place), operator].map((principal) =>
          denied(`${principal} calls ${name} on the role of AWS Backup`, {
            ...{ principal, action: `iam:${name}`, resource: role },
          }),
        ),
      ),
    possible('the backup operator passes the role of AWS Backup to AWS Backup', pass(operator)),
    possible(
      'the backup operator of another partition passes the role of AWS Backup',
      pass(operator.replace('arn:aws:', 'arn:aws-cn:'), role.replace('arn:aws:', 'arn:aws-cn:')),
    ),
    ...['developer', 'platform/backup-operator2', 'x/platform/backup-operator', 'backup-operator'].map((name) =>
      denied(`${name} passes the role of AWS Backup to AWS Backup`, pass(`${iam}/${name}`)),
    ),
    denied(
      'a role of AWS Backup in another partition is passed by a developer',
      pass(developer(place), role.replace('arn:aws:', 'arn:aws-cn:')),
    ),
    ...operatorProbes(place),
    denied('the root user passes the role of AWS Backup to AWS Backup', {
      ...pass(`arn:aws:iam::${place.account}:root`),
    }),
    ...arnsAround(['arn:*:iam::*:role/platform/backup'], place).flatMap((arn) => {
      const expected = roles.some((pattern) => arnMatches(pattern, arn)) ? denied : possible;
      return [expected(`a developer passes ${arn} to AWS Backup`, pass(developer(place), arn))];
    }),
    denied('the backup operator passes the role of the auditor', pass(operator, `${iam}/platform/audit`)),
    possible('a developer passes another role to AWS Backup', pass(developer(place), `${iam}/shop/backup`)),
  ];
}

/** Whoever is not one of the operators, as far as names go. */
function operatorProbes(place: ProbePlace): readonly Probe[] {
  const exempt = platformExemptFrom(place.organization.platform, { id: 'protect-platform-roles', exempt: 'platform' });
  const pass = (principal: string, partition: string, account: string) => ({
    principal,
    action: 'iam:PassRole',
    resource: `arn:${partition}:iam::${account}:role/platform/backup`,
    context: { 'iam:PassedToService': 'backup.amazonaws.com' },
  });
  return [
    ...callersAround({ patterns: OPERATORS }, place)
      .filter((caller) => !exempt.some((pattern) => arnMatches(pattern, caller)))
      .map((caller) => {
        const expected = OPERATORS.some((pattern) => arnMatches(pattern, caller)) ? possible : denied;
        return expected(`${caller} passes the role of AWS Backup to AWS Backup`, pass(caller, 'aws', place.account));
      }),
    ...OPERATORS.map((pattern) => arnElsewhere(pattern, place)).map((caller) =>
      possible(`${caller} passes the role of AWS Backup`, pass(caller, 'aws-cn', place.sibling)),
    ),
  ];
}

function untouchedProbes(role: string, place: ProbePlace): readonly Probe[] {
  const principal = developer(place);
  const iam = `arn:aws:iam::${place.account}`;
  const own = `${iam}:role/shop/worker`;
  const boundary = `${iam}:policy/platform/boundary`;
  return [
    possible('a developer assumes a role of the platform, if it trusts them', {
      principal,
      action: 'sts:AssumeRole',
      resource: role,
    }),
    possible('a developer reads a role of the platform', { principal, action: 'iam:GetRole', resource: role }),
    possible('a developer reads an instance profile of the platform', {
      principal,
      action: 'iam:GetInstanceProfile',
      resource: role.replace(':role/', ':instance-profile/'),
    }),
    possible('a developer reads a policy of the platform', {
      principal,
      action: 'iam:GetPolicyVersion',
      resource: boundary,
    }),
    possible('a developer attaches a policy of the platform to their own role', {
      principal,
      action: 'iam:AttachRolePolicy',
      resource: own,
      context: { 'iam:PolicyARN': boundary },
    }),
    possible('a developer passes their own role', { principal, action: 'iam:PassRole', resource: own }),
    possible('a developer creates a service-linked role', {
      principal,
      action: 'iam:CreateServiceLinkedRole',
      resource: `${iam}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    }),
    possible('StackSets creates its role with a service-linked role', {
      principal: `${iam}:role/aws-service-role/member.org.stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgMember`,
      action: 'iam:CreateRole',
      resource: `${iam}:role/stacksets-exec-0123456789abcdef`,
    }),
  ];
}

function userProbes(user: string, place: ProbePlace): readonly Probe[] {
  return [
    denied('a developer renames their own user to an exempt one', {
      principal: developer(place),
      action: 'iam:UpdateUser',
      resources: [{ arn: `arn:aws:iam::${place.account}:user/alice` }, { arn: user }],
    }),
    possible('an exempt user changes their own password', {
      principal: user,
      action: 'iam:ChangePassword',
      resource: user,
    }),
  ];
}

function profilesOf(roles: readonly string[]): readonly string[] {
  return roles.map((arn) => arn.replace(':role/', ':instance-profile/'));
}
