import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import { findSameMeaning } from '../../../../lib/analysis/difference/same-meaning';
import type {
  GuardrailsDocument,
  GuardrailsFile,
  GuardrailsPlacement,
  GuardrailsManagementPolicy,
} from '../../../../lib/model/guardrails-file';
import { aFile, aUnit } from './a-file';

const sameMeaning = (
  before: GuardrailsFile,
  after: GuardrailsFile,
  touched: ReadonlySet<string>,
): ReturnType<typeof findSameMeaning> => findSameMeaning(before, after, matchTargets(before, after), touched);

type Statement = GuardrailsDocument['content']['Statement'][number];

function deny(action: string | readonly string[], more: Partial<Statement> = {}): Statement {
  return { Effect: 'Deny', Action: action, Resource: '*', ...more };
}

/** A policy of statements that each are one guardrail's, or some guardrails' value by value. */
function aPolicy(
  name: string,
  target: string,
  statements: readonly (readonly [owners: string | readonly string[], statement: Statement])[],
): GuardrailsDocument {
  const guardrails = statements.flatMap(([owners, { Action = [] }], index): readonly (readonly [string, string[]])[] =>
    typeof owners === 'string'
      ? [[`/Statement/${index}`, [owners]]]
      : [Action].flat().map((_, value) => [`/Statement/${index}/Action/${value}`, [owners[value] ?? '']]),
  );
  return {
    name,
    type: 'SERVICE_CONTROL_POLICY',
    targets: [target],
    content: { Version: '2012-10-17', Statement: statements.map(([, statement]) => statement) },
    guardrails: Object.fromEntries(guardrails),
  };
}

function file(documents: readonly GuardrailsDocument[], more: Partial<GuardrailsFile> = {}): GuardrailsFile {
  return aFile([aUnit('A'), aUnit('B'), aUnit('C'), aUnit('D')], { documents, ...more });
}

function foreign(documents: readonly GuardrailsDocument[]): GuardrailsFile {
  const { formatVersion, organization, targets } = file([]);
  const bare = documents.map(({ name, type, targets: places, content }) => ({ name, type, targets: places, content }));
  return { formatVersion, organization, targets, documents: bare };
}

function told(before: GuardrailsFile, after: GuardrailsFile, touched: readonly string[] = []): readonly string[] {
  return sameMeaning(before, after, new Set(touched)).map(
    ({ kind, summary, documents }) => `${kind}: ${summary} [${documents.join()}]`,
  );
}

const ONE_PACKED = 'stands in other places or under other names and says the same.';
const PACKED = 'stand in other places or under other names and say the same.';

describe('text', () => {
  const before = file([
    aPolicy('A-1', 'A', [['one', deny('s3:Put*')]]),
    aPolicy('B-1', 'B', [['one', deny('s3:Put*')]]),
  ]);
  const twice: Statement = deny(['s3:Put*', 's3:PutObject']);
  const after = file([aPolicy('A-1', 'A', [['one', twice]]), aPolicy('B-1', 'B', [['one', twice]])]);

  test('that is the same is not reported', () => {
    expect(told(before, before)).toEqual([]);
  });

  test('that is another one is reported once for all targets', () => {
    expect(sameMeaning(before, after, new Set())).toEqual([
      {
        kind: 'text',
        targets: ['A', 'B'],
        guardrails: ['one'],
        documents: ['A-1', 'B-1'],
        summary: 'one is written otherwise on A and B and means the same.',
      },
    ]);
  });

  test('of a guardrail that a change names is not said to mean the same', () => {
    expect(told(before, after, ['one'])).toEqual([]);
    expect(told(before, after, ['two'])).toHaveLength(1);
  });

  test('of several guardrails on the same targets is one entry', () => {
    const both = (one: string, two: string): GuardrailsFile =>
      file([
        aPolicy('A-1', 'A', [
          ['one', deny(one)],
          ['two', deny(two)],
        ]),
      ]);
    expect(told(both('s3:*', 'sqs:*'), both('s3:**', 'sqs:**'))).toEqual([
      'text: one and two are written otherwise on A and mean the same. [A-1]',
    ]);
  });

  test('that came or went without effect is reported as that', () => {
    const unit = file([aPolicy('A-1', 'A', [['one', deny('s3:*')]])]);
    const root = file([aPolicy('root-1', 'root', [['one', deny('s3:*')]])]);
    expect(told(unit, root)).toEqual([
      'text: one is now on root, too, which changes nothing. [root-1]',
      'text: one is no longer on A, which changes nothing. [A-1]',
    ]);
  });

  test('of nobody is claimed to mean nothing', () => {
    expect(told(foreign(before.documents), foreign(after.documents))).toEqual([]);
  });

  test('of settings is compared, too', () => {
    const settings = (content: Readonly<Record<string, unknown>>): GuardrailsFile => {
      const policy: GuardrailsManagementPolicy = {
        name: 'A-tag-1',
        type: 'TAG_POLICY',
        targets: ['A'],
        content,
        guardrails: { '': ['tags'] },
      };
      return file([], { settings: [policy] });
    };
    const [old, now] = [
      settings({ tags: {} }),
      settings({ tags: { '@@operators_allowed_for_child_policies': ['@@all'] } }),
    ];
    expect(told(old, now)).toEqual(['text: tags is written otherwise on A and means the same. [A-tag-1]']);
    expect(told(old, now, ['tags'])).toEqual([]);
  });
});

