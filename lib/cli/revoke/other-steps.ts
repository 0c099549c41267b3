import type { Organization } from '../../model/organization';
import { permissionSetName, placedAssignments } from '../../model/people';
import type { RevocationEntry } from './make-entry';
import type { RoleSubject, RevokedSubject } from './read-subject';
import { quoted } from '../input/quoted';

/** Something to do outside of the guardrails, which works without a deployment. */
export interface OtherStep {
  readonly what: string;
  /** Calls of the AWS CLI, to be run with credentials of the account that `what` says. */
  readonly commands: readonly string[];
  /** Where AWS says so. */
  readonly source: string;
}

const GUIDE = 'https://docs.aws.amazon.com/singlesignon/latest/userguide';
const IAM_GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

/**
 * The other steps, in the order that AWS recommends: whoever is disabled first keeps the roles, and the groups can no longer
 * be read.
 *
 * @param region of Identity Center
 */
export function otherSteps(
  entry: RevocationEntry,
  subject: RevokedSubject,
  organization: Organization,
  region: string,
): readonly OtherStep[] {
  if (entry.kind === 'person') return stepsForPerson(entry.person, organization, region);
  return subject.kind === 'role' ? stepsForRole(entry, subject, organization) : [];
}

/**
 * No operation of `sso-admin` or `identitystore` ends a session of somebody else or disables a user: both are done in the
 * console. (`aws sso logout` ends one's own session.)
 */
function stepsForPerson(person: string, { identity }: Organization, region: string): readonly OtherStep[] {
  const store = identity?.instance?.identityStoreId ?? 'IDENTITY-STORE-ID';
  const instance = identity?.instance?.arn ?? 'INSTANCE-ARN';
  const inStore = `--identity-store-id ${store} --region ${region}`;
  const inInstance = `--instance-arn ${instance} --region ${region}`;
  return [
    {
      what: 'Remove the person from every group, or a session of the portal that is open gets roles on and on. If groups come from an identity provider, do it there. The second call once for each membership',
      commands: [
        `aws identitystore list-group-memberships-for-member ${inStore} --member-id UserId=${person} --query 'GroupMemberships[].[MembershipId,GroupId]' --output text`,
        `aws identitystore delete-group-membership ${inStore} --membership-id MEMBERSHIP-ID`,
      ],
      source: `${GUIDE}/revoke-user-permissions.html`,
    },
    {
      what: 'Remove what is assigned to the person alone: Rampart assigns only to groups, so that there should be nothing',
      commands: [
        `aws sso-admin list-account-assignments-for-principal ${inInstance} --principal-type USER --principal-id ${person}`,
        `aws sso-admin delete-account-assignment ${inInstance} --principal-type USER --principal-id ${person} --target-type AWS_ACCOUNT --target-id ACCOUNT --permission-set-arn PERMISSION-SET-ARN`,
      ],
      source: `${GUIDE}/revoke-user-permissions.html`,
    },
    {
      what: 'Disable the person in the identity provider, if Identity Center has one. If it has not, wait with that until the last step',
      commands: [],
      source: `${GUIDE}/revoke-user-permissions.html`,
    },
    {
      what: 'End the sessions of the portal, in the console (AWS has no call for it): IAM Identity Center, Users, the person, Active sessions, select all, Delete session. Sessions of the AWS CLI follow within an hour; sessions of roles go on',
      commands: [],
      source: `${GUIDE}/manage-user-session.html`,
    },
    {
      what: 'Disable the person, in the console (AWS has no call for it): IAM Identity Center, Users, the person, Disable user access',
      commands: [],
      source: `${GUIDE}/disableuser.html`,
    },
  ];
}

function stepsForRole(
  { role, issuedBefore }: Extract<RevocationEntry, { kind: 'role' }>,
  subject: RoleSubject,
  { partners }: Organization,
): readonly OtherStep[] {
  if (subject.permissionSet !== null)
    return [
      {
        what: 'Revoke the person whose session it is: only that keeps it from new sessions. A role of Identity Center cannot be changed in its account',
        commands: [`npx rampart revoke ${quoted(subject.personName ?? 'USER-NAME')} --reason … --owner …`],
        source: `${GUIDE}/revoke-user-permissions.html`,
      },
    ];
  const partner = partners.find(({ key }) => key === subject.partner);
  if (partner !== undefined)
    return [
      {
        what: `Tell the partner, account ${partner.account}: it can assume the role again at once. To keep it from that, set \`expires\` of partners.${partner.key} to now, and deploy Guardrails and Baseline`,
        commands: [],
        source: `${IAM_GUIDE}/id_roles_use_revoke-sessions.html`,
      },
    ];
  const name = role.slice(role.lastIndexOf('/') + 1);
  if (/[*?]/.test(name)) return [];
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:TokenIssueTime': issuedBefore } },
      },
    ],
  });
  return [
    {
      what: 'Deny the same at the role itself, with credentials of its account; guardrails deny that for roles that Rampart makes. Then find out who could assume it, and close that',
      commands: [
        `aws iam put-role-policy --role-name ${name} --policy-name AWSRevokeOlderSessions --policy-document '${document}'`,
      ],
      source: `${IAM_GUIDE}/id_roles_use_revoke-sessions.html`,
    },
  ];
}

/** The groups whose people have the role of a permission set, and so lose their sessions, too. */
export function groupsWith({ permissionSet, account }: RoleSubject, organization: Organization): readonly string[] {
  const placed = placedAssignments(organization).filter(
    (one) => permissionSetName(one.permissionSet) === permissionSet && (account ?? one.account) === one.account,
  );
  return [...new Set(placed.map(({ group }) => group))];
}
