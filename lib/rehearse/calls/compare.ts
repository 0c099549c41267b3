import type { Decision } from '../../analysis/evaluate/request-line';
import type { Expectation } from './call';
import type { Answer, CallOutcome, MadeCall } from './outcome';

/** Holds what a table expects, what the evaluator computes and what the server did against each other. */
export function compare(
  call: MadeCall,
  expected: Expectation['expected'],
  computed: Decision,
  answer: Answer,
): CallOutcome {
  const problem = findMistake(call, expected, computed) ?? findDifference(computed, answer);
  if (problem !== null) return { kind: 'disagreed', call, problem, computed, answer };
  const decision = computed.decision === 'denied' ? 'denied' : 'permitted';
  const shadowedBy = expected === 'permitted' && decision === 'denied' ? guardrailsOf(computed) : [];
  return { kind: 'agreed', call, decision, shadowedBy };
}

/** The table itself is wrong where `guardrails.json` says otherwise. */
function findMistake({ guardrail }: MadeCall, expected: Expectation['expected'], computed: Decision): string | null {
  const denies = computed.decision === 'denied' && guardrailsOf(computed).includes(guardrail);
  if (computed.decision === 'undecided')
    return `the table of calls is wrong: guardrails.json does not decide this call without ${computed.missing.join(', ')}`;
  if (expected === 'denied' && !denies)
    return `the table of calls is wrong: it takes ${guardrail} to deny this call, and guardrails.json does not`;
  if (expected === 'permitted' && denies)
    return `the table of calls is wrong: it takes ${guardrail} to let this call pass, and guardrails.json denies it`;
  return null;
}

function findDifference(computed: Decision, answer: Answer): string | null {
  if (computed.decision === 'permitted') {
    if (answer.kind === 'permitted') return null;
    return answer.kind === 'denied'
      ? `guardrails.json permits it, and the server denied it: ${answer.message}`
      : `the server let it neither pass nor denied it: ${answer.message}`;
  }
  const by = `guardrails.json denies it by ${describeDenials(computed)}`;
  switch (answer.kind) {
    case 'permitted':
      return `${by}, and the server let it pass`;
    case 'failed':
      return `${by}, and the server did not deny it: ${answer.message}`;
    case 'denied':
      if (!answer.explicit) return `${by}, and the server denied it for another reason: ${answer.message}`;
      if (answer.policyType === null || computed.by.some(({ type }) => type === answer.policyType)) return null;
      return `${by}, and the server denied it by a policy of type ${answer.policyType}`;
  }
}

function guardrailsOf({ by }: Decision): readonly string[] {
  return [...new Set(by.flatMap(({ guardrails }) => guardrails))];
}

function describeDenials({ by }: Decision): string {
  return by
    .map(({ document, target, guardrails }) =>
      document === null
        ? `nothing that allows it at ${target}`
        : `${guardrails.join(' and ')} (${document} at ${target})`,
    )
    .join(', ');
}
