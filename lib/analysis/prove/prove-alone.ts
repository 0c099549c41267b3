import { platformRoles } from '../../../policies/core/role-samples';
import { deciderIn } from '../evaluate/decide';
import type { Decision } from '../evaluate/request-line';
import type { ProofFailure } from './failure';
import type { PreparedScenario } from './prepared-scenario';
import { toRequestLine } from './probe-world';
import type { ProofRun } from './proof';
import { proveDialect } from './prove-dialect';

/** Alone, the verdict must be exact: denied or permitted, and nothing that hangs on a key. */
export function proveAlone(prepared: PreparedScenario): ProofRun {
  const { scenario, probes, directory } = prepared;
  const guardrail = scenario.guardrail.id;
  const name = `alone, ${scenario.name}`;
  const decide = deciderIn(directory);
  const failures = probes.flatMap((probe): ProofFailure[] => {
    const decision = decide(toRequestLine(probe.name, probe.request));
    if (decision.decision === (probe.expect === 'denied' ? 'denied' : 'permitted')) return [];
    return [{ kind: 'probe', guardrail, run: name, probe, found: describeDecision(decision) }];
  });
  return {
    name,
    probes,
    shadowed: [],
    failures: [...findMissing(prepared, name), ...failures, ...proveDialect(prepared, name)],
  };
}

/**
 * Of each guardrail it is said what it must deny, unless it denies nothing yet, and what must stay possible; of one that
 * exempts nobody, also what becomes of the platform, so that no exemption is lost or added by one word.
 */
function findMissing({ scenario, place, written }: PreparedScenario, run: string): readonly ProofFailure[] {
  const { guardrail, groups } = scenario;
  const deniesNothing = groups.every(({ deployed }) => deployed.length === 0);
  const platform = guardrail.exempt === 'nobody' ? platformRoles(place) : [];
  const isShown = {
    denied: deniesNothing || written.some(({ expect }) => expect === 'denied'),
    possible: written.some(({ expect }) => expect === 'possible'),
    platform: platform.length === 0 || written.some(({ request }) => platform.includes(request.principal)),
  };
  return (['denied', 'possible', 'platform'] as const)
    .filter((kind) => !isShown[kind])
    .map((missing) => ({ kind: 'no-probes', guardrail: guardrail.id, run, missing }));
}

/** What the evaluator said, in words. */
export function describeDecision({ decision, missing, by }: Decision): string {
  if (decision === 'undecided') return `undecided, since it hangs on ${missing.join(', ')}`;
  const guardrails = [...new Set(by.flatMap((denial) => denial.guardrails))];
  return guardrails.length === 0 ? decision : `${decision} by ${guardrails.join(', ')}`;
}
