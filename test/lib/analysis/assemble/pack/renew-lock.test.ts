import { renewLock } from '../../../../../lib/analysis/assemble/pack/renew-lock';
import { EMPTY_LOCK } from '../../../../../lib/model/packing-lock';
import { aDocument } from '../../../../support/a-landing-zone';
import { theExample } from '../../../../support/the-example';

const documents = [aDocument('root', { statements: ['a', 'b'] }), aDocument('root', { index: 2, statements: ['c'] })];
const lock = {
  formatVersion: 1,
  documents: { 'rampart-root-scp-1': ['a', 'b'], 'rampart-root-scp-2': ['c'] },
} as const;

describe('the lock of packing', () => {
  test('of the example is current: `rampart plan` changes nothing', () => {
    const { organization, assembly } = theExample();
    expect(renewLock(organization.packing, assembly)).toBeUndefined();
  });

  test('is made where there is none', () => {
    expect(renewLock(EMPTY_LOCK, { documents, managementPolicies: [] })).toEqual({
      lock,
      added: [
        { document: 'rampart-root-scp-1', statement: 'a' },
        { document: 'rampart-root-scp-1', statement: 'b' },
        { document: 'rampart-root-scp-2', statement: 'c' },
      ],
      removed: [],
    });
  });

  test('removes what no longer exists, including documents', () => {
    const recorded = { formatVersion: 1, documents: { ...lock.documents, 'rampart-Gone-scp-1': ['d'] } } as const;
    expect(renewLock(recorded, { documents, managementPolicies: [] })).toMatchObject({
      added: [],
      removed: [{ document: 'rampart-Gone-scp-1', statement: 'd' }],
    });
  });

  test('is renewed when only an order changes', () => {
    const recorded = { formatVersion: 1, documents: { ...lock.documents, 'rampart-root-scp-1': ['b', 'a'] } } as const;
    expect(renewLock(recorded, { documents, managementPolicies: [] })).toEqual({ lock, added: [], removed: [] });
  });
});
