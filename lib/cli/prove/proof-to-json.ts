import type { ExpectationProof } from '../../analysis/prove/expectations/expectation-proof';
import type { Probe } from '../../../policies/core/probe';
import { describeSurvivor, type MutantReport, type Survivor } from '../../analysis/prove/mutants/report';
import { describeFailure, guardrailsIn, type ProofFailure } from '../../analysis/prove/failure';
import { kindOf } from '../../analysis/prove/provable';
import { countRuns, type GuardrailProof, type Proof, type ShadowedProbe } from '../../analysis/prove/proof';

/** A proof for other programs; `isDetailed`: with each probe. */
export function proofToJson(
  { guardrails, documents, expectations }: Proof,
  isDetailed: boolean,
  mutants?: readonly MutantReport[],
): object {
  return {
    formatVersion: 1,
    guardrails: guardrails.map((guardrail, index) => {
      const report = mutants?.[index];
      return {
        ...guardrailToJson(guardrail, isDetailed),
        ...(report && { mutants: { ...report, survivors: report.survivors.map(survivorToJson) } }),
      };
    }),
    failures: documents.map(failureToJson),
    expectations: expectations.map(expectationToJson),
  };
}

function expectationToJson({ expectation, failures }: ExpectationProof): object {
  const { id, at, expect, reason, targets, accounts } = expectation;
  return { id, ...at, expect, reason, targets, accounts, failures: failures.map(failureToJson) };
}

function shadowToJson(probe: Probe, shadowed: readonly ShadowedProbe[]): object {
  const by = shadowed.find((one) => one.probe === probe)?.by ?? [];
  return { ...probe, shadowed: by.length > 0, shadowedBy: by };
}

function guardrailToJson(
  { guardrail, runs, emptyTargets, unusedParameters }: GuardrailProof,
  isDetailed: boolean,
): object {
  return {
    id: guardrail,
    kind: kindOf(guardrail),
    ...countRuns(runs),
    runs: runs.map(({ name, probes, effects = [], shadowed, failures }) => ({
      name,
      ...(isDetailed && {
        probes: probes.map((probe) => shadowToJson(probe, shadowed)),
        effects,
      }),
      failures: failures.map(failureToJson),
    })),
    warnings: [
      ...emptyTargets.map((target) => ({ target, message: 'there is no account at or below this target yet' })),
      ...unusedParameters.map((parameter) => ({ parameter, message: 'no probe uses this parameter' })),
    ],
  };
}

function survivorToJson(survivor: Survivor): object {
  const { scenario, operator, change, difference } = survivor;
  const witness = difference.answer === 'no' ? difference.difference.witness : null;
  return { scenario, operator, change, message: describeSurvivor(survivor), witness };
}

function failureToJson(failure: ProofFailure): object {
  return {
    kind: failure.kind,
    run: failure.kind === 'expectation' ? null : failure.run,
    guardrails: guardrailsIn(failure),
    message: describeFailure(failure),
    ...(failure.kind === 'probe' && { probe: failure.probe, found: failure.found }),
    ...(failure.kind === 'effect' && { effect: failure.effect, found: failure.found }),
    ...(failure.kind === 'expectation' && {
      expectation: failure.expectation.id,
      accounts: failure.accounts,
      instant: failure.instant,
      decision: failure.decision,
      statements: failure.statements,
    }),
    ...(failure.kind === 'packing' &&
      failure.difference.answer === 'no' && { witness: failure.difference.difference.witness }),
  };
}