describe('parameters', () => {
  const placed = (parameters: GuardrailsPlacement['parameters'], action = 's3:*'): GuardrailsFile =>
    file([aPolicy('A-1', 'A', [['one', deny(action)]])], {
      placements: [{ guardrail: 'one', target: 'A', parameters, exemptions: [] }],
    });

  test('without effect are reported, and their text is not reported once more', () => {
    expect(told(placed({ days: 1 }), placed({ days: 2 }))).toEqual([
      'parameters: one is given other parameters on A and means the same. []',
    ]);
    expect(told(placed({ days: 1 }), placed({ days: 2 }, 's3:**'))).toEqual([
      'parameters: one is given other parameters on A and means the same. [A-1]',
    ]);
  });

  test('of a guardrail that a change names are not reported', () => {
    expect(told(placed({ days: 1 }), placed({ days: 2 }), ['one'])).toEqual([]);
  });

  test('of a guardrail that was not placed there are none', () => {
    const { placements, ...rest } = placed({ days: 1 });
    expect(placements).toHaveLength(1);
    expect(told(rest, placed({ days: 1 }))).toEqual([]);
  });
});

describe('packing', () => {
  const apart = file([
    aPolicy('A-1', 'A', [['one', deny('s3:*', { Sid: 'One' })]]),
    aPolicy('A-2', 'A', [['two', deny('sqs:*', { Sid: 'Two' })]]),
  ]);

  test('in other documents is reported, also of guardrails that changes name', () => {
    const together = file([
      aPolicy('A-1', 'A', [
        ['one', deny('s3:*', { Sid: 'One' })],
        ['two', deny('sqs:*', { Sid: 'Two' })],
      ]),
    ]);
    const expected = [`packing: two on A ${ONE_PACKED} [A-2,A-1]`];
    expect(told(apart, together)).toEqual(expected);
    expect(told(apart, together, ['one', 'two'])).toEqual(expected);
  });

  test('with statements merged across guardrails is the same', () => {
    const merged = file([aPolicy('A-1', 'A', [[['one', 'two'], deny(['s3:*', 'sqs:*'], { Sid: 'OneAnd1More' })]])]);
    expect(told(apart, merged)).toEqual([`packing: one and two on A ${PACKED} [A-1,A-2]`]);
  });

  test('with statements of one guardrail merged or split, or under other names, is the same', () => {
    const list = file([aPolicy('A-1', 'A', [['one', deny(['s3:*', 'sqs:*'], { Sid: 'One' })]])]);
    const split = file([
      aPolicy('A-1', 'A', [
        ['one', deny('sqs:*')],
        ['one', deny(['s3:*'])],
      ]),
    ]);
    expect(told(list, split)).toEqual([`packing: one on A ${ONE_PACKED} [A-1]`]);
  });

  test('in another order only names the documents of that order', () => {
    const [one, two]: readonly (readonly [string, Statement])[] = [
      ['one', deny('s3:*')],
      ['two', deny('sqs:*')],
    ];
    if (one === undefined || two === undefined) throw new Error('two statements');
    const untouched = aPolicy('A-2', 'A', [['three', deny('kms:*')]]);
    const [before, after] = [
      [one, two],
      [two, one],
    ].map((order) => file([aPolicy('A-1', 'A', order), untouched]));
    expect(told(before ?? file([]), after ?? file([]))).toEqual([`packing: one and two on A ${PACKED} [A-1]`]);
  });

  test('of statements that are nobody’s is compared as a whole', () => {
    const [before, after] = [
      foreign([aPolicy('x', 'A', [['one', deny(['s3:*', 'sqs:*'])]])]),
      foreign([
        aPolicy('y', 'A', [
          ['one', deny('sqs:*')],
          ['one', deny('s3:*')],
        ]),
      ]),
    ];
    expect(told(before, after)).toEqual([`packing: The statements on A ${PACKED} [x,y]`]);
    expect(told(foreign(apart.documents), apart)).toEqual([]);
  });

  test('of which one side knows whose the statements are is compared as a whole, too', () => {
    const joined = aPolicy('A-1', 'A', [['one', deny(['s3:*', 'sqs:*'])]]);
    expect(told(apart, foreign([joined]))).toEqual([`packing: one and two on A ${PACKED} [A-1,A-2]`]);
    expect(told(apart, foreign([aPolicy('A-1', 'A', [['one', deny('s3:*')]])]))).toEqual([]);
  });

  test('of settings, of which the order may count, is not claimed beside a changed effect', () => {
    const tags = (...names: readonly string[]): GuardrailsFile =>
      file([], {
        settings: names.map((name): GuardrailsManagementPolicy => {
          const content = { tags: { [name.slice(-1)]: {} } };
          return { name, type: 'TAG_POLICY', targets: ['A'], content, guardrails: { '': [name.slice(-1)] } };
        }),
      });
    const [order, another, renamed] = [tags('1-a', '2-b'), tags('2-b', '1-a'), tags('1-a', '3-b')];
    expect(told(order, another)).toEqual([`packing: a and b on A ${PACKED} [2-b,1-a]`]);
    expect(told(order, another, ['a'])).toEqual([]);
    expect(told(order, renamed)).toEqual([`packing: b on A ${ONE_PACKED} [2-b,3-b]`]);
    expect(told(order, renamed, ['b'])).toEqual([]);
  });

  test('is not claimed where a value is missing, or an element is not a list of alternatives', () => {
    const [two, one] = [
      file([aPolicy('A-1', 'A', [['one', deny(['s3:*', 'sqs:*'])]])]),
      file([aPolicy('A-1', 'A', [['one', deny('s3:*')]])]),
    ];
    expect(told(two, one, ['one'])).toEqual([]);
    const negated = (...actions: readonly string[]): Statement => ({
      Effect: 'Deny',
      NotAction: actions,
      Resource: '*',
    });
    const [whole, halves] = [
      file([aPolicy('A-1', 'A', [['one', negated('s3:*', 'sqs:*')]])]),
      file([
        aPolicy('A-1', 'A', [
          ['one', negated('s3:*')],
          ['one', negated('sqs:*')],
        ]),
      ]),
    ];
    expect(told(whole, halves, ['one'])).toEqual([]);
  });

  test('of many targets is told with three of them', () => {
    const everywhere = (sid: string): GuardrailsFile =>
      file(['A', 'B', 'C', 'D'].map((unit) => aPolicy(`${unit}-1`, unit, [['one', deny('s3:*', { Sid: sid })]])));
    expect(told(everywhere('Old'), everywhere('New'))).toEqual([
      `packing: one on A, B, C and 1 more ${ONE_PACKED} [A-1,B-1,C-1,D-1]`,
    ]);
  });
});
