import { renderText } from '../../../lib/report/text/render-text';
import { rehearsalReport } from '../../../rehearsal/report/rehearsal-report';
import type { RehearsalReport } from '../../../rehearsal/report/report';

describe('the report of a rehearsal', () => {
  const report: RehearsalReport = {
    stacks: [{ name: 'Rampart-Organization', resources: 8 }],
    adapted: 9,
    flattened: 4,
    verified: [['AWS::Organizations::Account', 8]],
    faults: [],
    calls: {
      denied: 40,
      permitted: 50,
      guardrails: ['deny-access-keys'],
      shadowed: [],
      failures: [],
      notRehearsed: ['a: b'],
    },
    evidence: [{ title: 'only root reads', shown: 5, faults: [], seconds: 1.5 }],
    scenarios: [{ title: 'a second deployment changes nothing', faults: [], measured: ['it took 7 s'], seconds: 7 }],
    notRehearsed: [{ what: 'policy of type S3_POLICY', why: 'the emulator does not know the type', count: 2 }],
    kept: null,
  };
  const text = (changes: Partial<RehearsalReport> = {}) =>
    renderText(rehearsalReport({ ...report, ...changes }, 71.25), { hasColors: false }).join('\n');

  test('counts what was verified, denied, permitted and not rehearsed', () => {
    expect(text()).toContain('AWS::Organizations::Account   8');
    expect(text()).toContain('40 calls denied as computed, 50 calls permitted as computed; 1 guardrail seen to deny');
    expect(text()).toContain('✓ a second deployment changes nothing (7.0 s)\n    measured: it took 7 s');
    expect(text()).toContain('✓ only root reads (5 facts, 1.5 s)');
    expect(text()).toContain('Changed for the emulator (docs/rehearsal.md): 9 policies, 4 metric filters');
    expect(text()).toContain('2 × policy of type S3_POLICY: the emulator does not know the type');
    expect(text()).toMatch(
      /\nRehearsed in 71\.3 s: 8 resources verified, 40 calls denied and 50 permitted as computed, 5 facts of the evidence shown, 3 not rehearsed$/,
    );
  });

  test.each([
    [{ faults: ['account `audit` is in `Sandbox`, not in `Security`'] }, 'account `audit` is in `Sandbox`'],
    [
      { scenarios: [{ title: 'a', faults: ['b is lost'], measured: [], seconds: 1 }] },
      '✗ a (1.0 s)\n    failed: b is lost',
    ],
    [
      { evidence: [{ title: 'e', shown: 1, faults: ['d reads'], seconds: 1 }] },
      '✗ e (1 fact, 1.0 s)\n    failed: d reads',
    ],
    [{ calls: { ...report.calls, failures: ['c is not denied'] } as RehearsalReport['calls'] }, 'c is not denied'],
  ])('fails with %j', (changes, expected) => {
    expect(text(changes)).toContain(expected);
    expect(text(changes)).toContain('The rehearsal failed in');
  });

  test('shows how to use an emulator that is left running', () => {
    const kept = { endpoint: 'http://127.0.0.1:4566', region: 'eu-central-1', folder: '/tmp/r', pid: 7 };
    expect(text({ kept })).toContain('export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=eu-central-1');
    expect(text({ kept })).toContain('kill 7 && rm -r /tmp/r');
  });
});
