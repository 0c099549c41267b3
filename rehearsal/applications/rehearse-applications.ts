import type { Organization } from '../../lib/model/organization';
import { CallerSessions } from '../calls/caller-sessions';
import type { CallStage } from '../calls/stage';
import { runSteps, type EvidenceReport } from '../evidence/run-steps';
import { findingsOf } from '../evidence/step';
import { APPLICATION_STEPS } from '.';
import { ApplicationCallers } from './application-callers';
import { bringHome } from './bring-home';
import type { ApplicationStage, ApplicationStep } from './stage';
import { storesOf } from './stores';

/**
 * Shows who reaches the stores of applications, and that the boundary holds. Null: there is neither an application nor a
 * boundary.
 *
 * @param organization with the ids of the running organization
 */
export async function rehearseApplications(
  stage: CallStage,
  organization: Organization,
): Promise<EvidenceReport | null> {
  if (organization.baseline === null) return null;
  return onStage(stage, organization, (applications) =>
    runSteps([deployedStores, ...APPLICATION_STEPS], applications, (text) => {
      stage.progress(text);
    }),
  );
}

/** The first step: the others need the buckets that it makes. */
const deployedStores: ApplicationStep = {
  title: 'the buckets of applications are versioned, private and encrypted with a key',
  run: async ({ organization, sessions }) =>
    findingsOf(
      await bringHome(storesOf(organization), {
        management: sessions.management,
        root: (account) => sessions.root(account),
      }),
    ),
};

/** Opens the sessions of callers for as long as something is done with them. */
export async function onStage<Result>(
  { file, region, endpoint }: Omit<CallStage, 'organization' | 'progress'>,
  organization: Organization,
  act: (stage: ApplicationStage) => Promise<Result>,
): Promise<Result> {
  const sessions = new CallerSessions({ file, region, endpoint });
  try {
    const callers = new ApplicationCallers(organization, sessions);
    return await act({ organization, file, region, sessions, callers });
  } finally {
    sessions.destroy();
  }
}
