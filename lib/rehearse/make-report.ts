import type { CallReport } from './calls/describe-calls';
import type { Played } from './play-scenarios';
import type { RehearsalOptions } from './rehearse';
import type { Report } from './report';
import type { Deployed } from './scenarios/scenario';
import type { Site } from './site';
import { countEach, type NotRehearsed } from './verify/tally';
import type { Workspace } from './workspace';

export interface Found {
  readonly deployed: Deployed;
  readonly calls: CallReport | null;
  readonly played: Played | null;
  readonly site: Site;
  readonly options: Pick<RehearsalOptions, 'keep' | 'scenarios'>;
  readonly workspace: Workspace;
}

const FOREIGN: NotRehearsed = {
  what: 'calls that are denied and permitted',
  why: 'a server that is not ours cannot be restarted',
};

export function makeReport({ deployed, calls, played, site, options, workspace }: Found): Report {
  const { version, found } = deployed;
  const { emulator, endpoint, region } = site;
  return {
    stacks: version.copy.stacks.map(({ name, template }) => ({
      name,
      resources: Object.keys(template.Resources).length,
    })),
    adapted: version.copy.adapted,
    verified: countEach(found.verified),
    faults: found.faults,
    calls,
    scenarios: options.scenarios ? (played?.scenarios ?? []) : null,
    notRehearsed: groupGaps([
      ...found.notRehearsed,
      ...(emulator === undefined ? [FOREIGN] : []),
      ...(played?.notRehearsed ?? []),
    ]),
    kept:
      options.keep && emulator !== undefined
        ? { endpoint, region, folder: workspace.folder, pid: emulator.pid() }
        : null,
  };
}

function groupGaps(gaps: readonly NotRehearsed[]): Report['notRehearsed'] {
  const whys = new Map(gaps.map(({ what, why }) => [what, why]));
  return countEach(gaps.map(({ what }) => what)).map(([what, count]) => ({ what, why: whys.get(what) ?? '', count }));
}
