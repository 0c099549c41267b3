import { BREAK_GLASS_USERS } from '../../lib/model/names';
import { onStage } from '../applications/rehearse-applications';
import type { CallStage } from '../calls/stage';
import { runSteps, type EvidenceReport } from '../evidence/run-steps';
import type { NotRehearsed } from '../verify/verification-tally';
import type { DeployedVersion } from '../scenarios/scenario';
import type { Site } from '../site';
import { PEOPLE_STEPS } from '.';
import { createUser } from './break-glass-user';
import type { OpenedSession } from './opened-session';
import { openedSessions } from './opened-sessions';

export interface RehearsedPeople {
  readonly report: EvidenceReport;
  /** Those that trust policies allowed. */
  readonly opened: readonly OpenedSession[];
}

const PERSON: NotRehearsed = {
  what: 'the revocation of a person',
  why: 'the emulator never sends identitystore:UserId: nobody signs in there by Identity Center',
};

/**
 * Shows who gets which session. Null: there is no baseline, and no role of people.
 *
 * @param stage on an emulator that does not enforce its policies
 */
export async function rehearsePeople(
  stage: CallStage,
  deployed: DeployedVersion,
  site: Site,
  makeFolder: (name: string) => string,
): Promise<RehearsedPeople | null> {
  const { organization } = stage;
  if (organization.baseline === null) return null;
  const opened: OpenedSession[] = [];
  const report = await onStage(stage, organization, async ({ file, sessions, callers }) => {
    const breakGlassUser = await createUser(site.clients, BREAK_GLASS_USERS, 'rehearsal-break-glass');
    const keep = (session: OpenedSession): void => {
      opened.push(session);
    };
    const people = { site, deployed, organization, file, sessions, callers, breakGlassUser, makeFolder, keep };
    return runSteps(PEOPLE_STEPS, people, (text) => {
      stage.progress(text);
    });
  });
  return { report: { ...report, notRehearsed: [...report.notRehearsed, PERSON] }, opened };
}

/**
 * Shows what the sessions may do. Null: there are none.
 *
 * @param stage on an emulator that enforces its policies
 */
export async function rehearseSessions(
  stage: CallStage,
  people: RehearsedPeople | null,
): Promise<EvidenceReport | null> {
  const { organization } = stage;
  if (people === null) return null;
  return onStage(stage, organization, ({ sessions }) =>
    runSteps([openedSessions], { organization, sessions, opened: people.opened }, (text) => {
      stage.progress(text);
    }),
  );
}
