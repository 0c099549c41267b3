import { changed, left } from './definition-outcome';
import { inHomeRegion } from './definition-home-region';
import { call, choose, isPresent, type MachineCondition, type MachineStates } from './definition-states';

/** What IAM demands of the passwords of an account's users, in IAM's own words. */
export interface PasswordPolicy {
  readonly MinimumPasswordLength: number;
  readonly PasswordReusePrevention: number;
  readonly RequireLowercaseCharacters: boolean;
  readonly RequireUppercaseCharacters: boolean;
  readonly RequireNumbers: boolean;
  readonly RequireSymbols: boolean;
  readonly AllowUsersToChangePassword: boolean;
}

/** At least what the CIS AWS Foundations Benchmark 3.0.0 demands in 1.8 and 1.9. Passwords do not expire there. */
export const PASSWORD_POLICY: PasswordPolicy = {
  MinimumPasswordLength: 14,
  PasswordReusePrevention: 24,
  RequireLowercaseCharacters: true,
  RequireUppercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  AllowUsersToChangePassword: true,
};

const WHAT = { what: 'password policy' };

/** Sets the password policy of IAM, unless the account has one that demands no less. */
export function setPasswordPolicy(homeRegion: string, policy: PasswordPolicy): MachineStates {
  return inHomeRegion(
    'PasswordPolicy',
    { homeRegion, ...WHAT },
    {
      ReadPasswordPolicy: call(
        'iam:getAccountPasswordPolicy',
        {},
        { absent: { error: 'Iam.NoSuchEntityException', next: 'SetPasswordPolicy' } },
      ),
      IsPasswordPolicySet: choose([{ if: demandsNoLess(policy), next: 'PasswordPolicyIsSet' }], 'SetPasswordPolicy'),
      // What is not named here becomes the default, so all is named.
      SetPasswordPolicy: call('iam:updateAccountPasswordPolicy', { ...policy }, { at: null }),
      PasswordPolicySet: changed(WHAT),
      PasswordPolicyIsSet: left({ ...WHAT, why: 'it demands no less' }),
    },
  );
}

function demandsNoLess(policy: PasswordPolicy): MachineCondition {
  const conditions = Object.entries(policy as unknown as Record<string, number | boolean>)
    .filter(([, value]) => value !== false)
    .flatMap(([name, value]) => {
      const path = `$.PasswordPolicy.${name}`;
      return [
        isPresent(path),
        typeof value === 'number'
          ? { Variable: path, NumericGreaterThanEquals: value }
          : { Variable: path, BooleanEquals: true },
      ];
    });
  return { And: conditions };
}
