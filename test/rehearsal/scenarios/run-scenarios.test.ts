import type { ConfigurationVersion } from '../../../rehearsal/configuration/versions';
import { RehearsalFailure } from '../../../rehearsal/failure';
import { runScenarios } from '../../../rehearsal/scenarios/run-scenarios';
import type {
  DeployedVersion,
  RehearsalScenario,
  ScenarioInput,
  ScenarioOutcome,
} from '../../../rehearsal/scenarios/scenario';
import type { Site } from '../../../rehearsal/site';

const deployed = { version: 'first' } as unknown as DeployedVersion;
const site = (hasEmulator: boolean) => ({ emulator: hasEmulator ? {} : undefined }) as unknown as Site;

function aScenario(title: string, more: Partial<RehearsalScenario> = {}): RehearsalScenario {
  return { name: title, title, restarts: false, run: () => Promise.resolve({ deployed, faults: [] }), ...more };
}

async function play(scenarios: readonly RehearsalScenario[], hasEmulator = true) {
  const versions = scenarios
    .filter(({ edit }) => edit)
    .map(({ title }) => Promise.resolve(title as unknown as ConfigurationVersion));
  const stage = {
    site: site(hasEmulator),
    deployed,
    makeFolder: String,
    openAnotherSite: () => Promise.reject(new Error('none')),
    makeVersion: () => Promise.reject(new Error('none')),
  };
  const { scenarios: played, notRehearsed } = await runScenarios(scenarios, versions, stage, () => undefined);
  return {
    played: played.map(({ title, faults }) => [title, ...faults]),
    missed: notRehearsed.map(({ what, why }) => `${what}: ${why}`),
  };
}

describe('runScenarios', () => {
  const edit = () => undefined;

  test('passes each scenario its version and what the one before it left', async () => {
    const scenes: unknown[] = [];
    const run = ({ before, version }: ScenarioInput): Promise<ScenarioOutcome> => {
      scenes.push([before.version, version]);
      return Promise.resolve({ deployed: { ...deployed, version }, faults: [] });
    };
    await play([aScenario('a', { run }), aScenario('b', { edit, run }), aScenario('c', { edit, run })]);
    expect(scenes).toEqual([
      ['first', 'first'],
      ['first', 'b'],
      ['b', 'c'],
    ]);
  });

  test('skips and lists the scenarios after the first that goes wrong', async () => {
    const run = () => Promise.resolve({ deployed, faults: ['an account is lost'] });
    expect(await play([aScenario('a', { run }), aScenario('b')])).toEqual({
      played: [['a', 'an account is lost']],
      missed: ['b: an earlier scenario went wrong'],
    });
  });

  test('reports a failed deploy as a fault, and throws any other error', async () => {
    const fail = (error: Error) => aScenario('a', { run: () => Promise.reject(error) });
    expect((await play([fail(new RehearsalFailure(1, 'the deploy failed'))])).played).toEqual([
      ['a', 'the deploy failed'],
    ]);
    await expect(play([fail(new Error('a bug'))])).rejects.toThrow('a bug');
  });

  test('skips scenarios that restart the emulator behind --endpoint, with their versions', async () => {
    const versions: unknown[] = [];
    const run = ({ version }: ScenarioInput): Promise<ScenarioOutcome> => {
      versions.push(version);
      return Promise.resolve({ deployed, faults: [] });
    };
    const found = await play([aScenario('a', { edit, restarts: true }), aScenario('b', { edit, run })], false);
    expect(versions).toEqual(['b']);
    expect(found.missed).toEqual(['a: a server behind --endpoint cannot be restarted']);
  });
});
