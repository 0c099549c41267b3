import type { Decision } from '../../lib/analysis/evaluate/request-line';
import type { ExpectedCall } from './call';
import type { CallAnswer, CallOutcome, MadeCall } from './outcome';

/** Compares what a table expects, what the evaluator computes from `guardrails.json`, and what the server did. */
export function compare(
  call: MadeCall,
  expected: ExpectedCall['expected'],
  computed: Decision,
  answer: CallAnswer,
): CallOutcome {
  const problem = findMistake(call, expected, computed) ?? findDifference(computed, answer);
  if (problem !== null) return { kind: 'disagreed', call, problem, computed, answer };
  const decision = computed.decision === 'denied' ? 'denied' : 'permitted';
  const shadowedBy = expected === 'permitted' && decision === 'denied' ? guardrailsOf(computed) : [];
  return { kind: 'agreed', call, decision, shadowedBy };
}

/** The table itself is wrong if `guardrails.json` contradicts it. */
function findMistake({ guardrail }: MadeCall, expected: ExpectedCall['expected'], computed: Decision): string | null {
  const denies = computed.decision === 'denied' && guardrailsOf(computed).includes(guardrail);
  if (computed.decision === 'undecided')
    return `the table of calls is wrong: guardrails.json cannot decide this call without ${computed.missing.join(', ')}`;
  if (expected === 'denied' && !denies)
    return `the table of calls is wrong: it expects ${guardrail} to deny this call, but guardrails.json does not`;
  if (expected === 'permitted' && denies)
    return `the table of calls is wrong: it expects ${guardrail} to permit this call, but guardrails.json denies it`;
  return null;
}

function findDifference(computed: Decision, answer: CallAnswer): string | null {
  if (computed.decision === 'permitted') {
    if (answer.kind === 'permitted') return null;
    return answer.kind === 'denied'
      ? `guardrails.json permits it, but the server denied it: ${answer.message}`
      : `the server neither permitted nor denied it: ${answer.message}`;
  }
  const by = `guardrails.json denies it by ${describeDenials(computed)}`;
  switch (answer.kind) {
    case 'permitted':
      return `${by}, but the server permitted it`;
    case 'failed':
      return `${by}, but the server did not deny it: ${answer.message}`;
    case 'denied':
      if (!answer.explicit) return `${by}, but the server denied it for another reason: ${answer.message}`;
      if (answer.policyType === null || computed.by.some(({ type }) => type === answer.policyType)) return null;
      return `${by}, but the server denied it by a policy of type ${answer.policyType}`;
  }
}

function guardrailsOf({ by }: Decision): readonly string[] {
  return [...new Set(by.flatMap(({ guardrails }) => guardrails))];
}

function describeDenials({ by }: Decision): string {
  return by
    .map(({ document, target, guardrails }) =>
      document === null
        ? `the lack of an Allow at ${target}`
        : `${guardrails.join(' and ')} (${document} at ${target})`,
    )
    .join(', ');
}
