import type { Guardrail } from '../../../policies/core/guardrail';
import type { ProbePlace } from '../../../policies/core/probe';
import { memoize } from '../../iam/memoize';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Organization, Placement } from '../../model/organization';
import { exemptionsFrom } from '../assemble/compiled-guardrail';
import { decider, type Decide } from '../evaluate/decide';
import type { ProofFailure } from './failure';
import { ownProbes } from './own-probes';
import { chainWorld, toRequestLine } from './probe-world';
import type { ProofRun, ShadowedProbe } from './proof';
import { denyingGuardrails, describeDecision } from './prove-alone';

/** The organization with an account for probes below a target. */
export interface PreparedTarget {
  readonly decide: Decide;
  readonly place: ProbePlace;
}

/** Prepares each target once for all guardrails that are placed there. */
export function chains(organization: Organization, file: GuardrailsFile): (target: string) => PreparedTarget {
  return memoize((target: string) => {
    const world = chainWorld(organization, file, target);
    return { decide: decider(world.file), place: world.place };
  });
}

/**
 * Proves a guardrail where it is placed, together with all others. It must deny what it must deny, even if others do,
 * too, and it must not deny what must stay possible.
 */
export function proveInChain(
  guardrail: Guardrail,
  { target, parameters }: Placement,
  { exemptions: all }: Organization,
  { decide, place }: PreparedTarget,
): ProofRun {
  const exemptions = exemptionsFrom(guardrail.id, all);
  const probes = ownProbes(guardrail, guardrail.probes?.(parameters, place) ?? [], exemptions, place);
  const name = `in the chain at ${target}`;
  const failures: ProofFailure[] = [];
  const shadowed: ShadowedProbe[] = [];
  for (const probe of probes) {
    const decision = decide(toRequestLine(probe.name, probe.request, place.organization));
    const isDenying = decision.by.some(({ guardrails }) => guardrails.includes(guardrail.id));
    if (decision.decision === 'undecided' || isDenying !== (probe.expect === 'denied')) {
      failures.push({ kind: 'probe', guardrail: guardrail.id, run: name, probe, found: describeDecision(decision) });
    } else if (probe.expect === 'possible' && decision.decision === 'denied')
      shadowed.push({ probe, by: denyingGuardrails(decision) });
  }
  return { name, probes, shadowed, failures };
}
