import { compareGroups } from '../../../../lib/cli/groups/compare-groups';

const LIVE = [
  { id: 'id-1', name: 'developers' },
  { id: 'id-2', name: 'finance' },
  { id: 'id-3', name: null },
];

describe('a group of the configuration', () => {
  test.each([
    [
      'with the id of the group of its name is the same',
      'developers',
      'id-1',
      { state: 'same', live: 'id-1', otherName: null },
    ],
    ['without an id is new', 'developers', null, { state: 'new', live: 'id-1', otherName: null }],
    [
      'with the id of another group is different',
      'developers',
      'id-2',
      { state: 'different', live: 'id-1', otherName: 'finance' },
    ],
    [
      'with an id that no group has is different',
      'developers',
      'id-9',
      { state: 'different', live: 'id-1', otherName: null },
    ],
    [
      'with the id of a group of another name is renamed',
      'coders',
      'id-1',
      { state: 'renamed', live: null, otherName: 'developers' },
    ],
    [
      'that is not there is missing, with a similar name',
      'developer',
      null,
      { state: 'missing', live: null, otherName: 'developers' },
    ],
    [
      'that is not there is missing, without one if none is similar',
      'zoo',
      'id-9',
      { state: 'missing', live: null, otherName: null },
    ],
    ['in another case is missing', 'Finance', null, { state: 'missing', live: null, otherName: 'finance' }],
  ])('%s', (_name, name, id, expected) => {
    expect(compareGroups([{ name, id }], LIVE)).toEqual([{ name, configured: id, ...expected }]);
  });
});
