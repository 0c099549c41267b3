import { guardrailsTree } from '../../../../lib/analysis/evaluate/guardrails-tree';
import { proveManagementAlone, proveManagementInChain } from '../../../../lib/analysis/prove/prove-management-policies';
import { managementScenariosOf } from '../../../../lib/analysis/prove/scenario';
import { checkManagementPolicy } from '../../../../lib/iam/management-policies/check-policy';
import {
  isPart,
  type ManagementPolicy,
  type SettingValue,
} from '../../../../lib/iam/management-policies/management-policy';
import { catalogue } from '../../../../policies/catalogue';
import { isManagementGuardrail, type ManagementGuardrail } from '../../../../policies/core/management-guardrail';
import { theExample } from '../../../support/the-example';

const { organization, assembly } = theExample();
const guardrails = [...catalogue.values()].filter(isManagementGuardrail);
const cases = guardrails.flatMap((guardrail) =>
  managementScenariosOf(guardrail, organization, assembly).map((one) => [guardrail.id, one.name, one] as const),
);

describe.each(cases)('%s, %s', (_id, _name, scenario) => {
  const { guardrail, parameters, content } = scenario;

  test('writes a policy that AWS accepts', () => {
    expect(checkManagementPolicy(content, guardrail.type)).toEqual([]);
    expect(guardrail.check?.(parameters, scenario.organization) ?? []).toEqual([]);
  });

  // The operators `drop-setting` and `alter-setting` make the other mistakes.
  test('breaks an effect when a part is dropped, or an entry of a list is altered', () => {
    const survivors = mutantsOf(content).filter(
      ({ mutant }) => proveManagementAlone({ ...scenario, content: mutant }).failures.length === 0,
    );
    expect(survivors.map(({ name }) => name)).toEqual([]);
  });
});

describe('in the chain', () => {
  const guardrail = find('block-public-buckets');
  const aPolicy = (target: string, value: string, limit: object = {}) => ({
    name: `rampart-${target}-s3-1`,
    type: 'S3_POLICY' as const,
    targets: [target],
    content: { s3_attributes: { public_access_block_configuration: { '@@assign': value, ...limit } } },
    guardrails: { '': ['block-public-buckets'] },
  });
  const at = { file: 'landing-zone.yaml', line: 1, column: 1 };
  const placement = { guardrail: guardrail.id, target: 'Workloads', parameters: {}, at, locate: () => at };
  const prove = (...settings: readonly ReturnType<typeof aPolicy>[]) =>
    proveManagementInChain(guardrail, placement, organization, guardrailsTree({ ...assembly.file, settings })).failures;

  test('a value at a target overrides one above', () => {
    expect(prove(aPolicy('root', 'none'), aPolicy('Workloads', 'all'))).toEqual([]);
  });

  test('fails when a policy above forbids the setting', () => {
    const limit = { '@@operators_allowed_for_child_policies': ['@@none'] };
    expect(prove(aPolicy('root', 'none', limit), aPolicy('Workloads', 'all'))).toMatchObject([
      { kind: 'effect', guardrail: 'block-public-buckets', run: 'in the chain at Workloads', found: 'none' },
    ]);
  });

  test('fails if no policy is attached there', () => {
    expect(prove(aPolicy('Sandbox', 'all'))).toMatchObject([{ kind: 'effect', found: null }]);
  });
});

test('fails if a guardrail has no effects', () => {
  const guardrail: ManagementGuardrail = { ...find('block-public-buckets'), effects: () => [] };
  const run = proveManagementAlone({ guardrail, name: 'defaults', parameters: {}, organization, content: {} });
  expect(run.failures).toEqual([
    { kind: 'no-probes', guardrail: 'block-public-buckets', run: 'alone, defaults', missing: 'effect' },
  ]);
});

interface Mutant {
  readonly name: string;
  readonly mutant: ManagementPolicy;
}

/** Each part dropped, and each entry of a list altered. */
function mutantsOf(part: ManagementPolicy, path = ''): readonly Mutant[] {
  return Object.entries(part).flatMap(([name, written]): readonly Mutant[] => {
    const at = `${path}/${name}`;
    if (!isPart(written))
      return alterations(written).map((change, index) => {
        return { name: `${at} altered (${index + 1})`, mutant: { ...part, [name]: change } };
      });
    const without = Object.fromEntries(Object.entries(part).filter(([other]) => other !== name));
    const within = mutantsOf(written, at).map((inner) => {
      return { name: inner.name, mutant: { ...part, [name]: inner.mutant } };
    });
    return [{ name: `${at} dropped`, mutant: without }, ...within];
  });
}

function alterations(value: SettingValue): readonly SettingValue[] {
  if (typeof value !== 'object') return [];
  if (value.includes('@@none')) return [['@@all'], ['@@assign']];
  return [...(value.length === 1 ? [[]] : []), ...value.map((one, index) => value.with(index, `${one}x`))];
}

function find(id: string): ManagementGuardrail {
  const guardrail = guardrails.find((candidate) => candidate.id === id);
  if (guardrail === undefined) throw new Error(`no management guardrail '${id}'`);
  return guardrail;
}
