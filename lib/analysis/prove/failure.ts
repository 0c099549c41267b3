import type { Probe } from '../../../policies/core/probe';
import type { Effect } from '../../../policies/core/management-guardrail';
import type { DialectFinding } from '../../iam/dialect';
import type { SettingValue } from '../../iam/management-policies/management-policy';
import type { ExpectationFailure } from './expectations/expectation-proof';
import type { MutantDifference } from './mutants/report';

/** A probe with another result than expected. */
interface ProbeFailure {
  readonly kind: 'probe';
  readonly guardrail: string;
  /** The run: `alone, defaults` or `in the chain at Workloads`. */
  readonly run: string;
  readonly probe: Probe;
  /** The result of the evaluator, as text. */
  readonly found: string;
}

/** An effect of a management guardrail that an account does not have. */
interface EffectFailure {
  readonly kind: 'effect';
  readonly guardrail: string;
  readonly run: string;
  readonly effect: Effect;
  /** The effective value in the account; null: none. */
  readonly found: SettingValue | null;
}

/** A statement that is not part of the dialect. */
interface DialectFailure {
  readonly kind: 'dialect';
  /** The guardrails of the statement. */
  readonly guardrails: readonly string[];
  /** The run, or the document. */
  readonly run: string;
  readonly finding: DialectFinding;
}

/** A guardrail without probes of one kind. */
interface NoProbes {
  readonly kind: 'no-probes';
  readonly guardrail: string;
  readonly run: string;
  readonly missing: 'denied' | 'possible' | 'effect' | 'platform';
}

/** Documents that do not mean the same as their guardrails. */
export interface PackingFailure {
  readonly kind: 'packing';
  /** The type and the target of the documents. */
  readonly run: string;
  /** The guardrail whose statements are not where the documents claim; null: all documents of the target together. */
  readonly guardrail: string | null;
  /** The difference between the guardrails and the documents. */
  readonly difference: MutantDifference;
}

export type ProofFailure =
  ProbeFailure | EffectFailure | DialectFailure | NoProbes | PackingFailure | ExpectationFailure;

/** A failure as one sentence. */
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
      return `${failure.guardrail} (${failure.run}): there is no probe ${MISSING[failure.missing]}`;
    case 'packing':
      return describePacking(failure);
    case 'expectation':
      return describeExpectation(failure);
  }
}

/** The guardrails that a failure is about; empty: it is about all of them together. */
export function guardrailsIn(failure: ProofFailure): readonly string[] {
  if (failure.kind === 'dialect') return failure.guardrails;
  if (failure.kind === 'expectation') return [...new Set(failure.statements.flatMap(({ guardrails }) => guardrails))];
  return failure.guardrail === null ? [] : [failure.guardrail];
}

function describeExpectation({ expectation, accounts, instant, decision, statements }: ExpectationFailure): string {
  const { at, id, expect, reason, principal, action } = expectation;
  const place = `${at.file}:${at.line}:${at.column}`;
  const when = instant === null ? '' : ` at ${instant}`;
  const denying = statements.map(({ guardrails, target, document, statement }) =>
    document === null
      ? `no document at ${target} allows it`
      : `${guardrails.join(', ')} (statement ${statement ?? ''} of ${document} at ${target})`,
  );
  const found =
    decision.decision === 'undecided'
      ? `undecided: it depends on ${decision.missing.join(', ')}; give them in \`context\``
      : decision.decision === 'denied'
        ? `denied by ${denying.join('; ')}`
        : `permitted: no guardrail denies it${decision.exempt === null ? '' : ` (exempt: ${decision.exempt})`}`;
  return `${place}: must be ${expect}: ${id}: ${action} by ${principal} in ${accounts.join(', ')}${when}; found: ${found}; reason: ${reason}`;
}

function describePacking({ run, guardrail, difference }: PackingFailure): string {
  const place = guardrail === null ? `the guardrails (${run})` : `${guardrail} (${run})`;
  if (difference.answer === 'undecided')
    return `${place}: it is undecided whether the documents mean the same: ${difference.reasons.join('; ')}`;
  const { change, witness } = difference.difference;
  const how = change === 'denied' ? 'only the documents deny' : 'only the guardrails deny';
  return `${place}: the documents do not mean the same: ${how}: ${JSON.stringify(witness)}`;
}

const MISSING: Readonly<Record<NoProbes['missing'], string>> = {
  denied: 'of what it must deny',
  possible: 'of what must stay possible',
  effect: 'of its effects',
  platform: 'with a platform principal, although nobody is exempt',
};
