import type { ProofFailure } from '../../../../lib/analysis/prove/failure';
import type { Proof } from '../../../../lib/analysis/prove/proof';
import { proofReport } from '../../../../lib/cli/prove/proof-report';
import { proofToJson } from '../../../../lib/cli/prove/proof-to-json';
import { renderText } from '../../../../lib/report/text/render-text';
import { denied, possible } from '../../../../policies/core/probe';

const principal = 'arn:aws:iam::222222222222:role/developer';
const stop = denied('a trail is stopped', { principal, action: 'cloudtrail:StopLogging' });
const start = possible('a trail is started', { principal, action: 'cloudtrail:StartLogging' });
const failure: ProofFailure = {
  kind: 'probe',
  guardrail: 'protect-trails',
  run: 'alone, defaults',
  probe: stop,
  found: 'permitted',
};
const proof: Proof = {
  guardrails: [
    {
      guardrail: 'protect-trails',
      runs: [
        { name: 'alone, defaults', probes: [stop, start], shadowed: [], failures: [failure] },
        {
          name: 'in the chain at Suspended',
          probes: [stop, start],
          shadowed: [{ probe: start, by: ['quarantine'] }],
          failures: [],
        },
      ],
      emptyTargets: [],
      unusedParameters: ['mode'],
    },
  ],
  documents: [],
  expectations: [],
};

const linesOf = (isDetailed: boolean) => renderText(proofReport(proof, isDetailed), { hasColors: false });

test('failures are listed after the table, with the action, the caller and what was found', () => {
  const text = linesOf(false).join('\n');
  expect(text).toMatch(/^protect-trails +2 +2 +2 +0 +1 +1$/m);
  expect(text).toContain(
    `failed: protect-trails (alone, defaults): must be denied: a trail is stopped (cloudtrail:StopLogging by ${principal}); found: permitted`,
  );
  expect(text).toMatch(/^Proved: 1 guardrail, 2 denied, 2 possible, 0 effects, 0 expectations, 1 failure$/m);
});

test('in detail, a probe that another guardrail denies is shown as shadowed', () => {
  expect(linesOf(true)).toContainEqual(
    expect.stringMatching(/^ {2}shadowed by quarantine +cloudtrail:StartLogging +a trail is started$/),
  );
});

test('in JSON a failure has its probe', () => {
  expect(proofToJson(proof, false)).toMatchObject({
    guardrails: [{ failures: 1, runs: [{ failures: [{ kind: 'probe', probe: stop, found: 'permitted' }] }, {}] }],
  });
});

test('a parameter that no probe uses is a warning', () => {
  expect(linesOf(false).join('\n')).toContain('warning: protect-trails: no probe uses the parameter `mode`');
});
