import type { ManagementClients } from '../aws/clients';
import { CallerSessions } from '../calls/caller-sessions';
import type { CallStage } from '../calls/stage';
import type { DeployedVersion } from '../scenarios/scenario';
import type { NotRehearsed } from '../verify/verification-tally';
import { EVIDENCE } from '.';
import { archiveOf } from './archive';
import { runSteps, type EvidenceReport } from './run-steps';

/** Shows what the log archive, the trail's key, the alarms and the rules promise. Null: there is no trail. */
export async function rehearseEvidence(
  stage: CallStage,
  { version, found }: DeployedVersion,
  management: ManagementClients,
): Promise<EvidenceReport | null> {
  const archive = archiveOf(found.organization);
  if (archive === null) return null;
  const sessions = new CallerSessions(stage);
  try {
    const setting = { archive, version, management, sessions };
    const { steps, notRehearsed } = await runSteps(EVIDENCE, setting, (text) => {
      stage.progress(text);
    });
    return { steps, notRehearsed: [...notRehearsed, ...ONLY_RECORDED] };
  } finally {
    sessions.destroy();
  }
}

/** What the emulator records and never acts on. */
const ONLY_RECORDED: readonly NotRehearsed[] = [
  'the logging of access to buckets',
  'the lifecycle of logs',
  'the encryption of objects and messages with our keys',
  'the deletion protection of the log group',
  'the namespace of the buckets',
].map((what) => ({ what, why: 'the emulator only records it, or not even that' }));
