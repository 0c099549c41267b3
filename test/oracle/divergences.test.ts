import { decider } from '../../lib/analysis/evaluate/decide';
import { findFileProblems } from '../../lib/analysis/evaluate/file-problems';
import { DIVERGENCES, type Answer, type Divergence } from './divergences';
import { decisionOf, testWithOracle, useOracle } from './with-oracle';
import { fileOf, lineOf, oraclePoliciesOf, oracleRequestOf } from './world';

const oracle = useOracle();

function ourAnswer({ chain, request, line }: Divergence): Answer {
  const file = fileOf(chain);
  if (findFileProblems(file).length > 0) return 'refused';
  return decider(file)({ ...lineOf('r1', request), ...line }).decision;
}

describe.each(DIVERGENCES.map((row) => [row.kind, row.about, row] as const))('%s: %s', (_kind, _about, row) => {
  test(`is ${row.ours} for us`, () => {
    expect(ourAnswer(row)).toBe(row.ours);
  });

  testWithOracle(`is ${row.theirs} for the oracle`, async () => {
    const { answers } = await oracle().ask(oraclePoliciesOf(row.chain), [oracleRequestOf(row.request)]);
    expect(decisionOf(answers[0])).toBe(row.theirs);
  });
});

test('each row cites AWS', () => {
  for (const { page, sentence } of DIVERGENCES) {
    expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(sentence).not.toBe('');
  }
  expect(new Set(DIVERGENCES.map(({ about }) => about)).size).toBe(DIVERGENCES.length);
});

test('where AWS is clear we decide, and where it is not we do not', () => {
  for (const { kind, ours, theirs } of DIVERGENCES) {
    expect(ours).not.toBe(theirs);
    if (kind === 'open') expect(['undecided', 'refused']).toContain(ours);
    else expect(ours).not.toBe('undecided');
  }
});
