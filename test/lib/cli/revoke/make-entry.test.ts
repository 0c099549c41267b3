import { makeEntry, type EntryOptions } from '../../../../lib/cli/revoke/make-entry';
import type { RevokedSubject } from '../../../../lib/cli/revoke/read-subject';
import type { Revocation } from '../../../../lib/model/organization';

const NOW = new Date('2026-12-01T10:00:00.500Z');
const WHY = { reason: 'A laptop was stolen', owner: 's@example.com' };
const PERSON: RevokedSubject = { kind: 'person', person: '11111111-2222-3333-4444-555555555555' };
const ROLE: RevokedSubject = {
  ...{ kind: 'role', permissionSet: null, account: null, partner: null, personName: null, notes: [] },
  kind: 'role',
  role: 'arn:*:iam::*:role/ci/publisher',
};

const at = { file: 'landing-zone.yaml', line: 7, column: 5 };
const place = { at, locate: () => at };

function person(until: string): Revocation {
  return { kind: 'person', person: '11111111-2222-3333-4444-555555555555', until, ...WHY, ...place };
}

function role(issuedBefore: string, until: string, pattern = 'arn:*:iam::*:role/ci/publisher'): Revocation {
  return { kind: 'role', role: pattern, issuedBefore, until, ...WHY, ...place };
}

function make(subject: RevokedSubject, options: EntryOptions = {}, revocations: readonly Revocation[] = []) {
  return makeEntry(subject, { ...WHY, ...options }, revocations, NOW);
}

describe('the entry of a revocation', () => {
  test('of a person lasts 90 days, unless said otherwise', () => {
    expect(make(PERSON).entry).toEqual({ ...PERSON, until: '2027-03-01T10:00:00Z', ...WHY });
    expect(make(PERSON, { until: '2027-01-01' }).entry.until).toBe('2027-01-01T00:00:00Z');
  });

  test('of a role stops the sessions from before now, until the last of them is over', () => {
    expect(make(ROLE).entry).toEqual({
      kind: 'role',
      role: 'arn:*:iam::*:role/ci/publisher',
      issuedBefore: '2026-12-01T10:00:00Z',
      until: '2026-12-01T22:00:00Z',
      ...WHY,
    });
  });

  test.each([
    [
      'without a reason and an owner',
      PERSON,
      { reason: undefined, owner: ' ' },
      /--reason is missing[^]*--owner is missing/,
    ],
    ['with a reason of two lines', PERSON, { reason: 'a\nb' }, /--reason has more than one line/],
    ['that is over', PERSON, { until: '2026-12-01' }, /--until 2026-12-01T00:00:00Z is over/],
    ['of a person with --issued-before', PERSON, { issuedBefore: '2026-12-01' }, /--issued-before is for roles/],
    [
      'of a role whose sessions would work again',
      ROLE,
      { until: '2026-12-01T21:59:59Z' },
      /too early[^]*2026-12-01T22:00:00Z or later/,
    ],
    ['of sessions that are yet to come', ROLE, { issuedBefore: '2026-12-02' }, /is in the future[^]*--yes/],
    ['with a day that does not exist', PERSON, { until: '2027-02-30' }, /--until takes a day/],
  ])('%s fails', (_name, subject, options, message) => {
    expect(() => make(subject, options as EntryOptions)).toThrow(message);
  });

  test('of sessions that are yet to come is made with --yes', () => {
    expect(make(ROLE, { issuedBefore: '2026-12-02', yes: true }).entry).toMatchObject({
      issuedBefore: '2026-12-02T00:00:00Z',
      until: '2026-12-02T12:00:00Z',
    });
  });

  test('fails for a person who is revoked for as long, and says where', () => {
    expect(() => make(PERSON, {}, [person('2027-03-01T10:00:00Z')])).toThrow(
      'already revoked until 2027-03-01T10:00:00Z: landing-zone.yaml:7 (s@example.com: A laptop was stolen)',
    );
  });

  test('takes the place of a shorter one of the same person', () => {
    const others = [role('2026-11-01T00:00:00Z', '2026-12-31T00:00:00Z'), person('2027-01-01T00:00:00Z')];
    expect(make(PERSON, {}, others)).toMatchObject({ replaces: 1, entry: { until: '2027-03-01T10:00:00Z' } });
  });

  test('fails for a role that a wider pattern covers, for as late and as long', () => {
    const covering = role('2026-12-01T10:00:00Z', '2026-12-01T22:00:00Z', 'arn:*:iam::*:role/ci/*');
    expect(() => make(ROLE, {}, [covering])).toThrow('already revoked for sessions from before 2026-12-01T10:00:00Z');
    expect(make(ROLE, {}, [{ ...covering, until: '2026-12-01T21:00:00Z' }])).toMatchObject({ replaces: null });
  });

  test('is never weaker than the one that it replaces', () => {
    const before = role('2026-11-01T00:00:00Z', '2027-06-01T00:00:00Z');
    expect(make(ROLE, {}, [before])).toMatchObject({
      replaces: 0,
      entry: { issuedBefore: '2026-12-01T10:00:00Z', until: '2027-06-01T00:00:00Z' },
    });
  });
});
