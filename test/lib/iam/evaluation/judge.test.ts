import { compile } from '../../../../lib/iam/evaluation/compile';
import type { Knowledge } from '../../../../lib/iam/evaluation/context';
import { judge, Level, traceLevels, type Verdict } from '../../../../lib/iam/evaluation/judge';
import { not } from '../../../../lib/iam/evaluation/truth';
import type { Statement } from '../../../../lib/iam/statement';
import { contextOf, type Keys } from '../conditions/ask';
import { fc } from '../../../seeded-fast-check';

interface LevelDraft {
  readonly statements?: readonly Statement[];
  readonly fullAccess?: boolean;
}

/** Levels with sources such as `level 0`, and `level 0 /Statement/0` for its statements. */
function levelsOf(drafts: readonly LevelDraft[]): readonly Level<string>[] {
  return drafts.map(({ statements = [], fullAccess = true }, index) => {
    const compiled = compile({ Version: '2012-10-17', Statement: statements });
    const placed = compiled.map((statement) => ({ statement, source: `level ${index} ${statement.pointer}` }));
    return new Level(placed, fullAccess, `level ${index}`);
  });
}

function judgeOf(drafts: readonly LevelDraft[], action: string, keys: Keys = {}, resource = '*'): Verdict<string> {
  return judge(levelsOf(drafts), { action, resource, context: contextOf(keys) });
}

const deny = (action: string, more: Partial<Statement> = {}): Statement => ({
  Effect: 'Deny',
  Action: action,
  Resource: '*',
  ...more,
});
const allow = (action: string, more: Partial<Statement> = {}): Statement => ({
  Effect: 'Allow',
  Action: action,
  Resource: '*',
  ...more,
});
const when = (key: string, value: string): Partial<Statement> => ({ Condition: { StringEquals: { [key]: value } } });

describe('judging', () => {
  test('permits what nothing denies', () => {
    expect(judgeOf([{}, { statements: [deny('s3:*')] }], 'ec2:RunInstances')).toEqual({
      decision: 'permitted',
      by: [],
      missing: [],
    });
  });

  test('names every statement that denies, at every level', () => {
    const drafts = [{ statements: [deny('s3:*'), deny('ec2:*')] }, { statements: [deny('*')] }];
    expect(judgeOf(drafts, 'ec2:RunInstances').by).toEqual(['level 0 /Statement/1', 'level 1 /Statement/0']);
  });

  test('denies what one level does not allow, and names the level', () => {
    const drafts = [{}, { fullAccess: false, statements: [allow('s3:*')] }, {}];
    expect(judgeOf(drafts, 's3:GetObject').decision).toBe('permitted');
    expect(judgeOf(drafts, 'ec2:RunInstances')).toEqual({ decision: 'denied', by: ['level 1'], missing: [] });
    expect(judgeOf([{ fullAccess: false }], 's3:GetObject').by).toEqual(['level 0']);
  });

  test('permits only what every level allows', () => {
    const drafts = [
      { fullAccess: false, statements: [allow('s3:*'), allow('ec2:*')] },
      { fullAccess: false, statements: [{ Effect: 'Allow' as const, NotAction: 'ec2:*', Resource: '*' }] },
    ];
    expect(judgeOf(drafts, 's3:GetObject').decision).toBe('permitted');
    expect(judgeOf(drafts, 'ec2:RunInstances').by).toEqual(['level 1']);
    expect(judgeOf(drafts, 'sqs:SendMessage').by).toEqual(['level 0']);
  });

  test('denies if both a Deny and an Allow apply', () => {
    expect(judgeOf([{ statements: [allow('*'), deny('s3:*')] }], 's3:GetObject').by).toEqual(['level 0 /Statement/1']);
  });

  test('evaluates the conditions of an Allow', () => {
    const drafts = [{ fullAccess: false, statements: [allow('*', when('aws:RequestedRegion', 'eu-central-1'))] }];
    expect(judgeOf(drafts, 's3:GetObject', { 'aws:RequestedRegion': 'eu-central-1' }).decision).toBe('permitted');
    expect(judgeOf(drafts, 's3:GetObject', { 'aws:RequestedRegion': 'us-east-1' }).by).toEqual(['level 0']);
    expect(judgeOf(drafts, 's3:GetObject', { 'aws:RequestedRegion': '?' }).missing).toEqual(['aws:RequestedRegion']);
  });
});

describe('a verdict that depends on unknown keys', () => {
  const unknown = { 'aws:a': '?', 'aws:b': '?', 'aws:c': '?' };
  const missing = (drafts: readonly LevelDraft[], keys: Keys = unknown): readonly string[] =>
    judgeOf(drafts, 's3:GetObject', keys).missing;

  test('names the keys', () => {
    expect(missing([{ statements: [deny('*', when('aws:a', '1')), deny('ec2:*', when('aws:b', '1'))] }])).toEqual([
      'aws:a',
    ]);
  });

  test('does not name a key of a statement that does not apply whatever its value', () => {
    const statement = deny('*', { Condition: { StringEquals: { 'aws:a': '1', 'aws:d': '1' } } });
    expect(judgeOf([{ statements: [statement] }], 's3:GetObject', unknown).decision).toBe('permitted');
  });

  test('names nothing when something else denies', () => {
    const drafts = [{ statements: [deny('*', when('aws:a', '1')), deny('s3:*')] }];
    expect(judgeOf(drafts, 's3:GetObject', unknown)).toMatchObject({ decision: 'denied', missing: [] });
  });

  test('does not name a key that matters only if another statement denies already', () => {
    const both = deny('*', { Condition: { StringEquals: { 'aws:a': '1', 'aws:b': '1' } } });
    expect(missing([{ statements: [both, deny('*', when('aws:a', '1'))] }])).toEqual(['aws:a']);
    expect(missing([{ statements: [both] }, { statements: [both] }])).toEqual(['aws:a', 'aws:b']);
    expect(missing([{ statements: [both, both] }])).toEqual(['aws:a', 'aws:b']);
  });

  test('names the keys of an Allow and of a Deny', () => {
    const drafts = [{ fullAccess: false, statements: [allow('*', when('aws:a', '1')), deny('*', when('aws:b', '1'))] }];
    expect(missing(drafts)).toEqual(['aws:a', 'aws:b']);
    expect(missing(drafts, { ...unknown, 'aws:a': '1' })).toEqual(['aws:b']);
  });

  test('names each key once, as a policy spells it', () => {
    expect(missing([{ statements: [deny('*', when('aws:A', '1')), deny('*', when('aws:a', '2'))] }])).toEqual([
      'aws:A',
    ]);
  });
});

