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

/** A file in which each unit denies the actions that contain one of its letters. */
function withLetters(letters: Readonly<Record<string, string>>, version: string): GuardrailsFile {
  const documents = Object.entries(letters).map(([unit, each]) =>
    denying(
      unit,
      Array.from(each, (letter) => `s3:${version}*${letter}*`),
      version,
    ),
  );
  return aFile([...UNITS.map((unit) => aUnit(unit)), ...ACCOUNTS], { documents });
}

describe('changes of several units', () => {
  test('are found although another unit has too many patterns to divide, which is reported', () => {
    const letters = { A: 'bcdefghijklmnopqrs', B: 't' };
    const { changes, undecided } = findDifference(withLetters(letters, 'x'), withLetters(letters, 'y'));
    expect(undecided.map(({ targets, reason }) => [targets, reason])).toEqual([
      [['A'], 'the action patterns are too many to be divided'],
    ]);
    expect(new Set(changes.map(({ targets }) => targets.join()))).toEqual(new Set(['B']));
  });
});
