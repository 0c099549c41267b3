import type { Probe } from '../../../policies/core/probe';
import type { Effect } from '../../../policies/core/management-guardrail';
import type { DialectFinding } from '../../iam/dialect';
import type { SettingValue } from '../../iam/management-policies/management-policy';
import type { MutantDifference } from './mutants/report';

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

/** An account that does not end up with what a guardrail of settings promises. */
export interface EffectFailure {
  readonly kind: 'effect';
  readonly guardrail: string;
  readonly run: string;
  readonly effect: Effect;
  /** What the account ends up with; null: nothing. */
  readonly found: SettingValue | null;
}

/** A statement that leaves the dialect. */
export interface DialectFailure {
  readonly kind: 'dialect';
  /** Those that stand in the statement. */
  readonly guardrails: readonly string[];
  /** The run, or the document. */
  readonly run: string;
  readonly finding: DialectFinding;
}

/** A guardrail of which nobody has said what it must deny and what must stay possible. */
export interface NoProbes {
  readonly kind: 'no-probes';
  readonly guardrail: string;
  readonly run: string;
  readonly missing: 'denied' | 'possible' | 'effect' | 'platform';
}

/** Documents that do not say what their guardrails say. */
export interface PackingFailure {
  readonly kind: 'packing';
  /** The type and the target of the documents. */
  readonly run: string;
  /** Whose statements stand elsewhere than the documents claim; null: the documents mean something else altogether. */
  readonly guardrail: string | null;
  /** From the guardrails as they are written to the documents. */
  readonly difference: MutantDifference;
}

export type ProofFailure = ProbeFailure | EffectFailure | DialectFailure | NoProbes | PackingFailure;

/** A failure as one sentence for a person. */
export function describeFailure(failure: ProofFailure): string {
  switch (failure.kind) {
    case 'probe': {
      const { guardrail, run, probe, found } = failure;
      const { action, principal } = probe.request;
      return `${guardrail} (${run}): must be ${probe.expect}: ${probe.name} (${action} by ${principal}); found: ${found}`;
    }
    case 'effect': {
      const { guardrail, run, effect, found } = failure;
      const value = effect.value === undefined ? 'absent' : JSON.stringify(effect.value);
      return `${guardrail} (${run}): ${effect.path.join('/')} must be ${value}: ${effect.name}; found: ${JSON.stringify(found)}`;
    }
    case 'dialect': {
      const { guardrails, run, finding } = failure;
      return `${guardrails.join(', ')} (${run}): ${finding.pointer}: ${finding.rule}: ${finding.message}; ${finding.fix}`;
    }
    case 'no-probes':
      return `${failure.guardrail} (${failure.run}): no probe of what ${MISSING[failure.missing]}`;
    case 'packing':
      return describePacking(failure);
  }
}

function describePacking({ run, guardrail, difference }: PackingFailure): string {
  const place = guardrail === null ? `the guardrails (${run})` : `${guardrail} (${run})`;
  if (difference.answer === 'undecided')
    return `${place}: it cannot be told whether the documents mean the same: ${difference.reasons.join('; ')}`;
  const { change, witness } = difference.difference;
  const how = change === 'denied' ? 'the documents deny, and they do not' : 'they deny, and the documents do not';
  return `${place}: packed, they do not mean the same: ${how}: ${JSON.stringify(witness)}`;
}

const MISSING: Readonly<Record<NoProbes['missing'], string>> = {
  denied: 'it must deny',
  possible: 'must stay possible',
  effect: 'it must bring about',
  platform: 'becomes of the platform, since nobody is exempt',
};
