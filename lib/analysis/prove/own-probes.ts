import type { ExemptPrincipal } from '../../../policies/core/exemptions';
import type { Guardrail } from '../../../policies/core/guardrail';
import type { Probe } from '../../../policies/core/probe';
import { arnMatches } from '../../iam/patterns/glob';
import { BEFORE_ALL_ENDS } from './probe-world';

/**
 * The guardrail's own probes, as its exemptions leave them: where a team exempts the very role that a probe calls as,
 * what must be denied to others is possible for it, and not before the exemption ends is it denied.
 */
export function ownProbes(
  guardrail: Guardrail,
  probes: readonly Probe[],
  exemptions: readonly ExemptPrincipal[],
): readonly Probe[] {
  if (guardrail.exempt === 'nobody') return probes;
  return probes.map((probe): Probe => {
    const { expect, request } = probe;
    if (expect === 'possible' || !isExempt(exemptions, request.principal, timeOf(probe))) return probe;
    return { name: `${probe.name}, whoever is exempt`, expect: 'possible', request };
  });
}

function isExempt(exemptions: readonly ExemptPrincipal[], caller: string, instant: string): boolean {
  return exemptions.some(
    ({ principal, expires }) => arnMatches(principal, caller) && (expires === null || expires > instant),
  );
}

function timeOf({ request: { context = {} } }: Probe): string {
  return String(context['aws:CurrentTime'] ?? BEFORE_ALL_ENDS);
}
