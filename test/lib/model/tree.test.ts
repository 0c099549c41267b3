import { treeOf } from '../../../lib/model/tree';

const tree = treeOf([
  { id: 'shop', parent: 'Workloads' },
  { id: 'root' },
  { id: 'Workloads', parent: 'root' },
  { id: 'lost', parent: 'nowhere' },
]);

const pathTo = (id: string): readonly string[] => tree.downTo(id).map((item) => item.id);

test('gives the items from the top down to one, itself last, in whatever order they are listed', () => {
  expect(pathTo('shop')).toEqual(['root', 'Workloads', 'shop']);
  expect(pathTo('root')).toEqual(['root']);
});

test('starts at an item whose parent is not listed, and is empty for an unknown item', () => {
  expect(pathTo('lost')).toEqual(['lost']);
  expect(pathTo('nowhere')).toEqual([]);
  expect(tree.find('nowhere')).toBeUndefined();
});
