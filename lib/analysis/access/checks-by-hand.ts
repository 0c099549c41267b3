import { BREAK_GLASS_USERS } from '../../model/names';
import type { Organization } from '../../model/organization';
import { knownGroups } from '../../model/people';

/** Something that no configuration can know: a person looks, and signs. */
export interface CheckByHand {
  readonly id: 'break-glass-users' | 'root-credentials' | 'root-access' | 'people';
  /** What must be true: one sentence, no period. */
  readonly expected: string;
  /** How to look. */
  readonly commands: readonly string[];
  /** What to do if it is not true. */
  readonly repair: readonly string[];
  /** The accounts that it is about. */
  readonly accounts: readonly { readonly key: string; readonly accountId: string | null }[];
  readonly sources: readonly string[];
}

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

/** In the order in which they are done. */
export function checksByHand(organization: Organization): readonly CheckByHand[] {
  const { platform, identity } = organization;
  return [
    ...(platform.principals.breakGlass.length === 0 ? [] : [breakGlassUsers(organization)]),
    rootAccess(organization),
    rootCredentials(organization),
    ...(identity?.instance ? [people(organization, identity.instance)] : []),
  ];
}

/** A virtual device has an ARN as its serial number, `…:mfa/…`; a security key `…:u2f/…`; a token the number on its back. */
function breakGlassUsers({ managementAccount }: Organization): CheckByHand {
  return {
    id: 'break-glass-users',
    expected:
      'Two users for emergencies exist, each of one person, with a hardware MFA device, and without an access key',
    commands: [
      `aws iam list-users --path-prefix ${BREAK_GLASS_USERS} --query 'Users[].UserName'`,
      "aws iam list-mfa-devices --user-name NAME --query 'MFADevices[].SerialNumber'",
      "aws iam list-access-keys --user-name NAME --query 'AccessKeyMetadata[].AccessKeyId'",
      'aws iam list-user-policies --user-name NAME',
    ],
    repair: [
      'aws iam delete-access-key --user-name NAME --access-key-id KEY',
      'aws iam deactivate-mfa-device --user-name NAME --serial-number SERIAL # a virtual device: …:mfa/…',
      '# register a hardware device instead, in the console, as the user',
    ],
    accounts: [{ key: managementAccount.key, accountId: managementAccount.accountId }],
    sources: [`${IAM}/id_credentials_mfa_checking-status.html`, `${IAM}/id_credentials_mfa_enable_physical.html`],
  };
}

function rootAccess({ managementAccount }: Organization): CheckByHand {
  return {
    id: 'root-access',
    expected:
      'Root access is centralized: RootCredentialsManagement and RootSessions are on, so that new accounts have no root credentials',
    commands: ['aws iam list-organizations-features'],
    repair: ['npx cdk deploy OrganizationSettings'],
    accounts: [{ key: managementAccount.key, accountId: managementAccount.accountId }],
    sources: [`${IAM}/id_root-enable-root-access.html`],
  };
}

/** A root session without a name of a user asks about the root user. */
function rootCredentials({ accounts, homeRegion }: Organization): CheckByHand {
  const assume = (task: string): string =>
    `aws sts assume-root --region ${homeRegion} --duration-seconds 900 --target-principal NUMBER --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/${task}`;
  return {
    id: 'root-credentials',
    expected: 'No root user of a member account has a password, an access key, a signing certificate or an MFA device',
    commands: [
      '# for each account; a root session lasts 15 minutes, and sets off the alarm root-use',
      assume('IAMAuditRootUserCredentials'),
      '# with the credentials that it prints in the environment; NoSuchEntity and empty lists are right',
      ...['get-login-profile', 'list-access-keys', 'list-signing-certificates', 'list-mfa-devices'].map(
        (call) => `aws iam ${call}`,
      ),
    ],
    repair: [
      assume('IAMDeleteRootUserCredentials'),
      'aws iam delete-login-profile',
      'aws iam delete-access-key --access-key-id KEY',
      'aws iam delete-signing-certificate --certificate-id CERTIFICATE',
      'aws iam deactivate-mfa-device --serial-number SERIAL',
    ],
    accounts: accounts.filter(({ state }) => state !== 'closed').map(({ key, accountId }) => ({ key, accountId })),
    sources: [`${IAM}/id_root-user-privileged-task.html`, `${IAM}/id_root-enable-root-access.html`],
  };
}

function people(organization: Organization, { identityStoreId }: { readonly identityStoreId: string }): CheckByHand {
  const { managementAccount, homeRegion } = organization;
  return {
    id: 'people',
    expected: 'Each group has the people that it should have, and nobody who left or changed teams',
    commands: [...knownGroups(organization)].map(
      ([name, id]) =>
        `aws identitystore list-group-memberships --region ${homeRegion} --identity-store-id ${identityStoreId} --group-id ${id} # ${name}`,
    ),
    repair: [
      '# remove the person where groups are kept: in the identity source, or, if that is Identity Center itself:',
      `aws identitystore delete-group-membership --region ${homeRegion} --identity-store-id ${identityStoreId} --membership-id MEMBERSHIP`,
    ],
    accounts: [{ key: managementAccount.key, accountId: managementAccount.accountId }],
    sources: ['https://docs.aws.amazon.com/cli/latest/reference/identitystore/list-group-memberships.html'],
  };
}
