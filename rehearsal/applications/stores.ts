import { applicationPlaces, applicationRole, type PlacedStore } from '../../lib/model/access';
import { accountRegionalName, storeBucket } from '../../lib/model/names';
import type { Organization } from '../../lib/model/organization';

/** A store in one account, open or retired. */
export interface RehearsedStore extends PlacedStore {
  /** The number of its account. */
  readonly number: string;
  readonly bucket: string;
  /** Whether anybody may reach it. */
  readonly isOpen: boolean;
  /** For people, such as `shop/orders`. */
  readonly label: string;
}

/** Every store of every application in each of its accounts. */
export function storesOf(organization: Organization): readonly RehearsedStore[] {
  return applicationPlaces(organization).flatMap(({ application: { key, region, stores }, account, state }) => {
    const number = numberOf(organization, account);
    return stores.map(({ name, state: own }) => ({
      ...{ application: key, store: name, account, region, number },
      bucket: accountRegionalName(storeBucket(key, name), number, region),
      isOpen: state === 'active' && own === 'active',
      label: `${key}/${name} in ${account}`,
    }));
  });
}

/** An account's number, which every account of a running organization has. */
export function numberOf({ accounts }: Pick<Organization, 'accounts'>, key: string): string {
  const number = accounts.find((account) => account.key === key)?.accountId;
  if (number == null) throw new Error(`account \`${key}\` has no number`);
  return number;
}

/** The ARN of the role of an application in an account. */
export function applicationRoleArn(number: string, application: string): string {
  return `arn:aws:iam::${number}:role/${applicationRole(application)}`;
}

/** The ARN of a role that Identity Center could make for a permission set. */
export function roleOfPermissionSet(number: string, permissionSet: string, region: string): string {
  return `arn:aws:iam::${number}:role/aws-reserved/sso.amazonaws.com/${region}/AWSReservedSSO_${permissionSet}_0123456789abcdef`;
}
