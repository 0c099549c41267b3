import type { LiveInstance } from '../../aws/list-identity-center-instances';
import type { Organization } from '../../model/organization';
import { listValues } from '../../model/suggest';
import { UserMistake } from '../input/user-mistake';

/**
 * The organization's instance among those that an account sees: the management account owns it. Others are of single
 * accounts, and have no permission sets.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/identity-center-instances.html
 *
 * @throws UserMistake if there is none, or AWS tells of several
 */
export function chooseInstance(
  instances: readonly LiveInstance[],
  { managementAccount, identity }: Pick<Organization, 'managementAccount' | 'identity'>,
  region: string,
): LiveInstance {
  const own = instances.filter(({ owner }) => owner === managementAccount.accountId);
  const configured = own.find(({ arn }) => arn === identity?.instance?.arn);
  const [first] = own;
  if (configured !== undefined) return configured;
  if (first !== undefined && own.length === 1) return first;
  if (first !== undefined)
    throw new UserMistake({
      message: `AWS tells of ${own.length} instances of Identity Center of account ${managementAccount.accountId}: ${listValues(own.map(({ arn }) => arn))}`,
      fix: 'write `identity.instance` of the one that is meant into landing-zone.yaml',
    });
  const others = instances.map(({ arn, owner }) => `${arn} of account ${owner}`);
  throw new UserMistake({
    message: `the organization has no instance of Identity Center in ${region}${others.length === 0 ? '' : `, only ${listValues(others)}`}`,
    allowed: `the organization instance, which belongs to the management account, ${managementAccount.accountId}`,
    fix: `if it is in another Region, repeat the command with --region; else enable it, as a person of the management account, in ${region}: https://console.aws.amazon.com/singlesignon, Enable (https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-identity-center.html)`,
  });
}
