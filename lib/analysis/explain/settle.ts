import type { DenialReason } from './message/denial-message';
import type { StepStatement } from './explain';
import type { ReadingsExplanation } from './readings';

/** Whether AWS names a statement by its `Sid` as one that denied the call. */
export function isNamed({ sid }: Pick<StepStatement, 'sid'>, reason: DenialReason | null): boolean {
  return reason?.kind === 'policy' && reason.effect === 'explicit' && sid !== null && reason.statements.includes(sid);
}

/** What AWS knows decides what the description of the call leaves open: a statement that AWS names denied it. */
export function settle(explanation: ReadingsExplanation, reason: DenialReason | null): ReadingsExplanation {
  const named = explanation.path.flatMap(({ target, statements }) =>
    statements.filter((one) => isNamed(one, reason)).map((statement) => ({ target, statement })),
  );
  if (explanation.decision.decision !== 'undecided' || named.length === 0) return explanation;
  return {
    ...explanation,
    decision: {
      ...explanation.decision,
      decision: 'denied',
      by: named.map(({ target, statement: { document, type, pointer, guardrails } }) => ({
        target,
        document,
        type,
        pointer,
        guardrails,
      })),
      missing: [],
    },
    path: explanation.path.map((step) => ({
      ...step,
      statements: step.statements.map((one) =>
        isNamed(one, reason) ? { ...one, verdict: 'denies', missing: [] } : one,
      ),
    })),
  };
}
