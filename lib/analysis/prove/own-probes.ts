import type { ExemptPrincipal } from '../../../policies/core/exemptions';
import type { Guardrail } from '../../../policies/core/guardrail';
import type { Probe } from '../../../policies/core/probe';
import { arnMatches } from '../../iam/patterns/glob';
import { BEFORE_ALL_ENDS } from './probe-world';

/**
 * The guardrail's own probes, adapted to its exemptions: if a team exempts the role that a probe uses, a request that
 * must be denied to others stays possible for it until the exemption expires.
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
    return { name: `${probe.name}, since the caller is exempt`, expect: 'possible', request };
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
