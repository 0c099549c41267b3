import type { CallAnswer } from '../../../rehearsal/calls/outcome';
import { expectAnswer, problemOf } from '../../../rehearsal/evidence/expect-answer';
import { findingsOf } from '../../../rehearsal/evidence/step';
import { aServer } from '../a-server';

const PERMITTED: CallAnswer = { kind: 'permitted', note: null };
const IMPLICIT: CallAnswer = { kind: 'denied', explicit: false, policyType: null, message: 'no' };
const EXPLICIT: CallAnswer = { ...IMPLICIT, explicit: true };
const FAILED: CallAnswer = { kind: 'failed', message: 'NoSuchKey: none' };

describe('an expected answer', () => {
  test.each([
    ['permitted', PERMITTED],
    ['denied', IMPLICIT],
    ['denied', EXPLICIT],
    ['denied-explicitly', EXPLICIT],
  ] as const)('%s: is %j', (expected, answer) => {
    expect(problemOf(expected, answer)).toBeNull();
  });

  test.each([
    ['permitted', IMPLICIT, 'it was denied: no'],
    ['denied', PERMITTED, 'it was permitted'],
    ['denied-explicitly', PERMITTED, 'it was permitted'],
    ['denied-explicitly', IMPLICIT, 'it was denied, but by no deny of a policy: no'],
    ['denied', FAILED, 'the call failed: NoSuchKey: none'],
    ['permitted', FAILED, 'the call failed: NoSuchKey: none'],
  ] as const)('%s: is not %j', (expected, answer, problem) => {
    expect(problemOf(expected, answer)).toBe(problem);
  });

  test('names the caller, what it does and the problem', async () => {
    const caller = { label: 'an administrator', clients: aServer(() => Promise.resolve({})) };
    const call = { does: 'reads a log', action: 's3:GetObject', send: () => Promise.resolve({}) };
    expect(await expectAnswer('denied', caller, call)).toBe(
      'an administrator reads a log (s3:GetObject): it was permitted',
    );
    expect(await expectAnswer('permitted', caller, call)).toBeNull();
  });

  test('is counted as a fact, and any other as a fault', () => {
    expect(findingsOf([null, 'a', null])).toEqual({ shown: 2, faults: ['a'], notRehearsed: [] });
  });
});