describe('the three values', () => {
  const keys = ['aws:a', 'aws:b', 'aws:c'];
  const value = fc.constantFrom('1', '2');
  const operator = fc.constantFrom(
    'StringEquals',
    'StringNotEquals',
    'StringLikeIfExists',
    'Null',
    'ForAllValues:StringEquals',
  );
  const condition = fc.tuple(operator, fc.constantFrom(...keys), value).map(([name, key, one]) => ({
    [name]: { [key]: name === 'Null' ? String(one === '1') : one },
  }));
  const statement = fc
    .tuple(fc.constantFrom('Allow' as const, 'Deny' as const), fc.array(condition, { maxLength: 2 }))
    .map(([Effect, conditions]): Statement => ({
      Effect,
      Action: '*',
      Resource: '*',
      Condition: Object.assign({}, ...conditions) as NonNullable<Statement['Condition']>,
    }));
  const level = fc.record({ statements: fc.array(statement, { maxLength: 4 }), fullAccess: fc.boolean() });
  const knowledge = fc.constantFrom<Knowledge>(undefined, '1', '2', '?');
  const request = fc.record(Object.fromEntries(keys.map((key) => [key, knowledge])));

  test('leave a decision as it is for every value of an unknown key', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 3 }), request, (drafts, known) => {
        const levels = levelsOf(drafts);
        const decide = (at: Keys): Verdict<string> =>
          judge(levels, { action: 's3:GetObject', resource: '*', context: contextOf(at) });
        const verdict = decide(known);
        const completions = completionsOf(known);
        if (verdict.decision === 'undecided') {
          expect(verdict.missing.every((key) => known[key] === '?')).toBe(true);
        } else {
          for (const complete of completions) expect(decide(complete).decision).toBe(verdict.decision);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('decide once all missing keys are known', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 3 }), request, (drafts, known) => {
        const levels = levelsOf(drafts);
        const decide = (at: Keys): Verdict<string> =>
          judge(levels, { action: 's3:GetObject', resource: '*', context: contextOf(at) });
        const { missing } = decide(known);
        const named = Object.fromEntries(Object.entries(known).filter(([key]) => missing.includes(key)));
        for (const complete of completionsOf(named)) {
          const verdict = decide({ ...known, ...complete });
          // A key that was not missing may matter once the missing ones are known, but not before.
          if (verdict.decision === 'undecided')
            expect(verdict.missing.some((key) => missing.includes(key))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('follow from the trace', () => {
    const decisions = new Map<boolean | null, string>([
      [true, 'denied'],
      [null, 'undecided'],
      [false, 'permitted'],
    ]);
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 3 }), request, (drafts, known) => {
        const levels = levelsOf(drafts);
        const asked = { action: 's3:GetObject', resource: '*', context: contextOf(known) };
        const verdict = judge(levels, asked);
        const traces = traceLevels(levels, asked);
        const denying = traces.flatMap(({ source, denies, allowed }) => [
          ...denies.map((one) => ({ source: one.source, denies: one.truth })),
          { source, denies: not(allowed) },
        ]);
        const truth = [true, null, false].find((value) => denying.some((one) => one.denies === value)) ?? null;
        expect(verdict.decision).toBe(decisions.get(truth));
        expect(verdict.by).toEqual(denying.filter((one) => one.denies === true).map(({ source }) => source));
        const missing = traces.flatMap(({ denies, allows }) => [...denies, ...allows].flatMap((one) => one.missing));
        expect(missing).toEqual(expect.arrayContaining([...verdict.missing]));
      }),
      { numRuns: 300 },
    );
  });

  test('an additional Deny never permits', () => {
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 3 }), statement, request, (drafts, added, known) => {
        const more = [...drafts, { statements: [{ ...added, Effect: 'Deny' as const }] }];
        const before = judgeOf(drafts, 's3:GetObject', known).decision;
        const after = judgeOf(more, 's3:GetObject', known).decision;
        if (before === 'denied') expect(after).toBe('denied');
        if (before === 'undecided') expect(after).not.toBe('permitted');
      }),
      { numRuns: 300 },
    );
  });
});

/** The request with every combination of values for its unknown keys. */
function completionsOf(known: Keys): readonly Keys[] {
  let all: readonly Keys[] = [{}];
  for (const [key, value] of Object.entries(known)) {
    const choices: readonly Knowledge[] = value === '?' ? [undefined, '1', '2'] : [value];
    all = all.flatMap((one) =>
      choices.map((choice) => Object.fromEntries<Knowledge>([...Object.entries(one), [key, choice]])),
    );
  }
  return all;
}
