import { describePacking, summarizePacking } from '../../../../lib/cli/plan/packing';
import { painter } from '../../../../lib/cli/paint';
import { aDocument } from '../../../support/a-landing-zone';

const paint = painter(false);
const LOCK = 'organization/packing.lock.json';

const REWRITTEN = aDocument('root', {
  rewritten: {
    merged: [['deny-a', 'deny-b/Part']],
    covered: [{ statement: 'deny-c/Narrow', by: 'deny-c/Wide' }],
    withoutSid: 2,
  },
});

describe('what a plan says of packing', () => {
  test('is nothing where nothing was rewritten and the lock is current', () => {
    expect(
      describePacking(summarizePacking({ documents: [aDocument('root')] }, LOCK, undefined, 'current'), paint),
    ).toEqual([]);
  });

  test('is everything that was done to make a document fit', () => {
    const summary = summarizePacking({ documents: [aDocument('audit'), REWRITTEN] }, LOCK, undefined, 'current');
    expect(describePacking(summary, paint)).toEqual([
      'rampart-root-scp-1: says in one statement: deny-a, deny-b/Part',
      'rampart-root-scp-1: leaves out deny-c/Narrow, which deny-c/Wide covers',
      'rampart-root-scp-1: 2 statements without a name (Sid), for room',
    ]);
  });

  test('is that the lock was written, even where only its form changed', () => {
    const renewal = { lock: { formatVersion: 1, documents: {} }, added: [], removed: [] } as const;
    expect(describePacking(summarizePacking({ documents: [] }, LOCK, renewal, 'renewed'), paint)).toEqual([
      `${LOCK} was written anew: commit it`,
    ]);
  });
});
