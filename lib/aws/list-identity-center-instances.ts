import { ListInstancesCommand, type SSOAdminClient } from '@aws-sdk/client-sso-admin';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { required } from './required';

/** An instance of Identity Center: the organization's, or one of a single account. */
export interface LiveInstance {
  readonly arn: string;
  readonly identityStoreId: string;
  /** The number of the account that it belongs to: the management account, if it is the organization's. */
  readonly owner: string;
  /** `ACTIVE`, `CREATE_IN_PROGRESS`, `CREATE_FAILED` or `DELETE_IN_PROGRESS`. */
  readonly status: string;
}

/**
 * The instances that the caller's account sees in one Region. An instance is seen only in its own Regions.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html
 */
export async function listIdentityCenterInstances(ssoAdmin: Sender<SSOAdminClient>): Promise<readonly LiveInstance[]> {
  const instances = await everyPage(
    (NextToken) => ssoAdmin.send(new ListInstancesCommand({ NextToken })),
    ({ Instances }) => Instances,
  );
  return instances.map(({ InstanceArn, IdentityStoreId, OwnerAccountId, Status }) => ({
    arn: required(InstanceArn, 'the ARN of an instance'),
    identityStoreId: required(IdentityStoreId, 'the identity store of an instance'),
    owner: required(OwnerAccountId, 'the owner of an instance'),
    // Older servers tell no status.
    status: Status ?? 'ACTIVE',
  }));
}
