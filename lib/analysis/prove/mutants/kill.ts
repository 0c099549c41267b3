import type { CompiledStatement } from '../../../iam/evaluation/compile';
import type { Truth } from '../../../iam/evaluation/truth';
import type { PreparedScenario } from '../prepared-scenario';
import { isDenied, type Trial } from '../trial';

/** Finds a probe that fails for a mutant; undefined: it passes them all. */
type FindKiller = (group: number, deployed: readonly CompiledStatement[]) => Trial | undefined;

/**
 * Prepares a scenario's probes once for all its mutants. Each mutant changes one statement, so the results of the others
 * are known, and only the changed one is evaluated.
 */
export function killerFinder({ scenario: { groups }, probes, toTrial, compile }: PreparedScenario): FindKiller {
  const compiled = groups.map(({ deployed }) => compile(deployed));
  const trials = probes.map(toTrial);
  const results = trials.map((trial) => compiled.map((statements) => isDenied(statements, trial)));
  const suspects = groups.map((_, group) => {
    const open = trials.flatMap((trial, index): readonly Suspect[] => {
      const others = either((results[index] ?? []).filter((_truth, other) => other !== group));
      // Another statement denies it anyway.
      return others === true ? [] : [{ trial, others }];
    });
    // Denied probes fail most often.
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
  /** The result of the other statements. */
  readonly others: Truth;
}

function isPossible({ trial }: Suspect): boolean {
  return trial.probe.expect === 'possible';
}

/** Whether one of them is true; null: undecided. */
function either(truths: readonly Truth[]): Truth {
  return truths.includes(true) ? true : truths.includes(null) ? null : false;
}
