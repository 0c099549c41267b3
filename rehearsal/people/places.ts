import { hasPlatformRoles } from '../../lib/cli/assume/platform-role';
import type { Account, Organization } from '../../lib/model/organization';

/** An account whose number is known. */
export type NumberedAccount = Account & { readonly accountId: string };

/** The accounts that have the roles of the baseline. */
export function accountsWithRoles({ accounts }: Pick<Organization, 'accounts'>): readonly NumberedAccount[] {
  return accounts.filter(
    (account): account is NumberedAccount => account.accountId !== null && hasPlatformRoles(account),
  );
}

/** The ARN of a role from its path and name. */
export function roleArn(number: string, { path, name }: { readonly path: string; readonly name: string }): string {
  return `arn:aws:iam::${number}:role${path}${name}`;
}
