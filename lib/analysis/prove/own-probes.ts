import type { ExemptPrincipal } from '../../../policies/core/exemptions';
import type { Guardrail } from '../../../policies/core/guardrail';
import type { Probe, ProbePlace } from '../../../policies/core/probe';
import { arnMatches } from '../../iam/patterns/glob';
import { everyoneExempt } from './exemption-probes';
import { BEFORE_ALL_ENDS } from './probe-world';

/**
 * The guardrail's own probes, adapted to its exemptions: if a team exempts the role that a probe uses, a request that
 * must be denied to others stays possible for it until the exemption expires, and another role tries everything as well.
 */
export function ownProbes(
  guardrail: Guardrail,
  probes: readonly Probe[],
  exemptions: readonly ExemptPrincipal[],
  place: Pick<ProbePlace, 'organization'>,
): readonly Probe[] {
  if (guardrail.exempt === 'nobody') return probes;
  const exempt = everyoneExempt(guardrail, exemptions, place);
  return probes.flatMap((probe): readonly Probe[] => {
    const { name, expect, request } = probe;
    if (!isExempt(exemptions, request.principal, timeOf(probe))) return [probe];
    const other = ordinaryCaller(request.principal, exempt);
    const since: Probe = { name: `${name}, since the caller is exempt`, expect: 'possible', request };
    const others: readonly Probe[] =
      other === undefined ? [] : [{ name: `${name}, as ${other}`, expect, request: { ...request, principal: other } }];
    return [expect === 'possible' ? probe : since, ...others];
  });
}

/**
 * A role or user without a path that is never exempt, instead of one that may be; undefined: the caller has a path, which
 * may matter to the guardrail, or is neither a role nor a user.
 */
export function ordinaryCaller(caller: string, exempt: readonly ExemptPrincipal[]): string | undefined {
  const [, head, name = ''] = /^(arn:[^:]*:iam::\d{12}:(?:role|user)\/)([^/]+)$/.exec(caller) ?? [];
  if (head === undefined) return undefined;
  return [name, 'ordinary', 'q', 'z0', 'Y9', 'w_v']
    .map((word) => head + word)
    .find((arn) => !isExempt(exempt, arn, ''));
}

/** Whether a caller is exempt at a time; with an empty time: ever. */
function isExempt(exemptions: readonly ExemptPrincipal[], caller: string, instant: string): boolean {
  return exemptions.some(
    ({ principal, expires }) => arnMatches(principal, caller) && (expires === null || expires > instant),
  );
}

function timeOf({ request: { context = {} } }: Probe): string {
  return String(context['aws:CurrentTime'] ?? BEFORE_ALL_ENDS);
}
