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

/** Guardrails on the root, with who is exempt from them. */
function placed(guardrails: Readonly<Record<string, readonly Exemption[]>>): GuardrailsFile {
  const placements = Object.entries(guardrails).map(([guardrail, exemptions]) => ({
    guardrail,
    target: 'root',
    parameters: {},
    exemptions,
  }));
  return aFile([], { placements });
}

function told(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  return findExemptionChanges(before, after).map(({ kind, guardrails, before: old, after: now, summary }) =>
    [`${kind} ${guardrails.join()} ${String(old)}..${String(now)}`, summary.replaceAll('arn:*:iam::*:role/', '')].join(
      ': ',
    ),
  );
}

describe('an exemption', () => {
  test('that is new is one entry, whatever number of guardrails it is from', () => {
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

  test('goes', () => {
    expect(told(placed({ a: [exempt('ci')] }), placed({ a: [] }))).toEqual([
      'removed a never..null: ci is no longer exempt from a; it was without an end.',
    ]);
  });

  test('is widened to more guardrails, and narrowed to fewer', () => {
    const [few, many] = [placed({ a: [exempt('ci')], b: [] }), placed({ a: [exempt('ci')], b: [exempt('ci')] })];
    expect(told(few, many)).toEqual(['widened b null..never: ci becomes exempt from b, too, without an end.']);
    expect(told(many, few)).toEqual([
      'narrowed b never..null: ci is no longer exempt from b, but still from others; it was without an end.',
    ]);
  });

  test('is widened by a pattern that covers more, and narrowed by one that covers less', () => {
    const [narrow, wide] = [placed({ a: [exempt('ci-*', MARCH)] }), placed({ a: [exempt('c*', JUNE)] })];
    expect(told(narrow, wide)).toEqual([
      `widened a ${MARCH}..${JUNE}: The exemption of ci-* from a is widened to c*, until ${JUNE} (before: until ${MARCH}).`,
    ]);
    expect(told(wide, narrow)).toEqual([
      `narrowed a ${JUNE}..${MARCH}: The exemption of c* from a is narrowed to ci-*, until ${MARCH} (before: until ${JUNE}).`,
    ]);
  });

  test('that takes the place of several is one', () => {
    expect(told(placed({ a: [exempt('ci-a'), exempt('ci-b')] }), placed({ a: [exempt('ci-*')] }))).toEqual([
      'widened a never..never: The exemption of ci-a and ci-b from a is widened to ci-*, without an end.',
    ]);
  });

  test('is another one where neither pattern covers the other', () => {
    expect(told(placed({ a: [exempt('x-*')] }), placed({ a: [exempt('*-y')] }))).toEqual([
      'added a null..never: *-y becomes exempt from a, without an end.',
      'removed a never..null: x-* is no longer exempt from a; it was without an end.',
    ]);
  });

  test('is prolonged and shortened', () => {
    const [short, long] = [placed({ a: [exempt('ci', MARCH)] }), placed({ a: [exempt('ci')] })];
    expect(told(short, long)).toEqual([
      `prolonged a ${MARCH}..never: The exemption of ci from a is prolonged: without an end (before: until ${MARCH}).`,
    ]);
    expect(told(long, short)).toEqual([
      `shortened a never..${MARCH}: The exemption of ci from a is shortened: until ${MARCH} (before: without an end).`,
    ]);
  });

  test('is as before when its pattern is written otherwise, or another one owns it', () => {
    const before = placed({ a: [exempt('ci*')] });
    const after = placed({ a: [exempt('ci**', undefined, { owner: 'other@example.com', reason: 'Another' })] });
    expect(told(before, after)).toEqual([]);
  });

  test('from a guardrail that is gone goes with it', () => {
    expect(told(placed({ a: [exempt('ci')], b: [] }), placed({ b: [] }))).toEqual([]);
  });

  test('of somebody who was exempt from what is gone is new', () => {
    expect(told(placed({ a: [exempt('ci')], b: [] }), placed({ b: [exempt('ci')] }))).toEqual([
      'added b null..never: ci becomes exempt from b, without an end.',
    ]);
  });

  test('lasts as long as the longest of its principal', () => {
    const [both, one] = [placed({ a: [exempt('ci', MARCH), exempt('ci', JUNE)] }), placed({ a: [exempt('ci', JUNE)] })];
    expect(told(both, one)).toEqual([]);
  });

  test('is not new because its guardrail is placed once more', () => {
    const before = placed({ a: [exempt('ci')] });
    const again = (before.placements ?? []).map((placement) => ({ ...placement, target: 'Workloads' }));
    expect(told(before, { ...before, placements: [...(before.placements ?? []), ...again] })).toEqual([]);
  });

  test('is unknown where a file tells no placements', () => {
    const { placements, ...foreign } = placed({ a: [exempt('ci')] });
    expect(placements).toHaveLength(1);
    expect([...told(foreign, placed({ a: [exempt('ci')] })), ...told(placed({ a: [exempt('ci')] }), foreign)]).toEqual(
      [],
    );
  });
});
