import { describeSurvivor, type MutantReport, type Survivor } from '../../analysis/prove/mutants/report';
import { describeFailure, type ProofFailure } from '../../analysis/prove/failure';
import { countRuns, type GuardrailProof, type Proof } from '../../analysis/prove/proof';

/** A proof for other programs; `isDetailed`: with each probe. */
export function proofToJson(
  { guardrails, documents }: Proof,
  isDetailed: boolean,
  mutants?: readonly MutantReport[],
): object {
  return {
    guardrails: guardrails.map((guardrail, index) => {
      const report = mutants?.[index];
      return {
        ...guardrailToJson(guardrail, isDetailed),
        ...(report && { mutants: { ...report, survivors: report.survivors.map(survivorToJson) } }),
      };
    }),
    failures: documents.map(failureToJson),
  };
}

function guardrailToJson({ guardrail, runs, emptyTargets }: GuardrailProof, isDetailed: boolean): object {
  return {
    id: guardrail,
    ...countRuns(runs),
    runs: runs.map(({ name, probes, effects = [], shadowed, failures }) => ({
      name,
      ...(isDetailed && {
        probes: probes.map((probe) => ({ ...probe, shadowed: shadowed.includes(probe) })),
        effects,
      }),
      failures: failures.map(failureToJson),
    })),
    warnings: emptyTargets.map((target) => ({ target, message: 'there is no account at or below this target yet' })),
  };
}

function survivorToJson(survivor: Survivor): object {
  const { scenario, operator, change, difference } = survivor;
  const witness = difference.answer === 'no' ? difference.difference.witness : null;
  return { scenario, operator, change, message: describeSurvivor(survivor), witness };
}

function failureToJson(failure: ProofFailure): object {
  const { kind, run } = failure;
  const guardrails = failure.kind === 'dialect' ? failure.guardrails : [failure.guardrail ?? []].flat();
  return {
    kind,
    run,
    guardrails,
    message: describeFailure(failure),
    ...(failure.kind === 'probe' && { probe: failure.probe, found: failure.found }),
    ...(failure.kind === 'effect' && { effect: failure.effect, found: failure.found }),
    ...(failure.kind === 'packing' &&
      failure.difference.answer === 'no' && { witness: failure.difference.difference.witness }),
  };
}
