import { findExemptionChanges } from '../../../../lib/analysis/difference/exemptions';
import type { GuardrailsFile, GuardrailsPlacement } from '../../../../lib/model/guardrails-file';
import { aFile } from './a-file';

type Exemption = GuardrailsPlacement['exemptions'][number];

const [MARCH, JUNE] = ['2027-03-31T00:00:00Z', '2027-06-30T00:00:00Z'];

function exempt(name: string, expires?: string, more: Partial<Exemption> = {}): Exemption {
  return {
    principal: `arn:*:iam::*:role/${name}`,
    owner: 'team@example.com',
    reason: 'A test',
    ...(expires === undefined ? {} : { expires }),
    ...more,
  };
}

/** Guardrails on the root, with their exemptions. */
function placed(guardrails: Readonly<Record<string, readonly Exemption[]>>): GuardrailsFile {
  const placements = Object.entries(guardrails).map(([guardrail, exemptions]) => ({
    guardrail,
    target: 'root',
    parameters: {},
    exemptions,
  }));
  return aFile([], { placements });
}

function entriesOf(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  return findExemptionChanges(before, after).map(({ kind, guardrails, before: old, after: now, summary }) =>
    [`${kind} ${guardrails.join()} ${String(old)}..${String(now)}`, summary.replaceAll('arn:*:iam::*:role/', '')].join(
      ': ',
    ),
  );
}

describe('an exemption', () => {
  test('from several guardrails is added as one entry', () => {
    const after = placed({ b: [exempt('ci', MARCH)], a: [exempt('ci', MARCH)] });
    expect(findExemptionChanges(placed({ a: [], b: [] }), after)).toEqual([
      {
        kind: 'added',
        principal: 'arn:*:iam::*:role/ci',
        guardrails: ['a', 'b'],
        owner: 'team@example.com',
        reason: 'A test',
        before: null,
        after: MARCH,
        summary: `arn:*:iam::*:role/ci becomes exempt from a and b, until ${MARCH}.`,
      },
    ]);
  });

  test('is removed', () => {
    expect(entriesOf(placed({ a: [exempt('ci')] }), placed({ a: [] }))).toEqual([
      'removed a never..null: ci is no longer exempt from a (previously without an end date).',
    ]);
  });

  test('is widened to more guardrails and narrowed to fewer', () => {
    const [few, many] = [placed({ a: [exempt('ci')], b: [] }), placed({ a: [exempt('ci')], b: [exempt('ci')] })];
    expect(entriesOf(few, many)).toEqual([
      'widened b null..never: ci also becomes exempt from b, without an end date.',
    ]);
    expect(entriesOf(many, few)).toEqual([
      'narrowed b never..null: ci is no longer exempt from b (previously without an end date). It keeps its other exemptions.',
    ]);
  });

  test('is widened by a wider pattern and narrowed by a narrower one', () => {
    const [narrow, wide] = [placed({ a: [exempt('ci-*', MARCH)] }), placed({ a: [exempt('c*', JUNE)] })];
    expect(entriesOf(narrow, wide)).toEqual([
      `widened a ${MARCH}..${JUNE}: The exemption of ci-* from a is widened to c*, until ${JUNE} (previously until ${MARCH}).`,
    ]);
    expect(entriesOf(wide, narrow)).toEqual([
      `narrowed a ${JUNE}..${MARCH}: The exemption of c* from a is narrowed to ci-*, until ${MARCH} (previously until ${JUNE}).`,
    ]);
  });

  test('that replaces several is one entry', () => {
    expect(entriesOf(placed({ a: [exempt('ci-a'), exempt('ci-b')] }), placed({ a: [exempt('ci-*')] }))).toEqual([
      'widened a never..never: The exemption of ci-a and ci-b from a is widened to ci-*, without an end date.',
    ]);
  });

  test('is new if neither pattern covers the other', () => {
    expect(entriesOf(placed({ a: [exempt('x-*')] }), placed({ a: [exempt('*-y')] }))).toEqual([
      'added a null..never: *-y becomes exempt from a, without an end date.',
      'removed a never..null: x-* is no longer exempt from a (previously without an end date).',
    ]);
  });

  test('is extended and shortened', () => {
    const [short, long] = [placed({ a: [exempt('ci', MARCH)] }), placed({ a: [exempt('ci')] })];
    expect(entriesOf(short, long)).toEqual([
      `prolonged a ${MARCH}..never: The exemption of ci from a is extended: now without an end date (previously until ${MARCH}).`,
    ]);
    expect(entriesOf(long, short)).toEqual([
      `shortened a never..${MARCH}: The exemption of ci from a is shortened: now until ${MARCH} (previously without an end date).`,
    ]);
  });

  test('does not change with an equivalent pattern, but with a new owner or reason', () => {
    const before = placed({ a: [exempt('ci*')] });
    const after = placed({ a: [exempt('ci**', undefined, { owner: 'other@example.com', reason: 'Another' })] });
    expect(entriesOf(before, after)).toEqual([
      'described a never..never: The exemption of ci** from a has a new owner (previously team@example.com) and a new reason (previously A test).',
    ]);
    expect(entriesOf(before, placed({ a: [exempt('ci**')] }))).toEqual([]);
  });

  test('from a guardrail that is removed is not reported', () => {
    expect(entriesOf(placed({ a: [exempt('ci')], b: [] }), placed({ b: [] }))).toEqual([]);
  });

  test('is new if the principal was exempt only from a removed guardrail', () => {
    expect(entriesOf(placed({ a: [exempt('ci')], b: [] }), placed({ b: [exempt('ci')] }))).toEqual([
      'added b null..never: ci becomes exempt from b, without an end date.',
    ]);
  });

  test('ends with the longest exemption of its principal', () => {
    const [both, one] = [placed({ a: [exempt('ci', MARCH), exempt('ci', JUNE)] }), placed({ a: [exempt('ci', JUNE)] })];
    expect(entriesOf(both, one)).toEqual([]);
  });

  test('is not new if its guardrail is placed at one more target', () => {
    const before = placed({ a: [exempt('ci')] });
    const again = (before.placements ?? []).map((placement) => ({ ...placement, target: 'Workloads' }));
    expect(entriesOf(before, { ...before, placements: [...(before.placements ?? []), ...again] })).toEqual([]);
  });

  test('is not reported if a file has no placements', () => {
    const { placements, ...foreign } = placed({ a: [exempt('ci')] });
    expect(placements).toHaveLength(1);
    expect([
      ...entriesOf(foreign, placed({ a: [exempt('ci')] })),
      ...entriesOf(placed({ a: [exempt('ci')] }), foreign),
    ]).toEqual([]);
  });
});
