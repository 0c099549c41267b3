import type { ConfigRule } from './config-rule';
import { CREDENTIAL_ROTATION, LEAST_PRIVILEGE, OWN_IDENTITIES } from './pci-requirements';
import { row } from './row';

/** IAM, the root user and the account itself: an account has them once. */
export const IDENTITY_RULES = {
  ACCESS_KEYS_ROTATED: row(
    'home',
    'periodic',
    { cis: ['1.13'], pci: CREDENTIAL_ROTATION },
    { parameters: { maxAccessKeyAge: '90' } },
  ),
  IAM_PASSWORD_POLICY: row(
    'home',
    'periodic',
    { cis: ['1.7', '1.8'] },
    {
      parameters: { MinimumPasswordLength: '14', PasswordReusePrevention: '24' },
      optionalParameters: [
        'MaxPasswordAge',
        'RequireLowercaseCharacters',
        'RequireNumbers',
        'RequireSymbols',
        'RequireUppercaseCharacters',
      ],
    },
  ),
  IAM_POLICY_BLACKLISTED_CHECK: row(
    'home',
    'change',
    { cis: ['1.21'] },
    {
      parameters: { policyArns: 'arn:aws:iam::aws:policy/AWSCloudShellFullAccess' },
      optionalParameters: ['exceptionList'],
    },
  ),
  IAM_POLICY_IN_USE: row(
    'home',
    'periodic',
    { cis: ['1.16'], pci: [...LEAST_PRIVILEGE, ...OWN_IDENTITIES] },
    {
      parameters: { policyARN: 'arn:aws:iam::aws:policy/AWSSupportAccess' },
      optionalParameters: ['policyUsageType'],
    },
  ),
  /** Customer managed policies only: CIS also means AWS's own, such as AdministratorAccess. */
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: row(
    'home',
    'change',
    { cis: ['1.15'] },
    { optionalParameters: ['excludePermissionBoundaryPolicy'] },
  ),
  IAM_ROOT_ACCESS_KEY_CHECK: row('home', 'periodic', { cis: ['1.3'] }),
  IAM_USER_MFA_ENABLED: row('home', 'periodic'),
  IAM_USER_NO_POLICIES_CHECK: row('home', 'change', { cis: ['1.14'] }),
  IAM_USER_UNUSED_CREDENTIALS_CHECK: row(
    'home',
    'periodic',
    { cis: ['1.11'] },
    { parameters: { maxCredentialUsageAge: '45' } },
  ),
  MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: row('home', 'periodic', { cis: ['1.9'] }),
  ROOT_ACCOUNT_HARDWARE_MFA_ENABLED: row('home', 'periodic', { cis: ['1.5'] }),
  ROOT_ACCOUNT_MFA_ENABLED: row('home', 'periodic', { cis: ['1.4'] }),
  SECURITY_ACCOUNT_INFORMATION_PROVIDED: row('home', 'periodic', { cis: ['1.2'], pci: ['A1.2.3'] }),
} satisfies Readonly<Record<string, ConfigRule>>;
