import type { ReachedStore } from '../../constructs/application/application';
import type { PlacedStore, StoreAccess } from '../model/access';
import { accountRegionalName, storeBucket } from '../model/names';

/** The number of an account by its key, or a token for it. */
export type NumberOf = (account: string) => string;

export function bucketName({ application, store, account, region }: PlacedStore, numberOf: NumberOf): string {
  return accountRegionalName(storeBucket(application, store), numberOf(account), region);
}

/** The stores that somebody reaches, each once. */
export function reachedStores(access: readonly StoreAccess[], numberOf: NumberOf): readonly ReachedStore[] {
  const byName = new Map<string, ReachedStore>();
  for (const { store, mayRead, mayWrite } of access) {
    const id = JSON.stringify(store);
    const first = byName.get(id);
    byName.set(id, {
      bucketName: bucketName(store, numberOf),
      region: store.region,
      account: numberOf(store.account),
      mayRead: mayRead || first?.mayRead === true,
      mayWrite: mayWrite || first?.mayWrite === true,
    });
  }
  return [...byName.values()];
}
