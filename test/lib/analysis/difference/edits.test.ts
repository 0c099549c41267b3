import { findEdits } from '../../../../lib/analysis/difference/edits';
import { matchTargets } from '../../../../lib/analysis/evaluate/match-targets';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';

type Placed = readonly [guardrail: string, target: string, parameters?: Readonly<Record<string, unknown>>];

function aFile(
  placed: readonly Placed[] | null,
  governedRegions: readonly string[] = ['eu-central-1'],
): GuardrailsFile {
  return {
    formatVersion: 1,
    organization: { id: null, managementAccount: '111111111111', governedRegions },
    targets: [
      { id: 'root', kind: 'root' },
      { id: 'A', kind: 'unit', parent: 'root' },
      { id: 'B', kind: 'unit', parent: 'root' },
    ],
    documents: [],
    ...(placed && {
      placements: placed.map(([guardrail, target, parameters = {}]) => ({
        guardrail,
        target,
        parameters,
        exemptions: [],
      })),
    }),
  };
}

function summaries(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  return findEdits(before, after, matchTargets(before, after)).map(({ summary }) => summary);
}

describe('an edit of a configuration', () => {
  test.each<[string, readonly Placed[], readonly Placed[], readonly string[]]>([
    ['a guardrail is added', [], [['one', 'A']], ['one is added to A.']],
    [
      'guardrails are added to the same targets',
      [],
      [
        ['one', 'A'],
        ['two', 'A'],
      ],
      ['one and two are added to A.'],
    ],
    ['a guardrail is removed', [['one', 'A']], [], ['one is removed from A.']],
    ['a guardrail is moved', [['one', 'root']], [['one', 'A']], ['one is moved from root to A.']],
    [
      'a list changes',
      [['one', 'A', { allowed: ['a', 'b'] }]],
      [['one', 'A', { allowed: ['b', 'c'] }]],
      ['one on A: allowed now includes c and no longer includes a.'],
    ],
    [
      'a value changes',
      [['one', 'A', { days: 1, other: true }]],
      [['one', 'A', { days: 2, other: true }]],
      ['one on A: days is now 2 (previously 1).'],
    ],
    ['nothing changes', [['one', 'A']], [['one', 'A']], []],
  ])('is told: %s', (_what, before, after, expected) => {
    expect(summaries(aFile(before), aFile(after))).toEqual(expected);
  });

  test('is told: Regions', () => {
    const after = aFile([], ['eu-west-1', 'eu-north-1']);
    expect(summaries(aFile([]), after)).toEqual([
      'eu-west-1 and eu-north-1 are now governed Regions.',
      'eu-central-1 is no longer a governed Region.',
    ]);
  });

  test('is not known of a state that was read from AWS', () => {
    expect(summaries(aFile(null), aFile([['one', 'A']]))).toEqual([]);
  });
});
