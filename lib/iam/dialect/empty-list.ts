import { isObject, pointerPart } from './core/document';
import { rule } from './core/rule';

export const emptyList = rule({
  id: 'empty-list',
  summary: 'No list and no condition operator is empty',
  why: 'An empty list of values never matches, or always under a negated operator; an empty operator demands nothing.',
  fix: 'write at least one value, or remove the element',
  severity: 'error',
  find: ({ raw }) => emptyPlaces(raw, '').map((pointer) => ({ pointer, message: `${pointer} is empty` })),
});

function emptyPlaces(value: unknown, pointer: string): readonly string[] {
  if (Array.isArray(value) && value.length === 0) return [pointer];
  if (Array.isArray(value)) return value.flatMap((one, index) => emptyPlaces(one, `${pointer}/${index}`));
  if (!isObject(value)) return [];
  const names = Object.keys(value);
  if (names.length === 0 && pointer !== '') return [pointer];
  return names.flatMap((name) => emptyPlaces(value[name], `${pointer}/${pointerPart(name)}`));
}
