import { proveManagementAlone, proveManagementInChain } from '../../../../lib/analysis/prove/prove-management-policies';
import { scenariosOf } from '../../../../lib/analysis/prove/scenario';
import { checkManagementPolicy } from '../../../../lib/iam/management-policies/check-policy';
import {
  isPart,
  type ManagementPolicy,
  type SettingValue,
} from '../../../../lib/iam/management-policies/management-policy';
import { catalogue } from '../../../../policies/catalogue';
import { isManagementGuardrail, type ManagementGuardrail } from '../../../../policies/core/management-guardrail';
import { theExample } from '../../../support/the-example';

const { organization } = theExample();
const guardrails = [...catalogue.values()].filter(isManagementGuardrail);
const cases = guardrails.flatMap((guardrail) =>
  scenariosOf(guardrail, organization).map((scenario) => [guardrail.id, scenario.name, guardrail, scenario] as const),
);

describe.each(cases)('%s, %s', (_id, _name, guardrail, scenario) => {
  const content = guardrail.content(scenario.parameters, organization);

  test('has its effects, alone', () => {
    const run = proveManagementAlone(guardrail, scenario, organization);
    expect(run.failures).toEqual([]);
    expect(run.effects?.length).toBeGreaterThan(0);
  });

  test('writes what AWS takes', () => {
    expect(checkManagementPolicy(content, guardrail.type)).toEqual([]);
    expect(guardrail.check?.(scenario.parameters, organization) ?? []).toEqual([]);
  });

  test('breaks an effect when a setting, a value of a list or a limit is dropped or altered', () => {
    const survivors = mutantsOf(content).filter(
      ({ mutant }) => proveManagementAlone(writing(guardrail, mutant), scenario, organization).failures.length === 0,
    );
    expect(survivors.map(({ name }) => name)).toEqual([]);
  });
});

describe('in the chain', () => {
  const guardrail = find('block-public-buckets');
  const aPolicy = (target: string, value: string, limit: object = {}) => ({
    name: `rampart-${target}-s3-1`,
    type: 'S3_POLICY' as const,
    target,
    key: target,
    index: 1,
    content: { s3_attributes: { public_access_block_configuration: { '@@assign': value, ...limit } } },
    guardrails: { '': ['block-public-buckets'] },
    characters: 80,
  });
  const at = { file: 'landing-zone.yaml', line: 1, column: 1 };
  const placement = { guardrail: guardrail.id, target: 'Workloads', parameters: {}, at, locate: () => at };
  const prove = (...settings: readonly ReturnType<typeof aPolicy>[]) =>
    proveManagementInChain(guardrail, placement, organization, { documents: [], managementPolicies: settings })
      .failures;

  test('what a target sets counts over what is set above', () => {
    expect(prove(aPolicy('root', 'none'), aPolicy('Workloads', 'all'))).toEqual([]);
  });

  test('fails when a policy above forbids the setting', () => {
    const limit = { '@@operators_allowed_for_child_policies': ['@@none'] };
    expect(prove(aPolicy('root', 'none', limit), aPolicy('Workloads', 'all'))).toMatchObject([
      { kind: 'effect', guardrail: 'block-public-buckets', run: 'in the chain at Workloads', found: 'none' },
    ]);
  });

  test('fails when nothing hangs there', () => {
    expect(prove(aPolicy('Sandbox', 'all'))).toMatchObject([{ kind: 'effect', found: null }]);
  });
});

test('fails when a guardrail promises nothing', () => {
  const guardrail: ManagementGuardrail = { ...find('block-public-buckets'), effects: () => [] };
  const run = proveManagementAlone(guardrail, { name: 'defaults', parameters: {} }, organization);
  expect(run.failures).toEqual([
    { kind: 'no-probes', guardrail: 'block-public-buckets', run: 'alone, defaults', missing: 'effect' },
  ]);
});

interface Mutant {
  readonly name: string;
  readonly mutant: ManagementPolicy;
}

/** Each place without one of its members, and each value altered; a place that is left empty is dropped. */
function mutantsOf(part: ManagementPolicy, path = ''): readonly Mutant[] {
  return Object.entries(part).flatMap(([name, written]): readonly Mutant[] => {
    const at = `${path}/${name}`;
    const without = Object.fromEntries(Object.entries(part).filter(([other]) => other !== name));
    const within = (isPart(written) ? mutantsOf(written, at) : alterations(written)).map((change, index) =>
      typeof change === 'object' && 'mutant' in change
        ? { name: change.name, mutant: { ...part, [name]: change.mutant } }
        : { name: `${at} altered (${index + 1})`, mutant: { ...part, [name]: change } },
    );
    return [{ name: `${at} dropped`, mutant: without }, ...within];
  });
}

function alterations(value: SettingValue): readonly SettingValue[] {
  if (typeof value !== 'object') return [`${String(value)}x`];
  if (value.includes('@@none')) return [['@@all'], ['@@assign']];
  return [
    ...value.map((_, index) => value.filter((__, other) => other !== index)),
    ...value.map((_, index) => value.map((one, other) => (other === index ? `${one}x` : one))),
  ];
}

function writing(guardrail: ManagementGuardrail, content: ManagementPolicy): ManagementGuardrail {
  return { ...guardrail, content: () => content };
}

function find(id: string): ManagementGuardrail {
  const guardrail = guardrails.find((candidate) => candidate.id === id);
  if (guardrail === undefined) throw new Error(`no guardrail of managementPolicies '${id}'`);
  return guardrail;
}
