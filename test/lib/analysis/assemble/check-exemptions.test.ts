import { findUnprotectedExemptions } from '../../../../lib/analysis/assemble/check-exemptions';
import { configuredGuardrails } from '../../../../lib/analysis/assemble/compiled-guardrail';
import type { Placement } from '../../../../lib/model/organization';
import { anOrganization } from '../../../support/an-organization';
import { aCatalogue, aGuardrail, aPlacement } from '../builders';

const PROTECTION = 'protect-platform-roles';

const CATALOGUE = aCatalogue(
  aGuardrail(PROTECTION),
  aGuardrail('deny-one'),
  aGuardrail('bind-everyone', { exempt: 'nobody' }),
  aGuardrail('deny-resources', { type: 'RESOURCE_CONTROL_POLICY' }),
);

function problemsOf(placements: readonly Placement[]) {
  const organization = anOrganization({ placements });
  return findUnprotectedExemptions(organization, configuredGuardrails(organization, CATALOGUE));
}

/** The codes and lines of the problems of guardrails that are placed on these targets. */
function problemsAt(...placed: readonly (readonly [guardrail: string, target: string])[]) {
  const placements = placed.map(([guardrail, target], index) => aPlacement(guardrail, target, { line: index + 1 }));
  return problemsOf(placements).map(({ code, at }) => [code, at.line]);
}

describe('a guardrail that exempts the platform', () => {
  test('fails at its line where nobody protects the platform', () => {
    expect(problemsAt(['deny-one', 'root'], ['deny-one', 'Security'])).toEqual([
      ['exempt-unprotected', 1],
      ['exempt-unprotected', 2],
    ]);
  });

  test('passes where the platform is protected at its target or above', () => {
    expect(problemsAt(['deny-one', 'root'], [PROTECTION, 'root'])).toEqual([]);
    expect(problemsAt(['deny-one', 'audit'], [PROTECTION, 'Security'])).toEqual([]);
    expect(problemsAt(['deny-one', 'Security'], [PROTECTION, 'Security'])).toEqual([]);
  });

  test('fails where the platform is protected only below or elsewhere', () => {
    expect(problemsAt([PROTECTION, 'Security'], ['deny-one', 'root'])).toEqual([['exempt-unprotected', 2]]);
    expect(problemsAt([PROTECTION, 'audit'], ['deny-one', 'Security'])).toEqual([['exempt-unprotected', 2]]);
    expect(problemsAt([PROTECTION, 'Security'], ['deny-one', 'Workloads'])).toEqual([['exempt-unprotected', 2]]);
  });

  test('needs the protection of all accounts if it is about resources, because callers of all accounts are exempt', () => {
    expect(problemsAt([PROTECTION, 'Security'], ['deny-resources', 'Security'])).toEqual([['exempt-unprotected', 2]]);
    expect(problemsAt([PROTECTION, 'root'], ['deny-resources', 'Security'])).toEqual([]);
  });

  test('says what is missing and where to place it', () => {
    expect(problemsOf([aPlacement('deny-one', 'audit')])).toMatchObject([
      {
        code: 'exempt-unprotected',
        allowed: '`protect-platform-roles` at `root` or `Security` or `audit`',
        fix: 'place `protect-platform-roles` on `root`',
      },
    ]);
  });
});

test('a guardrail that exempts nobody needs no protection', () => {
  expect(problemsAt(['bind-everyone', 'root'])).toEqual([]);
});
