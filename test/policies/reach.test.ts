import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareScenario } from '../../lib/analysis/prove/prepared-scenario';
import { scenariosOf } from '../../lib/analysis/prove/scenario';
import { isDenied } from '../../lib/analysis/prove/trial';
import { catalogue } from '../../policies/catalogue';
import type { Guardrail } from '../../policies/core/guardrail';
import { isManagementGuardrail } from '../../policies/core/management-guardrail';
import { theExample } from '../support/the-example';

const { organization, assembly } = theExample();
const guardrails = [...catalogue.values()].flatMap((each) => (isManagementGuardrail(each) ? [] : [each]));

/** The statements that a guardrail writes in some scenario, and whether one of its own probes reaches them there. */
function reachOf(guardrail: Guardrail): ReadonlyMap<string, boolean> {
  const reach = new Map<string, boolean>();
  for (const scenario of scenariosOf(guardrail, organization, assembly)) {
    const { written, toTrial, compile } = prepareScenario(scenario, assembly.file);
    const trials = written.filter(({ expect: expected }) => expected === 'denied').map(toTrial);
    for (const { source } of scenario.groups) {
      const name = source.Sid ?? '';
      const compiled = compile([source]);
      reach.set(name, reach.get(name) === true || trials.some((trial) => isDenied(compiled, trial) === true));
    }
  }
  return reach;
}

/** The names of statements in a guardrail's file; of a name that is put together, its beginning. */
function namesIn({ id }: Guardrail): readonly string[] {
  const text = readFileSync(join(__dirname, `../../policies/${id}.ts`), 'utf8');
  return [...text.matchAll(/(?:Sid: |\b(?:protect|denyOnOtherUsers)\()['`]([A-Z]\w*)/g)].map(([, name = '']) => name);
}

test.each(guardrails.map((guardrail) => [guardrail.id, guardrail] as const))(
  'every statement of %s is written in some scenario, and reached by a probe',
  (_, guardrail) => {
    const reach = reachOf(guardrail);
    expect([...reach].filter(([, isReached]) => !isReached).map(([name]) => name)).toEqual([]);
    expect(namesIn(guardrail).filter((name) => ![...reach.keys()].some((written) => written.startsWith(name)))).toEqual(
      [],
    );
  },
);

test('the names are those of the files, exempt users and instance profiles included', () => {
  const platform = guardrails.find(({ id }) => id === 'protect-platform-roles');
  expect(platform && namesIn(platform)).toEqual([
    'Roles',
    'BackupRole',
    'Backups',
    'InstanceProfiles',
    'Users',
    'Policies',
  ]);
});
