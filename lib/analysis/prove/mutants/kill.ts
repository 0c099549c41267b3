import type { CompiledStatement } from '../../../iam/evaluation/compile';
import type { Truth } from '../../../iam/evaluation/truth';
import type { PreparedScenario } from '../prepared-scenario';
import { isDenied, type Trial } from '../trial';

/** Finds a probe that a mutant fails; nothing: it passes them all. */
export type FindKiller = (group: number, deployed: readonly CompiledStatement[]) => Trial | undefined;

/**
 * Prepares a scenario's probes once for all its mutants. Each mutant changes one statement, so what the others say of
 * each probe is known, and only the changed one is asked.
 */
export function killerFinder({ scenario: { groups }, probes, toTrial, compile }: PreparedScenario): FindKiller {
  const compiled = groups.map(({ deployed }) => compile(deployed));
  const trials = probes.map(toTrial);
  const said = trials.map((trial) => compiled.map((statements) => isDenied(statements, trial)));
  const suspects = groups.map((_, group) => {
    const open = trials.flatMap((trial, index): readonly Suspect[] => {
      const others = either((said[index] ?? []).filter((_truth, other) => other !== group));
      // Another statement denies it, whatever becomes of this one.
      return others === true ? [] : [{ trial, others }];
    });
    // What this statement denies is most likely to tell.
    return [...open.filter(({ trial }) => trial.probe.expect === 'denied'), ...open.filter(isPossible)];
  });
  return (group, deployed) =>
    (suspects[group] ?? []).find(({ trial, others }) => {
      const denied = either([others, isDenied(deployed, trial)]);
      return denied !== (trial.probe.expect === 'denied');
    })?.trial;
}

interface Suspect {
  readonly trial: Trial;
  /** What the other statements say. */
  readonly others: Truth;
}

function isPossible({ trial }: Suspect): boolean {
  return trial.probe.expect === 'possible';
}

/** Whether one of them is true; null: that cannot be told. */
function either(truths: readonly Truth[]): Truth {
  return truths.includes(true) ? true : truths.includes(null) ? null : false;
}
