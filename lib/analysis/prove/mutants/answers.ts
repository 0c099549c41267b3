/** The result for a scenario in which every mutant is killed or equivalent. */
export interface MutantAnswer {
  readonly mutants: number;
  readonly killed: number;
  readonly equivalent: number;
}

/** Answers of earlier runs. A question contains everything that the answer depends on, except for the source code. */
export interface MutantAnswers {
  readonly find: (question: string) => MutantAnswer | undefined;
  readonly keep: (question: string, answer: MutantAnswer) => void;
}

/** Keeps nothing. */
export const NO_ANSWERS: MutantAnswers = { find: () => undefined, keep: () => undefined };
