import type { Decision } from '../../../../lib/analysis/evaluate/request-line';
import { compare } from '../../../../lib/rehearse/calls/compare';
import type { Answer, MadeCall } from '../../../../lib/rehearse/calls/outcome';

const CALL: MadeCall = {
  guardrail: 'deny-iam-users',
  target: 'root',
  account: 'audit',
  caller: 'a developer',
  does: 'makes a user',
  action: 'iam:CreateUser',
  resource: 'arn:aws:iam::222222222222:user/alice',
};

const PERMITTED: Answer = { kind: 'permitted', note: null };
const DENIED: Answer = { kind: 'denied', explicit: true, policyType: null, message: 'not authorized' };
const FAILED: Answer = { kind: 'failed', message: 'NoSuchEntity: no such group' };

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

  test('that others deny agrees, and shows nothing of its guardrail', () => {
    expect(compare(CALL, 'permitted', deniedBy('quarantine'), DENIED)).toMatchObject({
      kind: 'agreed',
      decision: 'denied',
      shadowedBy: ['quarantine'],
    });
  });

  test.each([
    ['the server let it pass', deniedBy('deny-iam-users'), PERMITTED, /deny-iam-users \(scp-1 at root\).*let it pass/],
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
    ['the server denied it', DENIED, /permits it, and the server denied it: not authorized/],
    ['the server failed', FAILED, /neither pass nor denied it: NoSuchEntity/],
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
