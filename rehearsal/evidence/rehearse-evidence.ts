import type { ManagementClients } from '../aws/clients';
import { CallerSessions } from '../calls/caller-sessions';
import type { CallStage } from '../calls/stage';
import type { DeployedVersion } from '../scenarios/scenario';
import type { NotRehearsed } from '../verify/verification-tally';
import { EVIDENCE } from '.';
import { archiveOf } from './archive';
import type { EvidenceFindings, EvidenceStage, EvidenceStep } from './step';

export interface RehearsedEvidence {
  readonly title: string;
  /** How many facts were seen. */
  readonly shown: number;
  /** What went wrong, one sentence each. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

export interface EvidenceReport {
  readonly steps: readonly RehearsedEvidence[];
  readonly notRehearsed: readonly NotRehearsed[];
}

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
    const evidence: EvidenceStage = { archive, version, management, sessions };
    const steps: RehearsedEvidence[] = [];
    const notRehearsed: NotRehearsed[] = [];
    for (const step of EVIDENCE) {
      stage.progress(step.title);
      const start = performance.now();
      const { shown, faults, notRehearsed: gaps } = await orFault(step, evidence);
      steps.push({ title: step.title, shown, faults, seconds: Math.round((performance.now() - start) / 100) / 10 });
      notRehearsed.push(...gaps);
    }
    return { steps, notRehearsed: [...notRehearsed, ...ONLY_RECORDED] };
  } finally {
    sessions.destroy();
  }
}

/** A server's error is a fault of the step. Any other error is thrown: without a server there is no result. */
async function orFault(step: EvidenceStep, stage: EvidenceStage): Promise<EvidenceFindings> {
  try {
    return await step.run(stage);
  } catch (error) {
    if (!(error instanceof Error && '$metadata' in error)) throw error;
    return { shown: 0, faults: [`${error.name}: ${error.message}`], notRehearsed: [] };
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
