import type { CallOutcome, MadeCall } from './outcome';

/** The part of the report that is about calls. */
export interface CallReport {
  /** How many calls were denied as computed, and permitted as computed. */
  readonly denied: number;
  readonly permitted: number;
  /** The guardrails that denied at least one call as computed. */
  readonly guardrails: readonly string[];
  /** Calls that should be permitted, but that other guardrails deny: they show nothing about their own guardrail. */
  readonly shadowed: readonly string[];
  readonly failures: readonly string[];
  readonly notRehearsed: readonly string[];
}

export function describeCalls(outcomes: readonly CallOutcome[]): CallReport {
  const agreed = outcomes.filter((outcome) => outcome.kind === 'agreed');
  const denied = agreed.filter(({ decision }) => decision === 'denied');
  const shown = denied.filter(({ shadowedBy }) => shadowedBy.length === 0).map(({ call }) => call.guardrail);
  return {
    denied: denied.length,
    permitted: agreed.length - denied.length,
    guardrails: [...new Set(shown)].sort(),
    shadowed: agreed.flatMap(({ call, shadowedBy }) =>
      shadowedBy.length === 0 ? [] : [`${describeCall(call)}: denied by ${shadowedBy.join(', ')}`],
    ),
    failures: outcomes.flatMap(describeFailure),
    notRehearsed: describeNotRehearsed(outcomes),
  };
}

function describeCall({ guardrail, target, account, caller, does, action, resource }: MadeCall): string {
  const onWhat = resource === '*' ? '' : ` on ${resource}`;
  return `${guardrail} at ${target}: ${caller} of ${account} ${does} (${action}${onWhat})`;
}

function describeFailure(outcome: CallOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'agreed':
    case 'not-rehearsed':
      return [];
    case 'disagreed':
      return [`${describeCall(outcome.call)}: ${outcome.problem}`];
    case 'failed':
      return [
        `${outcome.guardrail} at ${outcome.target}: the resources for its calls could not be created: ${outcome.problem}`,
      ];
  }
}

/** One line for each guardrail and reason, with all targets. */
function describeNotRehearsed(outcomes: readonly CallOutcome[]): readonly string[] {
  const targets = new Map<string, Set<string>>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'not-rehearsed') continue;
    const { guardrail, what, reason, target } = outcome;
    const line = `${guardrail}${what === null ? '' : ` (${what})`} at TARGETS: ${reason}`;
    targets.set(line, (targets.get(line) ?? new Set()).add(target));
  }
  return [...targets].map(([line, places]) => line.replace('TARGETS', () => [...places].join(', '))).sort();
}
