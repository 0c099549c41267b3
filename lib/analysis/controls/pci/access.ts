import { alarm, guardrail, stackSetting, type Chapter } from '../control';

const LIMITED = [guardrail('require-permissions-boundary'), alarm('iam-changes')];
const NO_USERS = guardrail('deny-iam-users');
const NO_KEYS = guardrail('deny-access-keys');
const NO_ROOT = guardrail('deny-root-user');
const TOLD_AT_ONCE = stackSetting('forwarded-events');
const ROLES = 'Who needs what is decided for each permission set and role: by its owner, in a review.';
const DIRECTORY = 'People are in the directory behind IAM Identity Center, and what it requires is set there.';
const PASSWORDS =
  'The password policy of IAM that the finisher sets has no such rule. People sign in with IAM Identity Center, whose directory ' +
  'has its own.';

/** PCI DSS 4.0.1, requirements 7 and 8. */
export const ACCESS: Chapter = {
  title: '7 and 8 Access, users and authentication',
  controls: [
    {
      number: '7.2.1',
      title: 'A model says who may do what, by need',
      helpedBy: [...LIMITED, guardrail('perimeter-trusted-identities')],
      remainder: ROLES,
    },
    { number: '7.2.2', title: 'Privileges follow the task, and are no more', helpedBy: LIMITED, remainder: ROLES },
    {
      number: '7.2.4',
      title: "People's accounts and privileges are reviewed every six months",
      helpedBy: [stackSetting('unused-access-analyzer'), stackSetting('external-access-analyzer')],
      remainder: ROLES,
    },
    {
      number: '7.2.5',
      title: 'System accounts have as few privileges as possible',
      helpedBy: LIMITED,
      remainder: ROLES,
    },
    {
      number: '7.2.5.1',
      title: 'Privileges of system accounts are reviewed',
      helpedBy: [stackSetting('unused-access-analyzer')],
      remainder: ROLES,
    },
    {
      number: '7.2.6',
      title: 'People query stored card numbers by applications only',
      helpedBy: LIMITED,
      remainder: 'Who may query a database is up to its owner.',
    },
    {
      number: '7.3.1',
      title: 'A system restricts access by need',
      helpedBy: [...LIMITED, guardrail('perimeter-trusted-identities')],
      remainder: ROLES,
    },
    {
      number: '7.3.2',
      title: 'The system enforces privileges by task',
      helpedBy: LIMITED,
      remainder: ROLES,
    },
    {
      number: '7.3.3',
      title: 'The system denies what nothing allows',
      helpedBy: [
        ...LIMITED,
        guardrail('perimeter-trusted-identities'),
        guardrail('block-public-buckets'),
        stackSetting('private-documents'),
        stackSetting('external-access-analyzer'),
      ],
      remainder: 'IAM denies what no policy allows. Systems inside of the accounts are up to their owner.',
    },
    {
      number: '8.2.1',
      title: 'Everyone has an identity of their own',
      helpedBy: [NO_USERS, guardrail('deny-identity-providers')],
      remainder: DIRECTORY,
    },
    {
      number: '8.2.2',
      title: 'Shared identities are an exception, and each use is traced to a person',
      helpedBy: [NO_ROOT, NO_USERS, alarm('root-use'), alarm('break-glass-assumed'), alarm('elevated-access')],
      remainder: DIRECTORY,
    },
    {
      number: '8.2.4',
      title: 'Identities are made, changed and deleted with authorization',
      helpedBy: [NO_USERS, alarm('iam-changes')],
      remainder: DIRECTORY,
    },
    {
      number: '8.2.5',
      title: 'Who leaves loses access at once',
      helpedBy: [guardrail('revoke-sessions'), NO_USERS],
      remainder: `${DIRECTORY} Sessions that are open end by \`revoke-sessions\`.`,
    },
    {
      number: '8.2.6',
      title: 'Identities that nobody has used for 90 days are removed',
      helpedBy: [NO_USERS, stackSetting('unused-access-analyzer')],
      remainder: DIRECTORY,
    },
    {
      number: '8.2.7',
      title: 'Third parties have access only when needed, and watched',
      helpedBy: [guardrail('perimeter-trusted-identities'), stackSetting('organization-trail')],
      remainder: 'When a partner needs access is decided by people.',
    },
    {
      number: '8.2.8',
      title: 'A session that is idle for 15 minutes needs authentication again',
      remainder:
        'Neither the console nor the API has such a limit. Set short sessions in permission sets, and lock screens.',
    },
    {
      number: '8.3.1',
      title: 'Every access is authenticated',
      helpedBy: [guardrail('perimeter-trusted-identities')],
      remainder: DIRECTORY,
    },
    {
      number: '8.3.2',
      title: 'Passwords and keys are encrypted in transit and at rest',
      helpedBy: [guardrail('require-tls'), guardrail('require-ebs-encryption'), guardrail('require-rds-encryption')],
      remainder: "AWS does it for its own. For an application's secrets, its owner does, such as with Secrets Manager.",
    },
    {
      number: '8.3.4',
      title: 'Wrong passwords lock a user out',
      helpedBy: [alarm('sign-in-failures')],
      remainder: `${DIRECTORY} IAM itself does not lock users out.`,
    },
    {
      number: '8.3.5',
      title: 'First passwords are unique and changed at once',
      helpedBy: [NO_USERS],
      remainder: PASSWORDS,
    },
    {
      number: '8.3.6',
      title: 'Passwords have 12 characters or more',
      metBy: [stackSetting('password-policy')],
      helpedBy: [NO_USERS],
    },
    {
      number: '8.3.7',
      title: 'The last four passwords cannot be used again',
      metBy: [stackSetting('password-policy')],
      helpedBy: [NO_USERS],
    },
    {
      number: '8.3.9',
      title: 'A password that is the only factor is changed every 90 days',
      helpedBy: [NO_USERS, NO_KEYS],
      remainder: PASSWORDS,
    },
    {
      number: '8.3.10.1',
      title: "Customers' passwords of service providers are changed every 90 days",
      helpedBy: [NO_USERS, NO_KEYS],
      remainder: PASSWORDS,
    },
    {
      number: '8.3.11',
      title: 'A factor such as a device or a certificate belongs to one person',
      helpedBy: [NO_KEYS, NO_USERS],
      remainder: DIRECTORY,
    },
    {
      number: '8.4.1',
      title: 'Administrators have MFA',
      helpedBy: [
        NO_USERS,
        guardrail('require-mfa-for-destruction'),
        alarm('sign-in-without-mfa'),
        alarm('mfa-changes'),
      ],
      remainder: DIRECTORY,
    },
    {
      number: '8.4.2',
      title: 'Everyone who reaches account data has MFA',
      helpedBy: [NO_USERS, alarm('sign-in-without-mfa'), alarm('mfa-changes'), TOLD_AT_ONCE],
      remainder: DIRECTORY,
    },
    {
      number: '8.4.3',
      title: 'Everyone from outside has MFA',
      helpedBy: [NO_USERS, alarm('sign-in-without-mfa'), alarm('mfa-changes'), TOLD_AT_ONCE],
      remainder: DIRECTORY,
    },
    {
      number: '8.6.1',
      title: 'People use system accounts only in exceptions',
      helpedBy: [alarm('platform-role-assumed'), alarm('break-glass-assumed')],
      remainder: 'Who may assume a role of an application is up to the trust policy of the role, and so to its owner.',
    },
    {
      number: '8.6.2',
      title: 'No password is written in code',
      helpedBy: [NO_KEYS],
      remainder: 'Nothing reads code: scan it in the pipeline of each team.',
    },
    {
      number: '8.6.3',
      title: 'Passwords of system accounts are changed and strong',
      helpedBy: [NO_KEYS],
      remainder: 'Nothing rotates secrets: the owner switches rotation on in Secrets Manager, and acts on the finding.',
    },
  ],
};
