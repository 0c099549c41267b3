import type { CallReport } from '../calls/describe-calls';
import type { RehearsedEvidence } from '../evidence/run-steps';
import type { NotRehearsed } from '../verify/verification-tally';

export interface RehearsedStack {
  readonly name: string;
  readonly resources: number;
}

export interface RehearsedScenario {
  readonly title: string;
  /** What went wrong, one sentence each. */
  readonly faults: readonly string[];
  /** What was measured, one sentence each. */
  readonly measured: readonly string[];
  readonly seconds: number;
}

/** What a rehearsal found. */
export interface RehearsalReport {
  readonly stacks: readonly RehearsedStack[];
  /** How many policies were adapted to the emulator. */
  readonly adapted: number;
  /** How many metric filters were rewritten for the emulator. */
  readonly flattened: number;
  /** How many resources their services returned, by type. */
  readonly verified: readonly (readonly [type: string, count: number])[];
  /** The differences between what exists and what should have been deployed. */
  readonly faults: readonly string[];
  /** Null if no call was made. */
  readonly calls: CallReport | null;
  /** Null if nothing was rehearsed of it: calls were not possible, or there is no trail. */
  readonly evidence: readonly RehearsedEvidence[] | null;
  /** Null if none was requested. */
  readonly scenarios: readonly RehearsedScenario[] | null;
  readonly notRehearsed: readonly (NotRehearsed & { readonly count: number })[];
  /** The emulator that is left running; null if none is. */
  readonly kept: {
    readonly endpoint: string;
    readonly region: string;
    readonly folder: string;
    readonly pid: number;
  } | null;
}

/** Whether nothing went wrong. */
export function isClean({ faults, calls, evidence, scenarios }: RehearsalReport): boolean {
  return (
    faults.length === 0 &&
    (calls === null || calls.failures.length === 0) &&
    (evidence ?? []).every((step) => step.faults.length === 0) &&
    (scenarios ?? []).every((scenario) => scenario.faults.length === 0)
  );
}
