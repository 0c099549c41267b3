import type { ConfigurationVersion } from '../configuration/versions';
import { RehearsalFailure } from '../failure';
import type { RehearsedScenario } from '../report/report';
import type { Site } from '../site';
import type { NotRehearsed } from '../verify/verification-tally';
import type { DeployedVersion, RehearsalScenario, ScenarioInput, ScenarioOutcome } from './scenario';

export interface ScenarioSetup {
  readonly site: Site;
  /** What is deployed before the first scenario. */
  readonly deployed: DeployedVersion;
  readonly openAnotherSite: ScenarioInput['openAnotherSite'];
  readonly makeFolder: ScenarioInput['makeFolder'];
  readonly makeVersion: ScenarioInput['makeVersion'];
}

export interface ScenarioResults {
  readonly scenarios: readonly RehearsedScenario[];
  readonly notRehearsed: readonly NotRehearsed[];
}

/**
 * Runs the scenarios one after another. Each starts with what the one before it left. After the first that goes wrong,
 * the others are skipped.
 *
 * @param versions the results of the scenarios' edits, in order
 */
export async function runScenarios(
  scenarios: readonly RehearsalScenario[],
  versions: readonly Promise<ConfigurationVersion>[],
  { deployed, ...setup }: ScenarioSetup,
  progress: (text: string) => void,
): Promise<ScenarioResults> {
  const done: RehearsedScenario[] = [];
  const notRehearsed: NotRehearsed[] = [];
  const remaining = [...versions];
  let before: DeployedVersion | null = deployed;
  for (const scenario of scenarios) {
    const { title, edit, restarts } = scenario;
    if (restarts && setup.site.emulator === undefined) {
      if (edit !== undefined) void remaining.shift();
      notRehearsed.push({ what: title, why: 'a server behind --endpoint cannot be restarted' });
      continue;
    }
    if (before === null || (done.at(-1)?.faults ?? []).length > 0) {
      notRehearsed.push({ what: title, why: 'an earlier scenario went wrong' });
      continue;
    }
    progress(title);
    const start = performance.now();
    const version: ConfigurationVersion = (edit === undefined ? undefined : await remaining.shift()) ?? before.version;
    const outcome: ScenarioOutcome = await orFault(scenario.run({ ...setup, before, version }));
    const { faults, measured = [] } = outcome;
    done.push({ title, faults, measured, seconds: Math.round((performance.now() - start) / 100) / 10 });
    notRehearsed.push(...(outcome.notRehearsed ?? []));
    before = outcome.deployed;
  }
  return { scenarios: done, notRehearsed };
}

/** A failed deploy is a fault of the scenario. */
async function orFault(outcome: Promise<ScenarioOutcome>): Promise<ScenarioOutcome> {
  try {
    return await outcome;
  } catch (error) {
    if (!(error instanceof RehearsalFailure)) throw error;
    return { deployed: null, faults: [error.message] };
  }
}
