import {
  appendItem,
  fillValue,
  prependMap,
  removeItems,
  addField,
  replaceField,
  valueOf,
} from '../../../../../lib/cli/input/edit/yaml-edits';

const FIELDS = { role: 'arn:*:iam::*:role/ci', until: '2027-03-31T00:00:00Z', reason: "it's: gone #1" };
const ITEM = `- role: 'arn:*:iam::*:role/ci'
    until: '2027-03-31T00:00:00Z'
    reason: 'it''s: gone #1'
`;

describe('an item at the end of a list', () => {
  test.each([
    ['that is missing', 'a: 1\n', `a: 1\n\nlist:\n  ${ITEM}`],
    ['that is missing, in a file without a last line break', 'a: 1', `a: 1\n\nlist:\n  ${ITEM}`],
    ['that is empty', 'list:\n\nb: 2\n', `list:\n  ${ITEM}\nb: 2\n`],
    ['that is empty, with a comment', 'list: # none\nb: 2\n', `list: # none\n  ${ITEM}b: 2\n`],
    ['that is null', 'list: ~ # none\nb: 2\n', `list: # none\n  ${ITEM}b: 2\n`],
    ['that is []', 'list: []\nb: 2\n', `list:\n  ${ITEM}b: 2\n`],
    [
      'that has items, comments and an own indentation',
      'list:\n  # one\n  - a: b\n    c: d # e\n\n# about b\nb: 2\n',
      `list:\n  # one\n  - a: b\n    c: d # e\n  ${ITEM}\n# about b\nb: 2\n`,
    ],
    [
      'whose last value has several lines',
      'list:\n  - a: >\n      b\n      c\n',
      `list:\n  - a: >\n      b\n      c\n  ${ITEM}`,
    ],
    ['without a last line break', 'list:\n  - a: b', `list:\n  - a: b\n  ${ITEM.trimEnd()}`],
  ])('%s', (_name, before, after) => {
    expect(appendItem(before, 'list', FIELDS)).toBe(after);
    expect(valueOf(after)).toMatchObject({ list: expect.arrayContaining([FIELDS]) as unknown });
  });

  test('is as deep as the others', () => {
    expect(appendItem('list:\n- a: b\n', 'list', { c: 'd' })).toBe('list:\n- a: b\n- c: d\n');
    expect(appendItem('list:\n      - a: b\n', 'list', { c: 'd' })).toBe('list:\n      - a: b\n      - c: d\n');
  });

  test('stays on the line of a list on one line', () => {
    expect(appendItem('list: [{ a: b }] # x\n', 'list', { c: 'd' })).toBe('list: [{ a: b }, { c: d }] # x\n');
  });

  test('ends its lines as the file does', () => {
    expect(appendItem('list:\r\n  - a: b\r\nc: d\r\n', 'list', { e: 'f', g: 'h' })).toBe(
      'list:\r\n  - a: b\r\n  - e: f\r\n    g: h\r\nc: d\r\n',
    );
  });

  test.each(['a: &x [1]\nlist: *x\n', 'list: text\n', 'list:\n  - a: b\n   - c\n'])('is refused by %j', (text) => {
    const edited = appendItem(text, 'list', FIELDS);
    expect(edited === null ? null : valueOf(edited)).toBeNull();
  });

  test.each(['true', '12', 'null', 'a: b', ' a', "it's", '', 'ünder', '# a', '2027-03-31', '- a', '*', 'x'])(
    'has the text %j as a text',
    (value) => {
      expect(valueOf(appendItem('a: 1\n', 'list', { value }) ?? '')).toEqual({ a: 1, list: [{ value }] });
    },
  );
});

describe('items that are removed', () => {
  const LIST = `list: # all
  # one
  - a: b
    c: d # e
    # still one
  # two
  - e: f

  # three
  - g: h

# about b
b: 1
`;

  test.each([
    [[0], '  # one\n  - a: b\n    c: d # e\n    # still one\n'],
    [[1], '  # two\n  - e: f\n'],
    [[2], '  # three\n  - g: h\n'],
  ])('%j take their lines and the comments right above with them', (indexes, gone) => {
    expect(removeItems(LIST, 'list', indexes)).toBe(LIST.replace(gone, ''));
  });

  test('leave an empty list if they are all', () => {
    expect(removeItems(LIST, 'list', [0, 1, 2])).toBe('list: [] # all\n\n\n# about b\nb: 1\n');
  });

  test.each(['list: [{ a: b }]\n', 'a: 1\n', 'list:\n'])('are refused by %j', (text) => {
    expect(removeItems(text, 'list', [0])).toBeNull();
  });

  test('that are not there are refused', () => {
    expect(removeItems(LIST, 'list', [3])).toBeNull();
  });
});

describe('a value that is filled in', () => {
  test.each([
    ['a:\n  b:\n', 'a:\n  b: x\n'],
    ['a:\n  b: # c\n', 'a:\n  b: x # c\n'],
    ['a:\n  b: null # c\n', 'a:\n  b: x # c\n'],
  ])('in %j', (before, after) => {
    expect(fillValue(before, ['a', 'b'], 'x')).toBe(after);
  });

  test.each(['a:\n  b: y\n', 'a:\n  c:\n', 'a:\n'])('is refused by %j', (text) => {
    expect(fillValue(text, ['a', 'b'], 'x')).toBeNull();
  });
});

