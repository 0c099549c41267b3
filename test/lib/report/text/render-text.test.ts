import { code, json, link, paragraph, strong, toned, type Block, type Report } from '../../../../lib/report/report';
import { renderText } from '../../../../lib/report/text/render-text';

const PLAIN = { hasColors: false };

const report = (...blocks: readonly Block[]): Report => ({ sections: [{ blocks }] });

/** The lines of some blocks. */
const lines = (...blocks: readonly Block[]) => renderText(report(...blocks), PLAIN);

describe('a report for a terminal', () => {
  test('begins with title, small print and lead, and has an empty line before each section', () => {
    const text = renderText(
      {
        title: 'Guardrails: 1 opening',
        smallPrint: ['Compared: ', code('main'), '.'],
        lead: [paragraph('One account affected.')],
        sections: [
          { title: 'Opened', blocks: [paragraph('a'), paragraph('b')] },
          { blocks: [paragraph('c')] },
          { blocks: [] },
        ],
      },
      PLAIN,
    );
    expect(text).toEqual([
      'Guardrails: 1 opening',
      'Compared: main.',
      'One account affected.',
      '',
      'Opened',
      '  a',
      '  b',
      '',
      'c',
    ]);
  });

  test('has colors where the terminal takes them', () => {
    const found: Report = { title: 'T', sections: [{ blocks: [paragraph([toned('bad', 'x'), strong('y')])] }] };
    expect(renderText(found, { hasColors: true })).toEqual([
      '\u001b[1mT\u001b[22m',
      '',
      '\u001b[31mx\u001b[39m\u001b[1my\u001b[22m',
    ]);
    expect(renderText(found, PLAIN)).toEqual(['T', '', 'xy']);
  });

  test('hides nothing: control characters are shown by their numbers', () => {
    const hostile = 'a\u001b[31m\u202Eb\nc';
    const shown = 'a\\u{1b}[31m\\u{202e}b c';
    const [table, list, entry, tree] = [
      lines({ kind: 'table', rows: [[hostile, { lines: [code(hostile)] }]] }),
      lines({ kind: 'list', items: [hostile] }),
      lines({ kind: 'entries', entries: [{ place: hostile, label: hostile, summary: hostile }] }),
      lines({ kind: 'tree', roots: [{ label: hostile, items: [hostile], children: [] }] }),
    ];
    expect(table).toEqual([`${shown}   ${shown}`]);
    expect(list).toEqual([`- ${shown}`]);
    expect(entry).toEqual([`${shown}: ${shown}: ${shown}`]);
    expect(tree).toEqual([shown, `    ${shown}`]);
  });

  test('cuts long texts where it is told to', () => {
    const long = report(paragraph(['a'.repeat(20), code('b'.repeat(20))]));
    expect(renderText(long, { ...PLAIN, longest: 10 })).toEqual([`${'a'.repeat(10)}…${'b'.repeat(10)}…`]);
    expect(renderText(long, PLAIN)).toEqual(['a'.repeat(20) + 'b'.repeat(20)]);
  });

  test('shows where a link leads', () => {
    const [one, two] = ['https://a.example', 'text'].map((text) => paragraph(link(text, 'https://a.example')));
    expect(lines(...[one, two].flatMap((block) => block ?? []))).toEqual([
      'https://a.example',
      'text (https://a.example)',
    ]);
  });
});

describe('blocks', () => {
  test('a table has columns, with or without a head', () => {
    const rows = [
      ['a', { lines: ['b', 'c'] }],
      ['ddd', 'e'],
    ];
    expect(lines({ kind: 'table', head: ['One', 'Two'], rows })).toEqual([
      'One   Two',
      'a     b',
      '      c',
      'ddd   e',
    ]);
    expect(lines({ kind: 'table', rows })).toEqual(['a     b', '      c', 'ddd   e']);
    expect(lines({ kind: 'table', rows: [] })).toEqual([]);
  });

  test('a tree has branches, and wraps long lists of names', () => {
    const items = Array.from({ length: 9 }, (_, index) => `deny-something-${index}`);
    const leaf = { label: 'leaf', items: [], children: [] };
    const tree = lines({
      kind: 'tree',
      roots: [{ label: 'root', items, children: [{ ...leaf, items: ['x', 'y'], children: [leaf] }, leaf] }],
    });
    expect(tree.slice(0, 3).map((line) => line.slice(0, 6))).toEqual(['root', '│   de', '│   de']);
    for (const line of tree) expect(line.length).toBeLessThanOrEqual(104);
    expect(tree.slice(3)).toEqual(['├── leaf', '│   │   x, y', '│   └── leaf', '└── leaf']);
  });

  test('code keeps its lines', () => {
    expect(lines({ kind: 'code', language: 'yaml', text: 'a:\n  - b' })).toEqual(['a:', '  - b']);
  });

  test('an entry has place, label and details; of a long list, the first values', () => {
    const entry = {
      place: 'a.json:1:2',
      label: 'error dead-action',
      summary: '`x` is not an action',
      reason: 'too many patterns',
      example: { text: ['calls ', code('s3:GetObject')], code: json({}) },
      facts: [{ title: 'Fix', text: 'remove it' }],
      lists: [
        { title: 'Actions that AWS may add', items: Array.from({ length: 1_010 }, (_, index) => `a${index}`) },
        { title: 'Accounts', items: [] },
      ],
    };
    expect(lines({ kind: 'entries', entries: [entry] })).toEqual([
      'a.json:1:2: error dead-action: `x` is not an action',
      '    fix: remove it',
      '    why: too many patterns',
      '    for example calls s3:GetObject',
      '    actions that AWS may add: a0, a1, a2, a3, a4, a5, a6, a7 and 1,002 more',
    ]);
  });

  test('entries have signs, or numbers', () => {
    const entries = [{ summary: 'one', sign: '+' }, { summary: 'two' }];
    expect(lines({ kind: 'entries', entries })).toEqual(['+ one', 'two']);
    const numbered = entries.map(({ summary }) => ({ summary }));
    expect(lines({ kind: 'entries', entries: numbered, isNumbered: true })).toEqual(['1. one', '2. two']);
  });
});
