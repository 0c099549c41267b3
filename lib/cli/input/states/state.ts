import type { GuardrailsFile } from '../../../model/guardrails-file';
import type { Problem } from '../../../model/problem';

/** What hangs where, as it was, is or may come to be. */
export interface State {
  readonly file: GuardrailsFile;
  /** How a person names it. */
  readonly name: string;
}

/** Says of what stands wrong in a copy where it stands in what was copied. */
export function relabelProblems(problems: readonly Problem[], relabel: (file: string) => string): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, at: { ...problem.at, file: relabel(problem.at.file) } }));
}
