import { z } from 'zod';
import { AUDITOR, BACKUP, BACKUP_OPERATOR, BACKUP_OPERATORS, PARTNERS, roleEverywhere } from '../lib/model/names';
import { platformPatterns } from '../lib/model/platform';
import { actionsOf } from './core/action-group';
import { guardrail } from './core/guardrail';
import type { OrganizationFacts } from './core/organization-facts';
import { deny, oneOrMany } from './core/statements';
import { INSTANCE_PROFILE_CHANGES, POLICY_CHANGES, ROLE_CHANGES } from './data/role-changes';
import { platformRolesProbes } from './probes/protect-platform-roles';
import { aPartner } from './probes/sample-people';

const schema = z.strictObject({
  policies: z
    .array(
      z.string().regex(/^arn:(?:aws|\*):iam::(?:\*|\d{12}):policy\/(?=[*?/]*[^*?/])[\w+=,.@/*?-]+$/, {
        error: "a managed policy's ARN that names more than `*`, such as `arn:*:iam::*:policy/platform/*`",
      }),
    )
    .default(['arn:*:iam::*:policy/platform/*'])
    .describe('Patterns of the ARNs of baseline policies, such as the permissions boundary'),
});

const PASS = 'iam:PassRole';

/** Its trust policy decides who may assume a role. */
const ROLE = [...actionsOf(ROLE_CHANGES), PASS].sort();

/** The role with which AWS Backup works. */
const BACKUP_ROLE = roleEverywhere(BACKUP.role);

/** Not included: `ChangePassword`, which nobody can call for someone else. */
const USER = [
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential',
  'iam:CreateUser',
  'iam:DeactivateMFADevice',
  'iam:DeleteAccessKey',
  'iam:DeleteLoginProfile',
  'iam:DeleteSSHPublicKey',
  'iam:DeleteServiceSpecificCredential',
  'iam:DeleteSigningCertificate',
  'iam:DeleteUser',
  'iam:DeleteUserPermissionsBoundary',
  'iam:DeleteUserPolicy',
  'iam:DetachUserPolicy',
  'iam:EnableMFADevice',
  'iam:PutUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:ResetServiceSpecificCredential',
  'iam:ResyncMFADevice',
  'iam:TagUser',
  'iam:UntagUser',
  'iam:UpdateAccessKey',
  'iam:UpdateLoginProfile',
  'iam:UpdateSSHPublicKey',
  'iam:UpdateServiceSpecificCredential',
  'iam:UpdateSigningCertificate',
  'iam:UpdateUser',
  'iam:UploadSSHPublicKey',
  'iam:UploadSigningCertificate',
];

const POLICY = [...POLICY_CHANGES.actions, 'iam:TagPolicy', 'iam:UntagPolicy'];

/**
 * All principals that are exempt from any guardrail, those of exemptions expired or not, and roles whose names alone open
 * something: `quarantine` lets the auditor read, and the perimeter lets partners assume their roles. The auditor, the backup
 * operator and the role of AWS Backup are protected also where there is none yet, so that nobody can be there first.
 */
function protectedPrincipals({ platform, exemptions, partners }: OrganizationFacts): readonly string[] {
  return [
    ...platformPatterns(platform),
    ...exemptions.map(({ principal }) => principal),
    ...[AUDITOR, BACKUP_OPERATOR, BACKUP.role].map(roleEverywhere),
    ...(partners.length === 0 ? [] : [roleEverywhere({ ...PARTNERS, name: '*' })]),
  ];
}

function protect(Sid: string, Action: readonly string[], resources: readonly string[]) {
  const Resource = [...new Set(resources)].sort();
  return Resource.length === 0 ? [] : [deny({ Sid, Action, Resource: oneOrMany(Resource) })];
}

export const protectPlatformRoles = guardrail({
  id: 'protect-platform-roles',
  type: 'SERVICE_CONTROL_POLICY',
  summary: 'Only the platform can change exempt principals, its own roles, those of partners, and baseline policies',
  rationale:
    'An exemption names a principal. Anyone who can create a role of that name, change its trust policy, or pass it to a ' +
    'function is exempt as well. The same is true for the auditor, who still reads in quarantine, for the backup operator, ' +
    'and for the roles of partners, which the perimeter opens by their names. The role of AWS Backup reaches the data of the ' +
    'account, so that only the backup operator passes it. Principals that must pass an exempt role, such as a pipeline, need an exemption from this ' +
    'guardrail, too. StackSets creates its roles with a service-linked role, which no guardrail binds.',
  foundBy: {
    nothing: 'No managed rule knows what a role or policy should be. The alarms about platform roles tell of changes.',
  },
  references: [
    'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html',
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html',
  ],
  exempt: 'platform',
  parameters: schema.prefault({}),
  statements: ({ policies }, organization) => {
    const principals = protectedPrincipals(organization);
    const roles = principals.filter((arn) => arn.includes(':role/'));
    const others = roles.filter((arn) => arn !== BACKUP_ROLE);
    const users = principals.filter((arn) => arn.includes(':user/'));
    const profiles = roles.map((arn) => arn.replace(':role/', ':instance-profile/'));
    return [
      ...protect('Roles', ROLE, others),
      deny({ Sid: 'BackupRole', Action: actionsOf(ROLE_CHANGES), Resource: BACKUP_ROLE }),
      // Whoever passes it restores with it, from any vault and into anything that it reaches. Only AWS Backup can take it.
      deny({
        Sid: 'Backups',
        Action: PASS,
        Resource: BACKUP_ROLE,
        Condition: { ArnNotLike: { 'aws:PrincipalArn': BACKUP_OPERATORS } },
      }),
      ...protect('InstanceProfiles', INSTANCE_PROFILE_CHANGES.actions, profiles),
      ...protect('Users', USER, users),
      ...protect('Policies', POLICY, policies),
    ];
  },
  variants: [
    { name: 'without partners', organization: { partners: [] } },
    {
      name: 'with a partner',
      organization: { partners: [aPartner('etl', { account: '920000000001', expires: '2027-03-31T00:00:00Z' })] },
    },
    { name: 'without baseline policies', parameters: { policies: [] } },
    {
      name: 'with one policy and a prefix',
      parameters: { policies: ['arn:*:iam::*:policy/boundary', 'arn:*:iam::*:policy/lz-*'] },
    },
  ],
  probes: platformRolesProbes,
});
