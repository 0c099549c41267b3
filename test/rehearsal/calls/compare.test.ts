import type { Decision } from '../../../lib/analysis/evaluate/request-line';
import { compare } from '../../../rehearsal/calls/compare';
import type { CallAnswer, MadeCall } from '../../../rehearsal/calls/outcome';

const CALL: MadeCall = {
  guardrail: 'deny-iam-users',
  target: 'root',
  account: 'audit',
  caller: 'a developer',
  does: 'creates a user',
  action: 'iam:CreateUser',
  resource: 'arn:aws:iam::222222222222:user/alice',
};

const PERMITTED: CallAnswer = { kind: 'permitted', note: null };
const DENIED: CallAnswer = { kind: 'denied', explicit: true, policyType: null, message: 'not authorized' };
const FAILED: CallAnswer = { kind: 'failed', message: 'NoSuchEntity: no such group' };

const PERMITS: Decision = { id: '', decision: 'permitted', exempt: null, by: [], missing: [] };

function deniedBy(...guardrails: readonly string[]): Decision {
  const denial = {
    target: 'root',
    document: 'scp-1',
    type: 'SERVICE_CONTROL_POLICY',
    pointer: '/Statement/0',
  } as const;
  return { ...PERMITS, decision: 'denied', by: [{ ...denial, guardrails }] };
}

describe('a call', () => {
  test.each([
    ['denied', deniedBy('deny-iam-users'), DENIED],
    ['permitted', PERMITS, PERMITTED],
  ] as const)('agrees when it is %s as expected and computed', (expected, computed, answer) => {
    expect(compare(CALL, expected, computed, answer)).toEqual({
      kind: 'agreed',
      call: CALL,
      decision: expected,
      shadowedBy: [],
    });
  });

  test('that other guardrails deny agrees, but shows nothing about its own guardrail', () => {
    expect(compare(CALL, 'permitted', deniedBy('quarantine'), DENIED)).toMatchObject({
      kind: 'agreed',
      decision: 'denied',
      shadowedBy: ['quarantine'],
    });
  });

  test.each([
    [
      'the server permitted it',
      deniedBy('deny-iam-users'),
      PERMITTED,
      /deny-iam-users \(scp-1 at root\).*permitted it/,
    ],
    ['the server failed', deniedBy('deny-iam-users'), FAILED, /did not deny it: NoSuchEntity/],
    [
      'nothing allowed it',
      deniedBy('deny-iam-users'),
      { ...DENIED, explicit: false },
      /denied it for another reason: not authorized/,
    ],
    [
      'another type of policy denied it',
      deniedBy('deny-iam-users'),
      { ...DENIED, policyType: 'RESOURCE_CONTROL_POLICY' },
      /by a policy of type RESOURCE_CONTROL_POLICY/,
    ],
  ] as const)('disagrees when guardrails.json denies it and %s', (_, computed, answer, problem) => {
    expect(compare(CALL, 'denied', computed, answer)).toMatchObject({
      kind: 'disagreed',
      problem: expect.stringMatching(problem) as string,
      computed,
      answer,
    });
  });

  test.each([
    ['the server denied it', DENIED, /permits it, but the server denied it: not authorized/],
    ['the server failed', FAILED, /neither permitted nor denied it: NoSuchEntity/],
  ] as const)('disagrees when guardrails.json permits it and %s', (_, answer, problem) => {
    expect(compare(CALL, 'permitted', PERMITS, answer)).toMatchObject({
      kind: 'disagreed',
      problem: expect.stringMatching(problem) as string,
    });
  });

  test.each([
    ['denied', PERMITS, PERMITTED],
    ['denied', deniedBy('quarantine'), DENIED],
    ['permitted', deniedBy('deny-iam-users'), DENIED],
    ['denied', { ...PERMITS, decision: 'undecided', missing: ['aws:SourceVpc'] }, DENIED],
  ] as const)('shows that the table is wrong: expected %s, computed %j', (expected, computed, answer) => {
    expect(compare(CALL, expected, computed, answer)).toMatchObject({
      kind: 'disagreed',
      problem: expect.stringContaining('the table of calls is wrong') as string,
    });
  });
});
