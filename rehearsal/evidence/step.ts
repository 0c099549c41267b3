import type { ManagementClients } from '../aws/clients';
import type { CallerSessions } from '../calls/caller-sessions';
import type { ConfigurationVersion } from '../configuration/versions';
import type { NotRehearsed } from '../verify/verification-tally';
import type { Archive } from './archive';

/** The deployed log archive, trail and alarms, on an emulator that enforces its policies. */
export interface EvidenceStage {
  readonly archive: Archive;
  /** What is deployed. */
  readonly version: ConfigurationVersion;
  /** The management account's root user, to whom no policy applies on the emulator. */
  readonly management: ManagementClients;
  readonly sessions: Pick<CallerSessions, 'root' | 'as'>;
}

export interface EvidenceFindings {
  /** How many facts were seen. */
  readonly shown: number;
  /** What was not as it should be, one sentence each. */
  readonly faults: readonly string[];
  readonly notRehearsed: readonly NotRehearsed[];
}

/** One thing that deployed stacks promise, shown with real calls. */
export interface EvidenceStep<Stage = EvidenceStage> {
  /** The fact that the step shows. */
  readonly title: string;
  run(stage: Stage): Promise<EvidenceFindings>;
}

/** @param results null for each fact that was seen, and a sentence for each fault */
export function findingsOf(
  results: readonly (string | null)[],
  notRehearsed: readonly NotRehearsed[] = [],
): EvidenceFindings {
  const faults = results.filter((result) => result !== null);
  return { shown: results.length - faults.length, faults, notRehearsed };
}
