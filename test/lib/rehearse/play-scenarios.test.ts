import { RehearsalFailure } from '../../../lib/rehearse/failure';
import { playScenarios } from '../../../lib/rehearse/play-scenarios';
import type { Deployed, Outcome, Scenario, Scene } from '../../../lib/rehearse/scenarios/scenario';
import type { Site } from '../../../lib/rehearse/site';
import type { Version } from '../../../lib/rehearse/versions';

const deployed = { version: 'first' } as unknown as Deployed;
const site = (hasEmulator: boolean) => ({ emulator: hasEmulator ? {} : undefined }) as unknown as Site;

function aScenario(title: string, more: Partial<Scenario> = {}): Scenario {
  return { title, restarts: false, run: () => Promise.resolve({ deployed, faults: [] }), ...more };
}

async function play(scenarios: readonly Scenario[], hasEmulator = true) {
  const versions = scenarios
    .filter(({ edit }) => edit)
    .map(({ title }) => Promise.resolve(title as unknown as Version));
  const stage = {
    site: site(hasEmulator),
    deployed,
    makeFolder: String,
    openAnotherSite: () => Promise.reject(new Error('none')),
  };
  const { scenarios: played, notRehearsed } = await playScenarios(scenarios, versions, stage, () => undefined);
  return {
    played: played.map(({ title, faults }) => [title, ...faults]),
    missed: notRehearsed.map(({ what, why }) => `${what}: ${why}`),
  };
}

describe('playScenarios', () => {
  const edit = () => undefined;

  test('gives each scenario its version and what the one before it left', async () => {
    const scenes: unknown[] = [];
    const run = ({ before, version }: Scene): Promise<Outcome> => {
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

  test('ends with the first that goes wrong, and says so of those after it', async () => {
    const run = () => Promise.resolve({ deployed, faults: ['an account is lost'] });
    expect(await play([aScenario('a', { run }), aScenario('b')])).toEqual({
      played: [['a', 'an account is lost']],
      missed: ['b: a scenario before it went wrong'],
    });
  });

  test('takes a deploy that fails for a fault, and any other error for one of its own', async () => {
    const fail = (error: Error) => aScenario('a', { run: () => Promise.reject(error) });
    expect((await play([fail(new RehearsalFailure(1, 'the deploy failed'))])).played).toEqual([
      ['a', 'the deploy failed'],
    ]);
    await expect(play([fail(new Error('a bug'))])).rejects.toThrow('a bug');
  });

  test('skips what needs an emulator of our own, together with its version', async () => {
    const versions: unknown[] = [];
    const run = ({ version }: Scene): Promise<Outcome> => {
      versions.push(version);
      return Promise.resolve({ deployed, faults: [] });
    };
    const found = await play([aScenario('a', { edit, restarts: true }), aScenario('b', { edit, run })], false);
    expect(versions).toEqual(['b']);
    expect(found.missed).toEqual(['a: a server that is not ours cannot be restarted']);
  });
});
