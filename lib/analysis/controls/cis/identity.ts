import { alarm, guardrail, guardrailOfAll, protection, stackSetting, type Chapter, type Control } from '../control';

const NO_USERS = guardrail('deny-iam-users');
const NO_KEYS = guardrail('deny-access-keys');
const NO_ROOT = guardrailOfAll('deny-root-user');
const ROOT_ACCESS = stackSetting('central-root-access');
const KEY_MADE = alarm('access-key-created');
const TOLD_AT_ONCE = stackSetting('forwarded-events');

/** It is set, and nobody but the platform changes it. */
const PASSWORD_POLICY: Pick<Control, 'metBy' | 'helpedBy'> = {
  metBy: [stackSetting('password-policy')],
  helpedBy: [NO_USERS, protection('protect-baseline', 'password-policy')],
};

/** CIS AWS Foundations Benchmark 5.0, chapter 1. */
export const IDENTITY: Chapter = {
  title: '1 Identity and access',
  controls: [
    {
      number: '1.1',
      earlier: '1.1',
      title: "The account's contact details are current",
      helpedBy: [guardrail('deny-account-changes')],
      remainder:
        'Only people know whether they are current. Someone checks them once a year: the management account can read and ' +
        'change the details of all member accounts.',
    },
    {
      number: '1.2',
      earlier: '1.2',
      title: 'A contact for security is registered',
      metBy: [stackSetting('security-contact')],
      helpedBy: [protection('deny-account-changes', 'security-contact')],
    },
    {
      number: '1.3',
      earlier: '1.4',
      title: 'The root user has no access key',
      metBy: [NO_ROOT],
      helpedBy: [NO_KEYS, ROOT_ACCESS, KEY_MADE, TOLD_AT_ONCE],
    },
    {
      number: '1.4',
      earlier: '1.5',
      title: 'The root user has MFA',
      helpedBy: [NO_ROOT, ROOT_ACCESS, alarm('mfa-changes'), TOLD_AT_ONCE],
      remainder:
        "The management account's root user needs a device that a person registers. Config answers that its rule does not " +
        'apply where root credentials are absent.',
    },
    {
      number: '1.5',
      earlier: '1.6',
      title: 'The root user has hardware MFA',
      helpedBy: [NO_ROOT, ROOT_ACCESS, alarm('mfa-changes'), TOLD_AT_ONCE],
      remainder:
        "The management account's root user needs a hardware device that a person registers and locks away. Config answers " +
        'that its rule does not apply where root credentials are absent.',
    },
    {
      number: '1.6',
      earlier: '1.7',
      title: 'The root user is not used for daily work',
      helpedBy: [NO_ROOT, ROOT_ACCESS, alarm('root-use'), TOLD_AT_ONCE],
      remainder:
        'No guardrail binds the management account. People use its root user only for what nobody else can do; the alarm ' +
        'tells each use.',
    },
    {
      number: '1.7',
      earlier: '1.8',
      title: 'Passwords have 14 characters or more',
      ...PASSWORD_POLICY,
    },
    {
      number: '1.8',
      earlier: '1.9',
      title: 'Passwords cannot be used again',
      ...PASSWORD_POLICY,
    },
    {
      number: '1.9',
      earlier: '1.10',
      title: 'Every user with a password has MFA',
      metBy: [NO_USERS],
      helpedBy: [alarm('sign-in-without-mfa'), alarm('mfa-changes'), TOLD_AT_ONCE],
    },
    {
      number: '1.10',
      earlier: '1.11',
      title: 'A new user with a password gets no access key',
      metBy: [NO_KEYS],
      helpedBy: [NO_USERS, KEY_MADE, TOLD_AT_ONCE],
    },
    {
      number: '1.11',
      earlier: '1.12',
      title: 'Credentials that nobody has used for 45 days are disabled',
      helpedBy: [NO_USERS, NO_KEYS, stackSetting('unused-access-analyzer')],
      remainder: "Nothing disables them: the account's owner acts on the finding.",
    },
    {
      number: '1.12',
      earlier: '1.13',
      title: 'A user has one active access key at most',
      metBy: [NO_KEYS],
      helpedBy: [KEY_MADE, TOLD_AT_ONCE],
    },
    {
      number: '1.13',
      earlier: '1.14',
      title: 'Access keys are rotated within 90 days',
      helpedBy: [NO_KEYS, KEY_MADE],
      remainder: "Nothing rotates them: the account's owner acts on the finding, or uses a role.",
    },
    {
      number: '1.14',
      earlier: '1.15',
      title: 'Users get permissions by groups only',
      helpedBy: [NO_USERS, alarm('iam-changes')],
      remainder:
        'Nothing keeps a policy off a user that exists: the owner moves it to a group, or the person to a role.',
    },
    {
      number: '1.15',
      earlier: '1.16',
      title: 'No attached policy allows everything on everything',
      helpedBy: [guardrail('require-permissions-boundary'), alarm('iam-changes')],
      remainder:
        'An administrator can still write such a policy. The boundary limits what it gives, where the guardrail is attached.',
    },
    {
      number: '1.16',
      earlier: '1.17',
      title: 'A role can open and follow cases with AWS Support',
      remainder:
        'No stack makes it. Attach the policy AWSSupportAccess to a role in each account, or to a permission set, which makes ' +
        'a role where it is assigned.',
    },
    {
      number: '1.17',
      earlier: '1.18',
      title: 'Instances call AWS with a role',
      helpedBy: [NO_KEYS],
      remainder: 'Nothing requires a role at launch. Without access keys, an instance has no other way to call AWS.',
    },
    {
      number: '1.18',
      earlier: '1.19',
      title: 'Expired certificates are removed from IAM',
      remainder: "Nothing removes them: the account's owner acts on the finding, and uses ACM instead.",
    },
    {
      number: '1.19',
      earlier: '1.20',
      title: 'An analyzer of external access is on in every Region',
      metBy: [stackSetting('external-access-analyzer')],
      helpedBy: [protection('protect-access-analyzer', 'external-access-analyzer')],
    },
    {
      number: '1.20',
      earlier: '1.21',
      title: 'People sign in with one directory for all accounts',
      helpedBy: [NO_USERS, guardrail('deny-identity-providers')],
      remainder:
        'A person enables IAM Identity Center in the management account, once and in the console: AWS has no API for it.',
    },
    {
      number: '1.21',
      earlier: '1.22',
      title: 'Full access to CloudShell is restricted',
      remainder:
        'Nothing keeps the policy AWSCloudShellFullAccess off a role: the owner acts on the finding, and denies file transfer ' +
        'where CloudShell is needed.',
    },
  ],
};
