import type { Probe } from '../../../policies/core/probe';
import type { Effect } from '../../../policies/core/management-guardrail';
import type { ExpectationProof } from './expectations/expectation-proof';
import type { ProofFailure } from './failure';
import { kindOf, type ProvableKind } from './provable';

/** A guardrail's probes in one scenario, or at one target. */
export interface ProofRun {
  /** `alone, ` and the scenario, or `in the chain at ` and the target. */
  readonly name: string;
  readonly probes: readonly Probe[];
  /** The effects of a management guardrail; absent: it is made of statements. */
  readonly effects?: readonly Effect[];
  readonly shadowed: readonly ShadowedProbe[];
  readonly failures: readonly ProofFailure[];
}

/** A "possible" probe that other guardrails deny at the target. */
export interface ShadowedProbe {
  readonly probe: Probe;
  /** The ids of the guardrails. */
  readonly by: readonly string[];
}

/** The proof of one guardrail, or of a policy of the baseline or of people. */
export interface GuardrailProof {
  readonly guardrail: string;
  /** Scenarios alone, then targets in the chain. */
  readonly runs: readonly ProofRun[];
  /** Targets where it is placed, but that have no account yet. */
  readonly emptyTargets: readonly string[];
  /** Parameters that none of its probes or effects read; empty if only what is deployed was proved. */
  readonly unusedParameters: readonly string[];
}

export interface Proof {
  readonly guardrails: readonly GuardrailProof[];
  /** The failures of the documents that will be deployed, in addition to those of each guardrail. */
  readonly documents: readonly ProofFailure[];
  readonly expectations: readonly ExpectationProof[];
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
export function failuresOf({ guardrails, documents, expectations }: Proof): readonly ProofFailure[] {
  return [
    ...guardrails.flatMap(({ runs }) => runs.flatMap(({ failures }) => failures)),
    ...documents,
    ...expectations.flatMap(({ failures }) => failures),
  ];
}

/** Probes of one guardrail that another one shadows. */
export interface Shadow {
  readonly guardrail: string;
  readonly by: string;
  /** How many probes, each counted at each target. */
  readonly probes: number;
}

/** Which guardrails shadow probes of which others, from the most to the fewest probes. */
export function shadowsIn({ guardrails }: Proof): readonly Shadow[] {
  const counts = new Map<string, Shadow>();
  for (const { guardrail, runs } of guardrails)
    for (const by of runs.flatMap(({ shadowed }) => shadowed.flatMap((one) => one.by))) {
      const key = `${guardrail} ${by}`;
      counts.set(key, { guardrail, by, probes: (counts.get(key)?.probes ?? 0) + 1 });
    }
  return [...counts.values()].sort((a, b) => b.probes - a.probes);
}

/** A whole proof in numbers. */
export interface ProofTotal extends Omit<ProofCount, 'runs'> {
  readonly guardrails: number;
  readonly boundaries: number;
  readonly permissionSets: number;
  readonly expectations: number;
}

export function countProof(proof: Proof): ProofTotal {
  const { denied, possible, effects, shadowed } = countRuns(proof.guardrails.flatMap(({ runs }) => runs));
  const failures = failuresOf(proof).length;
  const expectations = proof.expectations.length;
  const countOf = (kind: ProvableKind): number =>
    proof.guardrails.filter(({ guardrail }) => kindOf(guardrail) === kind).length;
  return {
    guardrails: countOf('guardrail'),
    boundaries: countOf('boundary'),
    permissionSets: countOf('permission set'),
    ...{ denied, possible, effects, expectations, shadowed, failures },
  };
}
