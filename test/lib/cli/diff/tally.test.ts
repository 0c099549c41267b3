import { fails, headline, isChanged, tally, type FailOn } from '../../../../lib/cli/diff/tally';
import { aDifference, anImpossibleEdit, anOpening, aTightening, anUndecided, everything } from './a-difference';

const { effective, exemptions, moves, sameMeaning, quota } = everything();
const opened = aDifference({ changes: [anOpening()] });
const tightened = aDifference({ changes: [aTightening()] });
const undecided = aDifference({ undecided: [anUndecided()] });
const settings = aDifference({ effective });
const impossible = aDifference({ impossible: [anImpossibleEdit()] });
const moved = aDifference({ moves, exemptions });
const anEdit = (kind: 'evidence-weakened' | 'evidence-changed') => {
  return {
    kind,
    guardrails: [],
    targets: [],
    parameters: {},
    summary: 'The alarm `root-use` is switched off.',
  } as const;
};
const weakened = aDifference({ edits: [anEdit('evidence-weakened')] });
const watched = aDifference({ edits: [anEdit('evidence-changed')] });
const anAccess = (kind: 'granted' | 'revoked' | 'changed') => {
  const about = { application: 'shop', store: 'orders', group: null, accounts: ['shop-production'] };
  return { kind, isOpening: kind === 'granted', ...about, summary: 'Grants: `b` may read `shop/orders`.' } as const;
};
const granted = aDifference({ access: [anAccess('granted')] });
const revoked = aDifference({ access: [anAccess('revoked')] });
const owned = aDifference({ access: [anAccess('changed')] });
const same = aDifference({ sameMeaning, quota });

describe('whether a difference fails', () => {
  test.each<[FailOn, readonly boolean[]]>([
    ['opened', [true, false, true, true, true, false, true, false, true, false, false, false]],
    ['tightened', [false, true, true, true, true, false, false, false, false, true, false, false]],
    ['any', [true, true, true, true, true, true, true, true, true, true, true, false]],
  ])('on %s', (failOn, expected) => {
    const all = [
      opened,
      tightened,
      undecided,
      settings,
      impossible,
      moved,
      weakened,
      watched,
      granted,
      revoked,
      owned,
      same,
    ];
    expect(all.map((one) => fails(one, failOn))).toEqual(expected);
  });
});

describe('the verdict', () => {
  test.each([
    [opened, '1 opening'],
    [aDifference({ changes: [anOpening(), aTightening(), aTightening()] }), '1 opening, 2 tightenings'],
    [undecided, '1 undecided'],
    [impossible, '1 edit that cannot be deployed'],
    [settings, '1 changed management policy'],
    [moved, '1 changed exemption, 1 change to accounts and units'],
    [weakened, '1 edit that weakens the evidence'],
    [watched, '1 change to the evidence'],
    [granted, '1 grant of access'],
    [aDifference({ access: [anAccess('granted'), anAccess('revoked'), anAccess('granted')] }), '2 grants of access'],
    [revoked, '1 change to access'],
    [same, 'same meaning'],
    [aDifference(), 'nothing changed'],
  ])('%# is said in a line', (difference, expected) => {
    expect(headline(tally(difference))).toBe(expected);
  });

  test('takes what means the same for no change', () => {
    expect(isChanged(tally(same))).toBe(false);
    expect(isChanged(tally(moved))).toBe(true);
  });
});
