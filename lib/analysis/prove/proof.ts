import type { Probe } from '../../../policies/core/probe';
import type { Effect } from '../../../policies/core/management-guardrail';
import type { ProofFailure } from './failure';

/** A guardrail's probes in one scenario, or at one target. */
export interface ProofRun {
  /** `alone, ` and the scenario, or `in the chain at ` and the target. */
  readonly name: string;
  readonly probes: readonly Probe[];
  /** The effects of a management guardrail; absent: it is made of statements. */
  readonly effects?: readonly Effect[];
  /** "Possible" probes that another guardrail denies at the target. */
  readonly shadowed: readonly Probe[];
  readonly failures: readonly ProofFailure[];
}

/** The proof of one guardrail. */
export interface GuardrailProof {
  readonly guardrail: string;
  /** Scenarios alone, then targets in the chain. */
  readonly runs: readonly ProofRun[];
  /** Targets where it is placed, but that have no account yet. */
  readonly emptyTargets: readonly string[];
}

export interface Proof {
  readonly guardrails: readonly GuardrailProof[];
  /** The failures of the documents that will be deployed, in addition to those of each guardrail. */
  readonly documents: readonly ProofFailure[];
}

/** A proof in numbers. */
interface ProofCount {
  readonly runs: number;
  /** Probes, each counted in each run. */
  readonly denied: number;
  readonly possible: number;
  /** Effects, each counted in each run. */
  readonly effects: number;
  readonly shadowed: number;
  readonly failures: number;
}

export function countRuns(runs: readonly ProofRun[]): ProofCount {
  const sum = (count: (run: ProofRun) => number): number => runs.reduce((total, run) => total + count(run), 0);
  return {
    runs: runs.length,
    denied: sum(({ probes }) => probes.filter(({ expect }) => expect === 'denied').length),
    possible: sum(({ probes }) => probes.filter(({ expect }) => expect === 'possible').length),
    effects: sum(({ effects = [] }) => effects.length),
    shadowed: sum(({ shadowed }) => shadowed.length),
    failures: sum(({ failures }) => failures.length),
  };
}

/** All failures of a proof. */
export function failuresOf({ guardrails, documents }: Proof): readonly ProofFailure[] {
  return [...guardrails.flatMap(({ runs }) => runs.flatMap(({ failures }) => failures)), ...documents];
}

/** A whole proof in numbers. */
export interface ProofTotal extends Omit<ProofCount, 'runs'> {
  readonly guardrails: number;
}

export function countProof(proof: Proof): ProofTotal {
  const { denied, possible, effects, shadowed } = countRuns(proof.guardrails.flatMap(({ runs }) => runs));
  const failures = failuresOf(proof).length;
  return { guardrails: proof.guardrails.length, denied, possible, effects, shadowed, failures };
}
