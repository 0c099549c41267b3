import type { GuardrailsFile } from '../../../model/guardrails-file';
import type { Problem } from '../../../model/problem';

/** The guardrails of an organization at some point: an earlier, the current or a proposed one. */
export interface State {
  readonly file: GuardrailsFile;
  /** The name for people. */
  readonly name: string;
}

/** Replaces the file names in problems, for example those of a copy with those of the original. */
export function relabelProblems(problems: readonly Problem[], relabel: (file: string) => string): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, at: { ...problem.at, file: relabel(problem.at.file) } }));
}
