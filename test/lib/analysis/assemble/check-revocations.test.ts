import { findIneffectiveRevocations } from '../../../../lib/analysis/assemble/check-revocations';
import { describeProblem, type Position } from '../../../../lib/model/problem';
import type { Revocation } from '../../../../lib/model/organization';
import { anOrganization } from '../../../support/an-organization';
import { lines } from '../../../support/organization-folder';
import { aPlacement } from '../builders';

const AT: Position = { file: 'landing-zone.yaml', line: 90, column: 5 };
const PERSON = '906a1b2c3d-11111111-2222-3333-4444-555555555555';
const REVOCATIONS: readonly Revocation[] = [
  { kind: 'person', person: PERSON, until: '2027-03-31T00:00:00Z', owner: 'a', reason: 'b', at: AT, locate: () => AT },
];

function problemsWith(targets: readonly string[], revocations = REVOCATIONS): string {
  const placements = targets.map((target) => aPlacement('revoke-sessions', target));
  return findIneffectiveRevocations(anOrganization({ placements, revocations })).map(describeProblem).join('\n');
}

test('a revocation has an effect if its guardrail is at the root', () => {
  expect(problemsWith(['root'])).toBe('');
  expect(problemsWith(['Workloads', 'root'])).toBe('');
});

test('a revocation without its guardrail stops nobody', () => {
  expect(problemsWith([])).toBe(
    lines(
      `landing-zone.yaml:90:5: \`${PERSON}\` is revoked, but \`revoke-sessions\`, which stops revoked sessions, is nowhere`,
      '    allowed: revocations while `revoke-sessions` is on `root`',
      '    fix: place `revoke-sessions` on `root`',
    ),
  );
});

test('a revocation whose guardrail is only on a unit stops nobody elsewhere', () => {
  expect(problemsWith(['Workloads', 'audit'])).toContain('is only on `Workloads`, `audit`');
});

test('without a revocation, its guardrail may be anywhere', () => {
  expect(problemsWith([], [])).toBe('');
});
