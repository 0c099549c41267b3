import type { RequestSet } from '../../../iam/algebra/request-set';

/** A mutant that no probe notices, and of which it is not proved that nobody could. */
export interface Survivor {
  readonly guardrail: string;
  readonly scenario: string;
  readonly operator: string;
  readonly change: string;
  readonly difference: MutantDifference;
}

/** What a survivor decides otherwise, why that is not known, or nothing, where no requests are decided. */
export type MutantDifference =
  | { readonly answer: 'no'; readonly difference: RequestSet }
  | { readonly answer: 'undecided'; readonly reasons: readonly string[] };

/** What became of a guardrail's mutants. */
export interface MutantReport {
  readonly guardrail: string;
  readonly mutants: number;
  /** By a probe. */
  readonly killed: number;
  /** Proved to decide every request as the guardrail does. */
  readonly equivalent: number;
  readonly survivors: readonly Survivor[];
}

/** The numbers of several reports. */
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

/** A survivor as one sentence for a person. */
export function describeSurvivor({ guardrail, scenario, operator, change, difference }: Survivor): string {
  const what =
    difference.answer === 'no'
      ? `no probe notices, though it decides this otherwise: ${JSON.stringify(difference.difference.witness)}`
      : difference.reasons.join('; ');
  return `${guardrail} (${scenario}): ${operator}: ${change}; ${what}`;
}
