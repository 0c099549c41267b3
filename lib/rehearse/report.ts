import type { CallReport } from './calls/describe-calls';
import type { NotRehearsed } from './verify/tally';

export interface RehearsedStack {
  readonly name: string;
  readonly resources: number;
}

export interface RehearsedScenario {
  readonly title: string;
  /** What went otherwise than it must. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

/** What a rehearsal found. */
export interface Report {
  readonly stacks: readonly RehearsedStack[];
  /** Policies whose principals were said in the emulator's words, too. */
  readonly adapted: number;
  /** Resources that their own services showed, by type. */
  readonly verified: readonly (readonly [type: string, count: number])[];
  /** Where what was built is not what was to be built. */
  readonly faults: readonly string[];
  /** Null: no call was made. */
  readonly calls: CallReport | null;
  /** Null: none was asked for. */
  readonly scenarios: readonly RehearsedScenario[] | null;
  readonly notRehearsed: readonly (NotRehearsed & { readonly count: number })[];
  /** A server that still runs; null: none does. */
  readonly kept: {
    readonly endpoint: string;
    readonly region: string;
    readonly folder: string;
    readonly pid: number;
  } | null;
}

/** Whether everything was as it must be. */
export function isClean({ faults, calls, scenarios }: Report): boolean {
  return (
    faults.length === 0 &&
    (calls === null || calls.failures.length === 0) &&
    (scenarios ?? []).every((scenario) => scenario.faults.length === 0)
  );
}