describe('a field before the first of a map', () => {
  test('has the indentation of the map', () => {
    expect(prependMap('a:\n   # c\n   b: 1\n', 'a', 'x', { y: 'z' })).toBe('a:\n   # c\n   x:\n      y: z\n   b: 1\n');
  });

  test.each(['a: { b: 1 }\n', 'a:\n', 'c: 1\n'])('is refused by %j', (text) => {
    expect(prependMap(text, 'a', 'x', { y: 'z' })).toBeNull();
  });
});

describe('a field of a map', () => {
  test.each<[string, string, readonly string[], string]>([
    ['stands first in a map of its own', 'a:\n  b: 1 # x\n  c: 2\n', ['a'], 'a:\n  id: ou-1\n  b: 1 # x\n  c: 2\n'],
    [
      'stands before the comments of the first one',
      'a:\n  # about b\n  b: 1\n',
      ['a'],
      'a:\n  id: ou-1\n  # about b\n  b: 1\n',
    ],
    ['goes into an empty map', 'a: {} # x\nb: 1\n', ['a'], 'a: { id: ou-1 } # x\nb: 1\n'],
    ['goes into a map without a value', 'a: # x\nb: 1\n', ['a'], 'a: { id: ou-1 } # x\nb: 1\n'],
    ['goes into a map that is null', 'a: ~ # x\n', ['a'], 'a: { id: ou-1 } # x\n'],
    ['stays on the line of a map on one line', 'a: { b: 1 } # x\n', ['a'], 'a: { b: 1, id: ou-1 } # x\n'],
    ['fills in a value that is missing', 'a:\n  id: # x\n  b: 1\n', ['a'], 'a:\n  id: ou-1 # x\n  b: 1\n'],
    ['fills in a value at the top', 'id:\nb: 1\n', [], 'id: ou-1\nb: 1\n'],
    ['stands last at the top', '# head\na: 1 # x\n\n# end\n', [], '# head\na: 1 # x\nid: ou-1\n\n# end\n'],
    ['stands last at the top, after a map', 'a:\n  b: 1\n', [], 'a:\n  b: 1\nid: ou-1\n'],
    ['stands last in a file without a last line break', 'a: 1', [], 'a: 1\nid: ou-1'],
    ['goes deeper', 'a:\n  b:\n    c: 1\n', ['a', 'b'], 'a:\n  b:\n    id: ou-1\n    c: 1\n'],
    ['ends its line as the file does', 'a:\r\n  b: 1\r\n', ['a'], 'a:\r\n  id: ou-1\r\n  b: 1\r\n'],
    ['ends its line as the file does, at the top', 'a: 1\r\n', [], 'a: 1\r\nid: ou-1\r\n'],
    ['goes into a file on one line', '{ a: 1 }\n', [], '{ a: 1, id: ou-1 }\n'],
  ])('%s', (_name, before, path, after) => {
    expect(addField(before, path, 'id', 'ou-1')).toBe(after);
  });

  test.each<[string, string, readonly string[]]>([
    ['has a value', 'a:\n  id: other\n', ['a']],
    ['is in an alias', 'x: &x { b: 1 }\na: *x\n', ['a']],
    ['is in a text', 'a: text\n', ['a']],
    ['is in a map that is not there', 'b: 1\n', ['a']],
  ])('is refused where it %s', (_name, text, path) => {
    expect(addField(text, path, 'id', 'ou-1')).toBeNull();
  });
});

describe('a field at the top of a file', () => {
  test.each([
    ['that has a value, with a comment', 'a: 1\nkey: old # why\nb: 2\n', 'a: 1\nkey: new # why\nb: 2\n'],
    ['that is in quotes', "key: 'old'\n", 'key: new\n'],
    ['whose key is in quotes', "'key': old\n", "'key': new\n"],
    ['that is empty', 'key: # why\nb: 2\n', 'key: new # why\nb: 2\n'],
    ['that is null', 'key: ~\n', 'key: new\n'],
    ['that is missing', 'a: 1\n', 'a: 1\nkey: new\n'],
    ['that is missing, before comments at the end', 'a:\n  b: 1 # c\n\n# end\n', 'a:\n  b: 1 # c\nkey: new\n\n# end\n'],
    ['that is missing, in a file without a last line break', 'a: 1', 'a: 1\nkey: new'],
    ['that is missing, with the line ends of the file', 'a: 1\r\n', 'a: 1\r\nkey: new\r\n'],
  ])('%s', (_name, before, after) => {
    expect(replaceField(before, 'key', 'new')).toBe(after);
    expect(valueOf(after)).toMatchObject({ key: 'new' });
  });

  test.each([
    'a: &x 1\nkey: *x\n',
    'key: &x old\nb: *x\n',
    'key: !!str old\n',
    'key:\n  old\n',
    'key: >\n  old\n',
    'key: [old]\n',
    '{ key: old }\n',
    '- key\n',
    '',
  ])('is refused by %j', (text) => {
    expect(replaceField(text, 'key', 'new')).toBeNull();
  });
});
