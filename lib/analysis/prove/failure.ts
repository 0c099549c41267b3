import type { Probe } from '../../../policies/form/probe';
import type { Finding } from '../../iam/dialect';

/** A probe that did not come out as it must. */
export interface ProbeFailure {
  readonly kind: 'probe';
  readonly guardrail: string;
  /** The run: `alone, defaults` or `in the chain at Workloads`. */
  readonly run: string;
  readonly probe: Probe;
  /** What the evaluator said, in words. */
  readonly found: string;
}

/** A statement that leaves the dialect. */
export interface DialectFailure {
  readonly kind: 'dialect';
  /** Those that stand in the statement. */
  readonly guardrails: readonly string[];
  /** The run, or the document. */
  readonly run: string;
  readonly finding: Finding;
}

/** A guardrail of which nobody has said what it must deny and what must stay possible. */
export interface NoProbes {
  readonly kind: 'no-probes';
  readonly guardrail: string;
  readonly run: string;
  readonly missing: 'denied' | 'possible';
}

export type ProofFailure = ProbeFailure | DialectFailure | NoProbes;

/** A failure as one sentence for a person. */
export function describeFailure(failure: ProofFailure): string {
  switch (failure.kind) {
    case 'probe': {
      const { guardrail, run, probe, found } = failure;
      const { action, principal } = probe.request;
      return `${guardrail} (${run}): must be ${probe.expect}: ${probe.name} (${action} by ${principal}); found: ${found}`;
    }
    case 'dialect': {
      const { guardrails, run, finding } = failure;
      return `${guardrails.join(', ')} (${run}): ${finding.pointer}: ${finding.rule}: ${finding.message}; ${finding.fix}`;
    }
    case 'no-probes':
      return `${failure.guardrail} (${failure.run}): no probe of what ${failure.missing === 'denied' ? 'it must deny' : 'must stay possible'}`;
  }
}
