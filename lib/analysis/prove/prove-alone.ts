import { platformRoles } from '../../../policies/core/role-samples';
import { judgeIn } from '../evaluate/decide';
import type { Decision } from '../evaluate/request-line';
import type { ProofFailure } from './failure';
import type { PreparedScenario } from './prepared-scenario';
import { toRequestLine } from './probe-world';
import type { ProofRun } from './proof';
import { proveDialect } from './prove-dialect';

/** Alone, the decision must be exact: denied or permitted, never undecided. */
export function proveAlone(prepared: PreparedScenario): ProofRun {
  const { scenario, probes, directory } = prepared;
  const guardrail = scenario.guardrail.id;
  const name = `alone, ${scenario.name}`;
  const { decide } = judgeIn(directory);
  const failures = probes.flatMap((probe): ProofFailure[] => {
    const decision = decide(toRequestLine(probe.name, probe.request, scenario.organization));
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
 * Each guardrail needs probes of what it must deny, unless it denies nothing yet, and of what must stay possible. If it
 * exempts nobody, it also needs one with a platform principal, so that a wrong `exempt` fails.
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

/** The evaluator's result as text. */
export function describeDecision(result: Decision): string {
  const { decision, missing } = result;
  if (decision === 'undecided') return `undecided: it depends on ${missing.join(', ')}`;
  const guardrails = denyingGuardrails(result);
  return guardrails.length === 0 ? decision : `${decision} by ${guardrails.join(', ')}`;
}

/** The guardrails that deny a request, each once. */
export function denyingGuardrails({ by }: Decision): readonly string[] {
  return [...new Set(by.flatMap(({ guardrails }) => guardrails))];
}
