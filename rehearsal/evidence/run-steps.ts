import type { NotRehearsed } from '../verify/verification-tally';
import type { EvidenceFindings, EvidenceStep } from './step';

export interface RehearsedEvidence {
  readonly title: string;
  /** How many facts were seen. */
  readonly shown: number;
  /** What went wrong, one sentence each. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

export interface EvidenceReport {
  readonly steps: readonly RehearsedEvidence[];
  readonly notRehearsed: readonly NotRehearsed[];
}

/** Runs the steps one after another, also after one that went wrong. */
export async function runSteps<Stage>(
  steps: readonly EvidenceStep<Stage>[],
  stage: Stage,
  progress: (text: string) => void,
): Promise<EvidenceReport> {
  const done: RehearsedEvidence[] = [];
  const notRehearsed: NotRehearsed[] = [];
  for (const step of steps) {
    progress(step.title);
    const start = performance.now();
    const { shown, faults, notRehearsed: gaps } = await orFault(step, stage);
    done.push({ title: step.title, shown, faults, seconds: Math.round((performance.now() - start) / 100) / 10 });
    notRehearsed.push(...gaps);
  }
  return { steps: done, notRehearsed };
}

/** A server's error is a fault of the step. Any other error is thrown: without a server there is no result. */
async function orFault<Stage>(step: EvidenceStep<Stage>, stage: Stage): Promise<EvidenceFindings> {
  try {
    return await step.run(stage);
  } catch (error) {
    if (!(error instanceof Error && '$metadata' in error)) throw error;
    return { shown: 0, faults: [`${error.name}: ${error.message}`], notRehearsed: [] };
  }
}

/** One report of several. Null: none of them was rehearsed. */
export function joinReports(reports: readonly (EvidenceReport | null)[]): EvidenceReport | null {
  const made = reports.filter((report) => report !== null);
  return made.length === 0
    ? null
    : {
        steps: made.flatMap(({ steps }) => steps),
        notRehearsed: made.flatMap(({ notRehearsed }) => notRehearsed),
      };
}
