import type { CallReport } from '../calls/describe-calls';
import type { EvidenceReport } from '../evidence/run-steps';
import type { Workspace } from '../processes/workspace';
import type { ScenarioResults } from '../scenarios/run-scenarios';
import type { DeployedVersion } from '../scenarios/scenario';
import type { Site } from '../site';
import { countEach, type NotRehearsed } from '../verify/verification-tally';
import type { RehearsalReport } from './report';

export interface RehearsalResults {
  readonly deployed: DeployedVersion;
  readonly calls: CallReport | null;
  /** Null: nothing was rehearsed of it. */
  readonly evidence: EvidenceReport | null;
  /** Null: no scenario was played. */
  readonly played: ScenarioResults | null;
  readonly site: Site;
  readonly workspace: Workspace;
  /** Whether the emulator is left running. */
  readonly keep: boolean;
  /** Whether scenarios were requested. */
  readonly scenarios: boolean;
}

const NO_RESTART: readonly NotRehearsed[] = [
  'calls that are denied and permitted',
  'the archive, the alarms and the rules, once they are deployed',
].map((what) => ({ what, why: 'a server behind --endpoint cannot be restarted' }));

export function makeReport(results: RehearsalResults): RehearsalReport {
  const { deployed, calls, evidence, played, site, workspace, keep, scenarios } = results;
  const { version, found } = deployed;
  const { emulator, endpoint, region } = site;
  return {
    stacks: version.copy.stacks.map(({ name, template }) => ({
      name,
      resources: Object.keys(template.Resources).length,
    })),
    adapted: version.copy.adapted,
    flattened: version.copy.flattened,
    verified: countEach(found.verified),
    faults: found.faults,
    calls,
    evidence: evidence?.steps ?? null,
    scenarios: scenarios ? (played?.scenarios ?? []) : null,
    notRehearsed: groupGaps([
      ...found.notRehearsed,
      ...(emulator === undefined ? NO_RESTART : []),
      ...(evidence?.notRehearsed ?? []),
      ...(played?.notRehearsed ?? []),
    ]),
    kept: keep && emulator !== undefined ? { endpoint, region, folder: workspace.folder, pid: emulator.pid() } : null,
  };
}

function groupGaps(gaps: readonly NotRehearsed[]): RehearsalReport['notRehearsed'] {
  const whys = new Map(gaps.map(({ what, why }) => [what, why]));
  return countEach(gaps.map(({ what }) => what)).map(([what, count]) => ({ what, why: whys.get(what) ?? '', count }));
}
