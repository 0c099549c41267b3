import { splitArn } from '../../iam/patterns/arn';
import type { Organization } from '../../model/organization';

/** The keys of the member accounts that are not closed. */
export function openAccounts({ accounts }: Organization): readonly string[] {
  return accounts.filter(({ state }) => state !== 'closed').map(({ key }) => key);
}

/** The keys of the member accounts whose principals a pattern of `aws:PrincipalArn` can match. */
export function accountsOfPattern(pattern: string, organization: Organization): readonly string[] {
  const number = splitArn(pattern)?.[4] ?? '*';
  if (/[*?]/.test(number)) return openAccounts(organization);
  return organization.accounts.filter(({ accountId }) => accountId === number).map(({ key }) => key);
}
