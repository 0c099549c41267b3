import type { Organization } from '../../model/organization';
import { UserMistake } from './user-mistake';

/**
 * @param caller the number of the account whose credentials were found
 * @param what only the management account has it, such as `the organization's StackSets`
 * @throws UserMistake if it is another account
 */
export function requireManagementAccount(caller: string, { managementAccount }: Organization, what: string): void {
  if (caller === managementAccount.accountId) return;
  throw new UserMistake({
    message: `the credentials are those of account ${caller}, which does not have ${what}`,
    allowed: `the management account of the configuration, ${managementAccount.accountId}`,
    fix: 'sign in to the management account, for example with a profile in AWS_PROFILE',
  });
}
