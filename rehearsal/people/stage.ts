import type { GuardrailsFile } from '../../lib/model/guardrails-file';
import type { Organization } from '../../lib/model/organization';
import type { EvidenceStep } from '../evidence/step';
import type { DeployedVersion } from '../scenarios/scenario';
import type { Site } from '../site';
import type { ApplicationCallers } from '../applications/application-callers';
import type { CallerSessions } from '../calls/caller-sessions';
import type { BreakGlassUser } from './break-glass-user';
import type { OpenedSession } from './opened-session';

/**
 * The deployed roles and permission sets of people, on an emulator that does not enforce its policies. It evaluates trust
 * policies nevertheless, with the code and the external id of the call, which it does not know when it enforces policies.
 */
export interface PeopleStage {
  readonly site: Pick<Site, 'endpoint' | 'region' | 'clients' | 'management' | 'node' | 'nodePath'>;
  readonly deployed: DeployedVersion;
  /** With the ids of the running organization. */
  readonly organization: Organization;
  readonly file: GuardrailsFile;
  readonly sessions: Pick<CallerSessions, 'root' | 'as' | 'of' | 'management'>;
  readonly callers: ApplicationCallers;
  readonly breakGlassUser: BreakGlassUser;
  /** Creates a folder that is removed with the rehearsal. */
  readonly makeFolder: (name: string) => string;
  /** Keeps a session that a trust policy allowed, to be used when policies are enforced. */
  readonly keep: (session: OpenedSession) => void;
}

/** One thing that the configuration promises of people's access. */
export type PeopleStep = EvidenceStep<PeopleStage>;
