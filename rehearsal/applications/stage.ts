import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import type { Organization } from '../../lib/model/organization';
import type { CallerSessions } from '../calls/caller-sessions';
import type { EvidenceStep } from '../evidence/step';
import type { ApplicationCallers } from './application-callers';

/** The deployed applications, on an emulator that enforces its policies. */
export interface ApplicationStage {
  /** With the ids of the running organization. */
  readonly organization: Organization;
  readonly file: GuardrailsFile;
  /** The home Region. */
  readonly region: string;
  readonly sessions: Pick<CallerSessions, 'root' | 'as' | 'of' | 'management'>;
  readonly callers: ApplicationCallers;
}

/** One thing that the applications' stacks, or the boundary of teams' roles, promise. */
export type ApplicationStep = EvidenceStep<ApplicationStage>;
