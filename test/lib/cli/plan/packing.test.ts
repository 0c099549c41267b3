import { packingSections, summarizePacking, type PackingSummary } from '../../../../lib/cli/plan/packing';
import { renderText } from '../../../../lib/report/text/render-text';
import { aDocument } from '../../../support/a-landing-zone';

const LOCK = 'organization/packing.lock.json';

function linesOf(packing: PackingSummary): readonly string[] {
  return renderText({ sections: packingSections(packing) }, { hasColors: false });
}

const REWRITTEN = aDocument('root', {
  rewritten: {
    merged: [['deny-a', 'deny-b/Part']],
    covered: [{ statement: 'deny-c/Narrow', by: 'deny-c/Wide' }],
    withoutSid: 2,
  },
});

describe('what a plan says of packing', () => {
  test('is nothing if nothing was rewritten and the lock is current', () => {
    expect(linesOf(summarizePacking({ documents: [aDocument('root')] }, LOCK, undefined, 'current'))).toEqual([]);
  });

  test('is everything that was rewritten to make a document fit', () => {
    const summary = summarizePacking({ documents: [aDocument('audit'), REWRITTEN] }, LOCK, undefined, 'current');
    expect(linesOf(summary)).toEqual([
      'rampart-root-scp-1: one statement for deny-a, deny-b/Part',
      'rampart-root-scp-1: without deny-c/Narrow, because deny-c/Wide covers it',
      'rampart-root-scp-1: 2 statements without a Sid, to save space',
    ]);
  });

  test('is that the lock was updated, even if only its form changed', () => {
    const renewal = { lock: { formatVersion: 1, documents: {} }, added: [], removed: [] } as const;
    expect(linesOf(summarizePacking({ documents: [] }, LOCK, renewal, 'renewed'))).toEqual([
      `${LOCK} was updated; commit it`,
    ]);
  });
});
