import { describeCalls } from '../../../../lib/rehearse/calls/describe-calls';
import type { CallOutcome, MadeCall } from '../../../../lib/rehearse/calls/outcome';

const CALL: MadeCall = {
  guardrail: 'deny-iam-users',
  target: 'root',
  account: 'audit',
  caller: 'a developer',
  does: 'makes a user',
  action: 'iam:CreateUser',
  resource: 'arn:aws:iam::222222222222:user/alice',
};

function agreed(decision: 'denied' | 'permitted', shadowedBy: readonly string[] = [], guardrail = CALL.guardrail) {
  return { kind: 'agreed', call: { ...CALL, guardrail }, decision, shadowedBy } as const;
}

function left(target: string, what: string | null = null): CallOutcome {
  return { kind: 'not-rehearsed', guardrail: 'require-tags', target, what, reason: 'ec2 is not guarded' };
}

describe('what is told of the calls', () => {
  test('counts what was denied and permitted as computed', () => {
    const report = describeCalls([agreed('denied'), agreed('denied', [], 'require-tls'), agreed('permitted')]);
    expect(report).toMatchObject({
      denied: 2,
      permitted: 1,
      guardrails: ['deny-iam-users', 'require-tls'],
      failures: [],
    });
  });

  test('counts a call that others deny for no guardrail, and tells it', () => {
    const report = describeCalls([agreed('denied', ['quarantine'])]);
    expect(report).toMatchObject({ denied: 1, guardrails: [] });
    expect(report.shadowed).toEqual([expect.stringMatching(/^deny-iam-users at root.*: denied by quarantine$/)]);
  });

  test('tells each disagreement with everything about the call, and what could not be made', () => {
    const computed = { id: '', decision: 'denied', exempt: null, by: [], missing: [] } as const;
    const answer = { kind: 'permitted', note: null } as const;
    const { failures } = describeCalls([
      { kind: 'disagreed', call: CALL, problem: 'the server let it pass', computed, answer },
      { kind: 'failed', guardrail: 'require-tls', target: 'root', problem: 'no queue' },
    ]);
    expect(failures).toEqual([
      'deny-iam-users at root: a developer of audit makes a user ' +
        '(iam:CreateUser on arn:aws:iam::222222222222:user/alice): the server let it pass',
      'require-tls at root: what its calls need could not be made: no queue',
    ]);
  });

  test('lists what was not rehearsed once for each reason, with all its places', () => {
    const { notRehearsed } = describeCalls([left('Workloads'), left('Sandbox'), left('Sandbox', 'volumes')]);
    expect(notRehearsed).toEqual([
      'require-tags (volumes) at Sandbox: ec2 is not guarded',
      'require-tags at Workloads, Sandbox: ec2 is not guarded',
    ]);
  });
});
