import type { PropertyPath } from '../../../../lib/model/organization';
import { describeProblem } from '../../../../lib/model/problem';
import type { YamlFile } from '../../../../lib/model/read/yaml-file';
import { parseYaml } from '../../../../lib/model/read/yaml-file';

function requireYaml(text: string): YamlFile {
  const outcome = parseYaml({ file: 'a.yaml', text });
  if (outcome.kind === 'problems') throw new Error(outcome.problems.map(describeProblem).join('\n'));
  return outcome.value;
}

function describeText(text: string): string {
  const outcome = parseYaml({ file: 'a.yaml', text });
  const problems = outcome.kind === 'ok' ? outcome.value.problems : outcome.problems;
  return problems.map(describeProblem).join('\n');
}

describe('a YAML file', () => {
  test('gives plain values', () => {
    const text = 'a: 1\nb: [x, true, null, "1"]\nc:\n  d: 2026-11-21\n  on: yes\n  e:\n';
    expect(requireYaml(text).value).toEqual({
      a: 1,
      b: ['x', true, null, '1'],
      c: { d: '2026-11-21', on: 'yes', e: null },
    });
  });

  test('has no merge keys', () => {
    expect(requireYaml('<<: { a: 1 }\n').value).toEqual({ '<<': { a: 1 } });
  });

  test('repeats values by aliases, which an inner anchor of the same name takes over', () => {
    expect(requireYaml('a: &x [1]\nb: *x\nc: &x { d: &x 2 }\ne: *x\n').value).toEqual({
      a: [1],
      b: [1],
      c: { d: 2 },
      e: 2,
    });
  });

  describe('locates', () => {
    const yaml = requireYaml('a: 1\nb:\n  - c: 2\n    d:\n  - [x,  y]\ne: &z { f: 3 }\ng: *z\n');

    test.each<[string, PropertyPath, number, number, number, number]>([
      ['the whole', [], 1, 1, 1, 1],
      ['a value', ['a'], 1, 4, 1, 1],
      ['a list', ['b'], 3, 3, 2, 1],
      ['an item', ['b', 0], 3, 5, 3, 5],
      ['a value in an item', ['b', 0, 'c'], 3, 8, 3, 5],
      ['a key without a value', ['b', 0, 'd'], 4, 5, 4, 5],
      ['an item of a list in one line', ['b', 1, 1], 5, 10, 5, 10],
      ['a value behind an alias', ['g', 'f'], 6, 12, 6, 9],
      ['what is missing, at the key above', ['e', 'nothing', 'here'], 6, 1, 6, 1],
    ])('%s', (_what, path, line, column, keyLine, keyColumn) => {
      expect(yaml.locate(path)).toEqual({ file: 'a.yaml', line, column });
      expect(yaml.locateKey(path)).toEqual({ file: 'a.yaml', line: keyLine, column: keyColumn });
    });
  });

  test.each([
    ['as it is written', "id: '0123'\n", "'0123'"],
    ['without the comment behind it', 'id: 0123 # why\n', '0123'],
    ['in one line', 'id:\n  a: 1\n  b: 2\n', 'a: 1…'],
    ['in sixty characters', `id: ${'x'.repeat(61)}\n`, `${'x'.repeat(60)}…`],
    ['as nothing, when nothing is written', 'id:\n', ''],
  ])('quotes a value %s', (_how, text, expected) => {
    expect(requireYaml(text).quote(['id'])).toBe(expected);
  });

  test('fails on each key that is written twice, and keeps the first', () => {
    const text = 'a: 1\nb: { c: 1, c: 2 }\na: 3\n';
    expect(describeText(text)).toBe(
      'a.yaml:2:12: the key `c` is written twice\n    allowed: each key once\n    fix: remove one of the two\n' +
        'a.yaml:3:1: the key `a` is written twice\n    allowed: each key once\n    fix: remove one of the two',
    );
    expect(requireYaml(text).value).toEqual({ a: 1, b: { c: 1 } });
  });

  test('fails on keys that are not text', () => {
    expect(describeText('1: a\ntrue: b\n? [c]\n: d\n__proto__: e\n: f\n')).toBe(
      'a.yaml:1:1: `1` cannot be a key\n    allowed: text\n' +
        "    fix: put it in quotes: `'1'`\n" +
        'a.yaml:2:1: `true` cannot be a key\n    allowed: text\n' +
        "    fix: put it in quotes: `'true'`\n" +
        'a.yaml:3:3: only text can be a key\n    allowed: text\n' +
        'a.yaml:5:1: `__proto__` cannot be a key\n    allowed: any other key\n    fix: remove it\n' +
        'a.yaml:6:1: a key is missing before the colon\n    allowed: text',
    );
  });

  test.each([
    [
      'a value with a colon in it',
      'home: eu: central\n',
      'a.yaml:1:7: YAML: nested mappings are not allowed in compact mappings: `home: eu: central`',
      'put a value that contains `: ` in quotes, or indent the line below its key',
    ],
    ['a tab', 'a:\n\tb: 1\n', 'a.yaml:2:1: YAML: tabs are not allowed as indentation: `b: 1`', 'indent with spaces'],
    [
      'a reserved character',
      'owner: @team\n',
      'a.yaml:1:8: YAML: plain value cannot start with reserved character @: `owner: @team`',
      'put the value in quotes',
    ],
    [
      'an asterisk',
      'principal: *\n',
      'a.yaml:1:12: YAML: alias cannot be an empty string: `principal: *`',
      'put a value that starts with `*` in quotes',
    ],
    ['an open quote', "a: 'x\n", "a.yaml:2:1: YAML: missing closing 'quote", 'close the open quote, bracket or brace'],
    [
      'a tag',
      'a: !Ref x\n',
      'a.yaml:1:4: YAML: unresolved tag: !Ref: `a: !Ref x`',
      'remove the tag, or put a value that starts with `!` in quotes',
    ],
    ['a control character', 'a: \u001b[2J\n', 'a.yaml:1:4: YAML: the control character U+001B', 'remove it'],
  ])('fails on %s', (_what, text, message, fix) => {
    expect(describeText(text)).toBe(`${message}\n    fix: ${fix}`);
  });

  test('fails on the first error of each line', () => {
    expect(describeText('a: b: c: d\ne: @f @g\n').match(/^a\.yaml:\d+/gm)).toEqual(['a.yaml:1', 'a.yaml:2']);
  });

  test('fails on a second document', () => {
    expect(describeText('a: 1\n---\nb: 2\n')).toBe(
      'a.yaml:2:1: a second YAML document starts here\n' +
        '    allowed: one document in a file\n' +
        '    fix: remove the `---`, or move what follows to its own file',
    );
  });

  test.each([
    ['no character', ''],
    ['comments only', '# to do\n'],
    ['null', '~\n'],
    ['a document without content', '---\n'],
  ])('fails with %s in it', (_what, text) => {
    expect(describeText(text)).toBe(
      'a.yaml:1:1: the file is empty\n' +
        '    allowed: fields and their values\n' +
        '    fix: write the fields, or remove the file',
    );
  });

  test('fails on an alias without an anchor', () => {
    expect(describeText('a: *x\nb: &x 1\n')).toBe(
      'a.yaml:1:4: the alias `*x` has no anchor before it\n    fix: mark the value that it repeats with `&x`',
    );
  });

  test('fails on an alias within its own anchor', () => {
    expect(describeText('a: &x [1, { b: *x }]\n')).toBe(
      'a.yaml:1:16: the alias `*x` is inside of the value that it repeats',
    );
  });

  test('fails quickly on too many aliases, at the first one beyond the limit', () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const items = level === 0 ? Array<string>(10).fill('boom') : Array<string>(10).fill(`*a${level - 1}`);
      return `a${level}: &a${level} [${items.join(', ')}]`;
    });
    const start = performance.now();
    expect(describeText(`${levels.join('\n')}\n`)).toBe(
      'a.yaml:3:50: with the alias `*a1`, aliases repeat 1,109 values\n' +
        '    allowed: at most 1,000 values repeated by aliases in a file\n' +
        '    fix: write the values without aliases',
    );
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test('fails on a flood of aliases, in no time', () => {
    const start = performance.now();
    expect(describeText(`a: &x 1\nb: [${'*x , '.repeat(50_000)}]\n`)).toContain('aliases repeat 1,001 values');
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test.each([
    ['lists', '['.repeat(200) + ']'.repeat(200)],
    ['maps', Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['more than the stack holds', `a: ${'['.repeat(20_000)}`],
  ])('fails when nested too deeply in %s', (_what, text) => {
    expect(describeText(text)).toMatch(/^a\.yaml:\d+:\d+: nested too deeply/m);
  });

  test('takes time that grows linearly with its keys', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('');
    const start = performance.now();
    expect(Object.keys(requireYaml(text).value as object)).toHaveLength(20_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
