import { ListGroupsCommand, type IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { Sender } from './clients';
import { everyPage } from './every-page';
import { required } from './required';

/** A group of an identity store. */
export interface LiveGroup {
  readonly id: string;
  /** Null: it has none. */
  readonly name: string | null;
}

/** Every group of an identity store. Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroups.html */
export async function listGroups(
  identitystore: Sender<IdentitystoreClient>,
  identityStoreId: string,
): Promise<readonly LiveGroup[]> {
  const groups = await everyPage(
    (NextToken) => identitystore.send(new ListGroupsCommand({ IdentityStoreId: identityStoreId, NextToken })),
    ({ Groups }) => Groups,
  );
  return groups.map(({ GroupId, DisplayName }) => ({
    id: required(GroupId, 'the id of a group'),
    name: DisplayName ?? null,
  }));
}
