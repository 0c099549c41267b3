import { findDifference } from '../../../../lib/analysis/difference/difference';
import type { GuardrailsDocument, GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { aFile, anAccount, aUnit } from './a-file';

const UNITS = ['A', 'B'];
const ACCOUNTS = [anAccount('one', 'A'), anAccount('two', 'B')];

function denying(unit: string, actions: readonly string[], version: string): GuardrailsDocument {
  const Statement = [
    { Effect: 'Deny' as const, Action: [...actions], Resource: '*' },
    { Effect: 'Deny' as const, Action: `s3:${version}`, Resource: '*' },
  ];
  return {
    name: unit,
    type: 'SERVICE_CONTROL_POLICY',
    targets: [unit],
    content: { Version: '2012-10-17', Statement },
    guardrails: { '': [`of-${unit}`] },
  };
}

/** A file in which each unit denies the actions that match its pattern. */
function withPatterns(patterns: Readonly<Record<string, string>>, version: string): GuardrailsFile {
  const documents = Object.entries(patterns).map(([unit, each]) =>
    denying(unit, [`s3:${version}${each}`, `s3:${version}*x`], version),
  );
  return aFile([...UNITS.map((unit) => aUnit(unit)), ...ACCOUNTS], { documents });
}

describe('changes of several units', () => {
  test('are found although the patterns of another unit are too complex to divide, which is reported', () => {
    // A `b` at a fixed distance from the end: an automaton has to remember each `b` within this distance.
    const patterns = { A: `*b${'?'.repeat(20)}`, B: '*t*' };
    const { changes, undecided } = findDifference(withPatterns(patterns, 'x'), withPatterns(patterns, 'y'));
    expect(undecided.map(({ targets, reason }) => [targets, reason])).toEqual([
      [['A'], 'there are too many action patterns to compare'],
    ]);
    expect(new Set(changes.map(({ targets }) => targets.join()))).toEqual(new Set(['B']));
  });
});
