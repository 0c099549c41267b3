import { RehearsalFailure } from './failure';
import type { RehearsedScenario } from './report';
import type { Deployed, Outcome, Scenario, Scene } from './scenarios/scenario';
import type { Site } from './site';
import type { NotRehearsed } from './verify/tally';
import type { Version } from './versions';

export interface ScenarioStage {
  readonly site: Site;
  /** What stands there. */
  readonly deployed: Deployed;
  readonly openAnotherSite: Scene['openAnotherSite'];
  readonly makeFolder: Scene['makeFolder'];
}

export interface Played {
  readonly scenarios: readonly RehearsedScenario[];
  readonly notRehearsed: readonly NotRehearsed[];
}

/**
 * Plays one scenario after another, each on what the one before it left. The first that goes wrong is the last.
 *
 * @param versions those that the scenarios' edits made, in order
 */
export async function playScenarios(
  scenarios: readonly Scenario[],
  versions: readonly Promise<Version>[],
  { deployed, ...stage }: ScenarioStage,
  progress: (text: string) => void,
): Promise<Played> {
  const played: RehearsedScenario[] = [];
  const notRehearsed: NotRehearsed[] = [];
  const left = [...versions];
  let before: Deployed | null = deployed;
  for (const scenario of scenarios) {
    const { title, edit, restarts } = scenario;
    if (restarts && stage.site.emulator === undefined) {
      if (edit !== undefined) void left.shift();
      notRehearsed.push({ what: title, why: 'a server that is not ours cannot be restarted' });
      continue;
    }
    if (before === null || (played.at(-1)?.faults ?? []).length > 0) {
      notRehearsed.push({ what: title, why: 'a scenario before it went wrong' });
      continue;
    }
    progress(title);
    const start = performance.now();
    const version: Version = (edit === undefined ? undefined : await left.shift()) ?? before.version;
    const outcome: Outcome = await fallible(scenario.run({ ...stage, before, version }));
    played.push({ title, faults: outcome.faults, seconds: Math.round((performance.now() - start) / 100) / 10 });
    before = outcome.deployed;
  }
  return { scenarios: played, notRehearsed };
}

/** A deploy that fails is a fault of the scenario. */
async function fallible(outcome: Promise<Outcome>): Promise<Outcome> {
  try {
    return await outcome;
  } catch (error) {
    if (!(error instanceof RehearsalFailure)) throw error;
    return { deployed: null, faults: [error.message] };
  }
}
