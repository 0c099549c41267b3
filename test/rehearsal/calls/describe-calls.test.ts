import { describeCalls } from '../../../rehearsal/calls/describe-calls';
import type { CallOutcome, MadeCall } from '../../../rehearsal/calls/outcome';

const CALL: MadeCall = {
  guardrail: 'deny-iam-users',
  target: 'root',
  account: 'audit',
  caller: 'a developer',
  does: 'creates a user',
  action: 'iam:CreateUser',
  resource: 'arn:aws:iam::222222222222:user/alice',
};

function agreed(decision: 'denied' | 'permitted', shadowedBy: readonly string[] = [], guardrail = CALL.guardrail) {
  return { kind: 'agreed', call: { ...CALL, guardrail }, decision, shadowedBy } as const;
}

function notRehearsed(target: string, what: string | null = null): CallOutcome {
  return { kind: 'not-rehearsed', guardrail: 'require-tags', target, what, reason: 'ec2 is not enforced' };
}

describe('the report of the calls', () => {
  test('counts what was denied and permitted as computed', () => {
    const report = describeCalls([agreed('denied'), agreed('denied', [], 'require-tls'), agreed('permitted')]);
    expect(report).toMatchObject({
      denied: 2,
      permitted: 1,
      guardrails: ['deny-iam-users', 'require-tls'],
      failures: [],
    });
  });

  test('lists a call that other guardrails deny, and counts it for no guardrail', () => {
    const report = describeCalls([agreed('denied', ['quarantine'])]);
    expect(report).toMatchObject({ denied: 1, guardrails: [] });
    expect(report.shadowed).toEqual([expect.stringMatching(/^deny-iam-users at root.*: denied by quarantine$/)]);
  });

  test('describes each disagreement, and each guardrail whose calls could not be prepared', () => {
    const computed = { id: '', decision: 'denied', exempt: null, by: [], missing: [] } as const;
    const answer = { kind: 'permitted', note: null } as const;
    const { failures } = describeCalls([
      { kind: 'disagreed', call: CALL, problem: 'the server permitted it', computed, answer },
      { kind: 'failed', guardrail: 'require-tls', target: 'root', problem: 'no queue' },
    ]);
    expect(failures).toEqual([
      'deny-iam-users at root: a developer of audit creates a user ' +
        '(iam:CreateUser on arn:aws:iam::222222222222:user/alice): the server permitted it',
      'require-tls at root: the resources for its calls could not be created: no queue',
    ]);
  });

  test('lists what was not rehearsed once for each reason, with all targets', () => {
    const { notRehearsed: lines } = describeCalls([
      notRehearsed('Workloads'),
      notRehearsed('Sandbox'),
      notRehearsed('Sandbox', 'volumes'),
    ]);
    expect(lines).toEqual([
      'require-tags (volumes) at Sandbox: ec2 is not enforced',
      'require-tags at Workloads, Sandbox: ec2 is not enforced',
    ]);
  });
});
