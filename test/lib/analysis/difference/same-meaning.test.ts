import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import { guardrailsTree } from '../../../../lib/analysis/evaluate/guardrails-tree';
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
  changed: ReadonlySet<string>,
): ReturnType<typeof findSameMeaning> =>
  findSameMeaning(guardrailsTree(before), guardrailsTree(after), matchTargets(before, after), changed);

type Statement = GuardrailsDocument['content']['Statement'][number];

function deny(action: string | readonly string[], more: Partial<Statement> = {}): Statement {
  return { Effect: 'Deny', Action: action, Resource: '*', ...more };
}

/** A policy with statements from one guardrail each, or with one guardrail for each action. */
function aPolicy(
  name: string,
  target: string,
  statements: readonly (readonly [guardrails: string | readonly string[], statement: Statement])[],
): GuardrailsDocument {
  const guardrails = statements.flatMap(([from, { Action = [] }], index): readonly (readonly [string, string[]])[] =>
    typeof from === 'string'
      ? [[`/Statement/${index}`, [from]]]
      : [Action].flat().map((_, value) => [`/Statement/${index}/Action/${value}`, [from[value] ?? '']]),
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

function entriesOf(before: GuardrailsFile, after: GuardrailsFile, changed: readonly string[] = []): readonly string[] {
  return sameMeaning(before, after, new Set(changed)).map(
    ({ kind, summary, documents }) => `${kind}: ${summary} [${documents.join()}]`,
  );
}

const REPACKED = 'are reordered, renamed or moved between documents; their meaning is the same.';

describe('text', () => {
  const before = file([
    aPolicy('A-1', 'A', [['one', deny('s3:Put*')]]),
    aPolicy('B-1', 'B', [['one', deny('s3:Put*')]]),
  ]);
  const twice: Statement = deny(['s3:Put*', 's3:PutObject']);
  const after = file([aPolicy('A-1', 'A', [['one', twice]]), aPolicy('B-1', 'B', [['one', twice]])]);

  test('that does not change is not reported', () => {
    expect(entriesOf(before, before)).toEqual([]);
  });

  test('that is rewritten is reported once for all targets', () => {
    expect(sameMeaning(before, after, new Set())).toEqual([
      {
        kind: 'text',
        targets: ['A', 'B'],
        guardrails: ['one'],
        documents: ['A-1', 'B-1'],
        summary: 'one is rewritten on A and B; its meaning is the same.',
      },
    ]);
  });

  test('of a guardrail that a change names is not reported', () => {
    expect(entriesOf(before, after, ['one'])).toEqual([]);
    expect(entriesOf(before, after, ['two'])).toHaveLength(1);
  });

  test('of several guardrails on the same targets is one entry', () => {
    const both = (one: string, two: string): GuardrailsFile =>
      file([
        aPolicy('A-1', 'A', [
          ['one', deny(one)],
          ['two', deny(two)],
        ]),
      ]);
    expect(entriesOf(both('s3:*', 'sqs:*'), both('s3:**', 'sqs:**'))).toEqual([
      'text: one and two are rewritten on A; their meaning is the same. [A-1]',
    ]);
  });

  test('that is added or removed without effect is reported', () => {
    const unit = file([aPolicy('A-1', 'A', [['one', deny('s3:*')]])]);
    const root = file([aPolicy('root-1', 'root', [['one', deny('s3:*')]])]);
    expect(entriesOf(unit, root)).toEqual([
      'text: one is added to root, which changes no decision. [root-1]',
      'text: one is removed from A, which changes no decision. [A-1]',
    ]);
  });

  test('without known guardrails is not reported', () => {
    expect(entriesOf(foreign(before.documents), foreign(after.documents))).toEqual([]);
  });

  test('of management policies is compared, too', () => {
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
    expect(entriesOf(old, now)).toEqual(['text: tags is rewritten on A; its meaning is the same. [A-tag-1]']);
    expect(entriesOf(old, now, ['tags'])).toEqual([]);
  });
});

describe('parameters', () => {
  const placed = (parameters: GuardrailsPlacement['parameters'], action = 's3:*'): GuardrailsFile =>
    file([aPolicy('A-1', 'A', [['one', deny(action)]])], {
      placements: [{ guardrail: 'one', target: 'A', parameters, exemptions: [] }],
    });

  test('without effect are reported, and then the rewritten text is not', () => {
    expect(entriesOf(placed({ days: 1 }), placed({ days: 2 }))).toEqual([
      'parameters: The parameters of one change on A; its meaning is the same. []',
    ]);
    expect(entriesOf(placed({ days: 1 }), placed({ days: 2 }, 's3:**'))).toEqual([
      'parameters: The parameters of one change on A; its meaning is the same. [A-1]',
    ]);
  });

  test('of a guardrail that a change names are not reported', () => {
    expect(entriesOf(placed({ days: 1 }), placed({ days: 2 }), ['one'])).toEqual([]);
  });

  test('of a guardrail that was not placed before are not reported', () => {
    const { placements, ...rest } = placed({ days: 1 });
    expect(placements).toHaveLength(1);
    expect(entriesOf(rest, placed({ days: 1 }))).toEqual([]);
  });
});

describe('packing', () => {
  const apart = file([
    aPolicy('A-1', 'A', [['one', deny('s3:*', { Sid: 'One' })]]),
    aPolicy('A-2', 'A', [['two', deny('sqs:*', { Sid: 'Two' })]]),
  ]);

  test('in other documents is reported, also for guardrails that changes name', () => {
    const together = file([
      aPolicy('A-1', 'A', [
        ['one', deny('s3:*', { Sid: 'One' })],
        ['two', deny('sqs:*', { Sid: 'Two' })],
      ]),
    ]);
    const expected = [`packing: The statements of two on A ${REPACKED} [A-2,A-1]`];
    expect(entriesOf(apart, together)).toEqual(expected);
    expect(entriesOf(apart, together, ['one', 'two'])).toEqual(expected);
  });

  test('that merges statements of several guardrails is reported', () => {
    const merged = file([aPolicy('A-1', 'A', [[['one', 'two'], deny(['s3:*', 'sqs:*'], { Sid: 'OneAnd1More' })]])]);
    expect(entriesOf(apart, merged)).toEqual([`packing: The statements of one and two on A ${REPACKED} [A-1,A-2]`]);
  });

  test('that merges, splits or renames statements of one guardrail is reported', () => {
    const list = file([aPolicy('A-1', 'A', [['one', deny(['s3:*', 'sqs:*'], { Sid: 'One' })]])]);
    const split = file([
      aPolicy('A-1', 'A', [
        ['one', deny('sqs:*')],
        ['one', deny(['s3:*'])],
      ]),
    ]);
    expect(entriesOf(list, split)).toEqual([`packing: The statements of one on A ${REPACKED} [A-1]`]);
  });

  test('in another order names only the reordered documents', () => {
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
    expect(entriesOf(before ?? file([]), after ?? file([]))).toEqual([
      `packing: The statements of one and two on A ${REPACKED} [A-1]`,
    ]);
  });

  test('of statements without known guardrails is compared as a whole', () => {
    const [before, after] = [
      foreign([aPolicy('x', 'A', [['one', deny(['s3:*', 'sqs:*'])]])]),
      foreign([
        aPolicy('y', 'A', [
          ['one', deny('sqs:*')],
          ['one', deny('s3:*')],
        ]),
      ]),
    ];
    expect(entriesOf(before, after)).toEqual([`packing: The statements on A ${REPACKED} [x,y]`]);
    expect(entriesOf(foreign(apart.documents), apart)).toEqual([]);
  });

  test('with known guardrails in only one state is compared as a whole', () => {
    const joined = aPolicy('A-1', 'A', [['one', deny(['s3:*', 'sqs:*'])]]);
    expect(entriesOf(apart, foreign([joined]))).toEqual([
      `packing: The statements of one and two on A ${REPACKED} [A-1,A-2]`,
    ]);
    expect(entriesOf(apart, foreign([aPolicy('A-1', 'A', [['one', deny('s3:*')]])]))).toEqual([]);
  });

  test('of management policies, whose order can matter, is not reported if a change names the guardrail', () => {
    const tags = (...names: readonly string[]): GuardrailsFile =>
      file([], {
        settings: names.map((name): GuardrailsManagementPolicy => {
          const content = { tags: { [name.slice(-1)]: {} } };
          return { name, type: 'TAG_POLICY', targets: ['A'], content, guardrails: { '': [name.slice(-1)] } };
        }),
      });
    const [order, another, renamed] = [tags('1-a', '2-b'), tags('2-b', '1-a'), tags('1-a', '3-b')];
    expect(entriesOf(order, another)).toEqual([`packing: The statements of a and b on A ${REPACKED} [2-b,1-a]`]);
    expect(entriesOf(order, another, ['a'])).toEqual([]);
    expect(entriesOf(order, renamed)).toEqual([`packing: The statements of b on A ${REPACKED} [2-b,3-b]`]);
    expect(entriesOf(order, renamed, ['b'])).toEqual([]);
  });

  test('is not reported if a value is missing or a list does not hold alternatives', () => {
    const [two, one] = [
      file([aPolicy('A-1', 'A', [['one', deny(['s3:*', 'sqs:*'])]])]),
      file([aPolicy('A-1', 'A', [['one', deny('s3:*')]])]),
    ];
    expect(entriesOf(two, one, ['one'])).toEqual([]);
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
    expect(entriesOf(whole, halves, ['one'])).toEqual([]);
  });

  test('on many targets names three of them', () => {
    const everywhere = (sid: string): GuardrailsFile =>
      file(['A', 'B', 'C', 'D'].map((unit) => aPolicy(`${unit}-1`, unit, [['one', deny('s3:*', { Sid: sid })]])));
    expect(entriesOf(everywhere('Old'), everywhere('New'))).toEqual([
      `packing: The statements of one on A, B, C and 1 more ${REPACKED} [A-1,B-1,C-1,D-1]`,
    ]);
  });
});
