/*
 * Who else tries to reach a store of an application, besides those whom a file names. Each has permissions for everything:
 * nothing relies on weak permissions. docs/access.md shows them.
 *
 * {application} is the application of the store. In `account`, `own` is the account of the store, and `other` another one of
 * the organization.
 */

import type { Caller } from './caller';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html: S3UnlockBucketPolicy */
const S3_UNLOCK_BUCKET_POLICY = [
  's3:DeleteBucketPolicy',
  's3:GetBucketPolicy',
  's3:ListAllMyBuckets',
  's3:PutBucketPolicy',
];

export interface OtherCaller extends Caller {
  /**
   * Whether it only looks like somebody who has been given the store.
   *
   * @default false
   */
  readonly isLookAlike?: boolean;
  /**
   * Whether it asks for everything, of stores that are samples.
   *
   * @default - only for what is given to others, and for the settings
   */
  readonly asksEverything?: boolean;
}

const SIXTEEN = '0123456789abcdef';
const RESERVED = 'role/aws-reserved/sso.amazonaws.com/eu-central-1';

export const OTHER_CALLERS = {
  administrator: {
    name: 'administrator',
    who: 'an administrator of the account, by Identity Center',
    account: 'own',
    principal: `${RESERVED}/AWSReservedSSO_AdministratorAccess_${SIXTEEN}`,
    asksEverything: true,
  },
  developer: {
    name: 'developer',
    who: 'a role of the account that is no application',
    account: 'own',
    principal: 'role/developer',
  },
  contractor: {
    name: 'contractor',
    who: 'a contractor with a role in the account',
    account: 'own',
    principal: 'role/contractors/alice',
  },
  memberAdministrator: {
    name: 'administrator of a member',
    who: 'an administrator of another account of the organization',
    account: 'other',
    principal: `${RESERVED}/AWSReservedSSO_AdministratorAccess_${SIXTEEN}`,
  },
  managementAdministrator: {
    name: 'administrator of management',
    who: 'an administrator of the management account',
    account: 'management',
    principal: 'role/admin',
  },
  stackSets: {
    name: 'StackSets',
    who: 'the role of StackSets in the account',
    account: 'own',
    principal: 'role/stacksets-exec-0123456789abcdef0123456789abcdef',
  },
  organizationAccess: {
    name: 'organization access',
    who: 'the role in the account that the management account assumes',
    account: 'own',
    principal: 'role/OrganizationAccountAccessRole',
  },
  breakGlass: {
    name: 'break-glass',
    who: 'the break-glass role in the account',
    account: 'own',
    principal: 'role/platform/break-glass',
  },
  stolenKey: {
    name: 'stolen key',
    who: 'a thief with the access key of a user of the account',
    account: 'own',
    principal: 'user/developer',
  },
  rootUser: {
    name: 'root user',
    who: 'the root user of the account',
    account: 'own',
    principal: 'root',
    asksEverything: true,
  },
  rootSession: {
    name: 'root session',
    who: 'a session of `sts:AssumeRoot` for `S3UnlockBucketPolicy`',
    account: 'own',
    principal: 'root',
    task: S3_UNLOCK_BUCKET_POLICY,
  },
  rootOfManagement: {
    name: 'root user of management',
    who: 'the root user of the management account',
    account: 'management',
    principal: 'root',
  },
  rootOfMember: {
    name: 'root user of a member',
    who: 'the root user of another account',
    account: 'other',
    principal: 'root',
  },
  deeperRole: {
    name: 'role in a longer path',
    who: "a role whose path only ends like that of the application's role",
    account: 'own',
    principal: 'role/other/app/{application}',
    isLookAlike: true,
  },
  roleBelow: {
    name: 'role below',
    who: "a role in a path that begins like the application's role",
    account: 'own',
    principal: 'role/app/{application}/worker',
    isLookAlike: true,
  },
  longerRole: {
    name: 'role with a longer name',
    who: "a role whose name begins like that of the application's role",
    account: 'own',
    principal: 'role/app/{application}-2',
    isLookAlike: true,
  },
  roleWithoutPath: {
    name: 'role without a path',
    who: "a role with the name of the application's role and no path",
    account: 'own',
    principal: 'role/{application}',
    isLookAlike: true,
  },
  namesake: {
    name: 'role of the same name elsewhere',
    who: "a role with the path and name of the application's role in another account",
    account: 'other',
    principal: 'role/app/{application}',
    isLookAlike: true,
  },
  user: {
    name: 'user of that name',
    who: "a user with the path and name of the application's role",
    account: 'own',
    principal: 'user/app/{application}',
    isLookAlike: true,
  },
  longerSet: {
    name: 'people of a longer set',
    who: "people of a permission set whose name begins like that of the application's people",
    account: 'own',
    principal: `${RESERVED}/AWSReservedSSO_app-{application}_admin_${SIXTEEN}`,
    isLookAlike: true,
  },
  fifteenSigns: {
    name: 'fifteen signs',
    who: 'a role of Identity Center with one sign less than AWS draws',
    account: 'own',
    principal: `${RESERVED}/AWSReservedSSO_app-{application}_${SIXTEEN.slice(1)}`,
    isLookAlike: true,
  },
  seventeenSigns: {
    name: 'seventeen signs',
    who: 'a role of Identity Center with one sign more',
    account: 'own',
    principal: `${RESERVED}/AWSReservedSSO_app-{application}_${SIXTEEN}0`,
    isLookAlike: true,
  },
  imitation: {
    name: 'imitation',
    who: "a role of the account with the name of a role of the application's people, and no path",
    account: 'own',
    principal: `role/AWSReservedSSO_app-{application}_${SIXTEEN}`,
    isLookAlike: true,
  },
  imitationBelow: {
    name: 'imitation in a path',
    who: "the same in a path that only ends like Identity Center's",
    account: 'own',
    principal: `role/team/aws-reserved/sso.amazonaws.com/AWSReservedSSO_app-{application}_${SIXTEEN}`,
    isLookAlike: true,
  },
  peopleElsewhere: {
    name: 'the same set elsewhere',
    who: "people of the application's permission set in another account",
    account: 'other',
    principal: `${RESERVED}/AWSReservedSSO_app-{application}_${SIXTEEN}`,
    isLookAlike: true,
  },
  serviceLinkedRole: {
    name: 'service-linked role',
    who: 'the role of AWS Config in the account',
    account: 'own',
    principal: 'role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
    isLookAlike: true,
  },
  s3Service: {
    name: 'S3',
    who: 'S3 itself, which delivers inventories and replicas',
    account: null,
    principal: 's3.amazonaws.com',
  },
  trailService: {
    name: 'CloudTrail',
    who: 'CloudTrail itself, which delivers logs',
    account: null,
    principal: 'cloudtrail.amazonaws.com',
  },
  partner: {
    name: 'partner',
    who: 'a role of a partner without an organization',
    account: 'partner',
    principal: 'role/app/{application}',
  },
  stranger: {
    name: 'stranger',
    who: 'a role of another organization',
    account: 'stranger',
    principal: 'role/app/{application}',
  },
  anonymous: { name: 'anonymous', who: 'somebody anonymous', account: null, principal: '*', asksEverything: true },
} as const satisfies Readonly<Record<string, OtherCaller>>;

export type CallerId = keyof typeof OTHER_CALLERS;

/** The principals in the account that no guardrail for stores binds. */
export const EXEMPT = ['stackSets', 'organizationAccess', 'breakGlass'] as const satisfies readonly CallerId[];
