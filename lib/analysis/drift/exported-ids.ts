import { EXPORTS, exportName, stackName } from '../../model/names';
import type { Organization } from '../../model/organization';
import type { KnownIds } from './match-tree';

/** The ids of units and accounts that the stacks export: they tell a unit that was renamed from one that is gone. */
export function exportedIds(
  { units, accounts }: Pick<Organization, 'units' | 'accounts'>,
  exports: Readonly<Record<string, string>>,
): KnownIds {
  const find = (stack: string, name: string): string | undefined => exports[exportName(stackName(stack), name)];
  const known = <Item extends { readonly key: string }>(
    items: readonly Item[],
    idOf: (item: Item) => string | undefined,
  ) =>
    new Map(
      items.flatMap((item) => {
        const id = idOf(item);
        return id === undefined ? [] : [[item.key, id] as const];
      }),
    );
  return {
    units: known(units, ({ key }) => find('Organization', EXPORTS.unit(key))),
    accounts: known(accounts, ({ key, stack }) => find(stack, EXPORTS.account(key))),
  };
}
