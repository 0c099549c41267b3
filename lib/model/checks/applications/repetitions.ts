import type { PropertyPath } from '../../organization';
import type { Problem } from '../../problem';
import type { YamlFile } from '../../read/yaml-file';
import { describePosition } from '../describe-position';
import { itemsOf, type Listed } from './context';

/** The accounts that a list names more than once. */
export function findRepetitions(list: Listed, path: PropertyPath, yaml: Pick<YamlFile, 'locate'>): readonly Problem[] {
  return findRepeated(itemsOf(list), ({ value }) => value, {
    code: 'duplicate-account',
    describe: ({ value }) => `the account \`${value}\``,
    locate: ({ index }) => yaml.locate([...path, index]),
  });
}

/** Items that were listed before. */
export function findRepeated<Item>(
  items: readonly Item[],
  identify: (item: Item) => string,
  {
    code,
    describe,
    locate,
  }: {
    readonly code: string;
    readonly describe: (item: Item) => string;
    readonly locate: (item: Item) => Problem['at'];
  },
): readonly Problem[] {
  const firsts = new Map<string, Item>();
  return items.flatMap((item) => {
    const first = firsts.get(identify(item));
    if (first === undefined) {
      firsts.set(identify(item), item);
      return [];
    }
    const message = `${describe(item)} is listed twice; the first is at ${describePosition(locate(first))}`;
    return [{ code, at: locate(item), message, fix: 'remove one of the two' }];
  });
}
