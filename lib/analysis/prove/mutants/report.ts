import type { RequestSet } from '../../../iam/algebra/request-set';

/** A mutant that fails no probe and is not proved to be equivalent. */
export interface Survivor {
  readonly guardrail: string;
  readonly scenario: string;
  readonly operator: string;
  readonly change: string;
  readonly difference: MutantDifference;
}

/** What a survivor decides differently, or why that is unknown. */
export type MutantDifference =
  | { readonly answer: 'no'; readonly difference: RequestSet }
  | { readonly answer: 'undecided'; readonly reasons: readonly string[] };

/** The results of a guardrail's mutants. */
export interface MutantReport {
  readonly guardrail: string;
  readonly mutants: number;
  /** At least one probe failed. */
  readonly killed: number;
  /** Proved to decide every request like the guardrail. */
  readonly equivalent: number;
  readonly survivors: readonly Survivor[];
}

/** The sums of several reports. */
export function countMutants(
  reports: readonly MutantReport[],
): Readonly<Record<'mutants' | 'killed' | 'equivalent' | 'survivors', number>> {
  const sum = (count: (report: MutantReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0);
  return {
    mutants: sum(({ mutants }) => mutants),
    killed: sum(({ killed }) => killed),
    equivalent: sum(({ equivalent }) => equivalent),
    survivors: sum(({ survivors }) => survivors.length),
  };
}

/** A survivor as one sentence. */
export function describeSurvivor({ guardrail, scenario, operator, change, difference }: Survivor): string {
  const what =
    difference.answer === 'no'
      ? `no probe fails, although it decides this request differently: ${JSON.stringify(difference.difference.witness)}`
      : difference.reasons.join('; ');
  return `${guardrail} (${scenario}): ${operator}: ${change}; ${what}`;
}
