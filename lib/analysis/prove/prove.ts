import {
  isManagementGuardrail,
  type AnyGuardrail,
  type ManagementGuardrail,
} from '../../../policies/core/management-guardrail';
import type { Guardrail } from '../../../policies/core/guardrail';
import { ROOT, type Organization } from '../../model/organization';
import type { Assembly } from '../assemble/assembly';
import type { Catalogue } from '../assemble/compiled-guardrail';
import { guardrailsTree, type GuardrailsTree } from '../evaluate/guardrails-tree';
import { proveExpectations } from './expectations/prove-expectations';
import type { Expectation } from './expectations/read-expectations';
import { prepareScenario } from './prepared-scenario';
import { deployedWithoutPlacement } from './provable';
import type { GuardrailProof, Proof, ProofRun } from './proof';
import { proveAlone } from './prove-alone';
import { proveDocuments } from './prove-dialect';
import { chains, proveInChain, type PreparedTarget } from './prove-in-chain';
import { provePacking } from './prove-packing';
import { proveManagementAlone, proveManagementInChain } from './prove-management-policies';
import {
  compiledManagementOf,
  compiledOf,
  configuredManagementScenarios,
  configuredScenarios,
  managementScenariosOf,
  scenariosOf,
} from './scenario';
import { findUnusedParameters } from './unused-parameters';

export interface ProofOptions {
  /** Default: none. */
  readonly expectations?: readonly Expectation[];
  readonly progress?: (guardrail: string) => void;
}

/** Proves guardrails with all their scenarios, the expectations, and that every document of the organization keeps to the dialect. */
export function prove(
  organization: Organization,
  assembly: Assembly,
  catalogue: Catalogue,
  { expectations = [], progress = () => undefined }: ProofOptions = {},
): Proof {
  const world = worldOf(organization, assembly, 'all');
  return {
    guardrails: [...catalogue.values()].map((guardrail) => {
      progress(guardrail.id);
      return proveGuardrail(guardrail, world);
    }),
    documents: proveDocuments(organization, assembly),
    expectations: proveExpectations(expectations, assembly.file),
  };
}

/**
 * Proves only what is deployed: the guardrails that are placed, as they are configured, the policies of the baseline, and
 * the expectations. It is fast enough to run in every synth, so that nothing is deployed without a proof.
 */
export function proveDeployed(
  organization: Organization,
  assembly: Assembly,
  expectations: readonly Expectation[] = [],
): Proof {
  const world = worldOf(organization, assembly, 'configured');
  const placed = [...new Set(assembly.compiled.map(({ guardrail }) => guardrail))];
  return {
    guardrails: [
      ...placed.sort((a, b) => (a.id < b.id ? -1 : 1)).map((guardrail) => proveGuardrail(guardrail, world)),
      // Nobody places or configures them, so that all scenarios are what is deployed.
      ...deployedWithoutPlacement(organization).map((policy) => proveGuardrail(policy, { ...world, scenarios: 'all' })),
    ],
    documents: [...proveDocuments(organization, assembly), ...provePacking(organization, assembly)],
    expectations: proveExpectations(expectations, assembly.file),
  };
}

interface World {
  readonly organization: Organization;
  readonly assembly: Assembly;
  readonly tree: GuardrailsTree;
  readonly chainAt: (target: string) => PreparedTarget;
  /** Which scenarios are proved. */
  readonly scenarios: 'all' | 'configured';
}

function worldOf(organization: Organization, assembly: Assembly, scenarios: World['scenarios']): World {
  const chainAt = chains(organization, assembly.file);
  return { organization, assembly, tree: guardrailsTree(assembly.file), chainAt, scenarios };
}

/** Proves one guardrail: alone, in each scenario; then in the chain, at each target. */
function proveGuardrail(guardrail: AnyGuardrail, world: World): GuardrailProof {
  const targets = world.assembly.compiled
    .filter((one) => one.guardrail === guardrail)
    .map(({ placement }) => placement.target);
  return {
    guardrail: guardrail.id,
    runs: isManagementGuardrail(guardrail) ? managementRuns(guardrail, world) : statementRuns(guardrail, world),
    emptyTargets: targets.filter((target) => !hasAccounts(target, world)),
    unusedParameters: world.scenarios === 'all' ? unusedParametersOf(guardrail, world) : [],
  };
}

function unusedParametersOf(guardrail: AnyGuardrail, { organization, assembly, chainAt }: World): readonly string[] {
  const scenarios = isManagementGuardrail(guardrail)
    ? managementScenariosOf(guardrail, organization, assembly)
    : scenariosOf(guardrail, organization, assembly);
  const parameters = scenarios.map((scenario) => scenario.parameters);
  return findUnusedParameters(guardrail, parameters, organization, chainAt(ROOT).place);
}

function statementRuns(
  guardrail: Guardrail,
  { organization, assembly, scenarios, chainAt }: World,
): readonly ProofRun[] {
  const compiled = compiledOf(guardrail, assembly);
  const chosen =
    scenarios === 'all' ? scenariosOf(guardrail, organization, assembly) : configuredScenarios(compiled, organization);
  return [
    ...chosen.map((one) => proveAlone(prepareScenario(one, assembly.file))),
    ...compiled.map(({ placement }) => proveInChain(guardrail, placement, organization, chainAt(placement.target))),
  ];
}

function managementRuns(
  guardrail: ManagementGuardrail,
  { organization, assembly, scenarios, tree }: World,
): readonly ProofRun[] {
  const compiled = compiledManagementOf(guardrail, assembly);
  const chosen =
    scenarios === 'all'
      ? managementScenariosOf(guardrail, organization, assembly)
      : configuredManagementScenarios(compiled, organization);
  return [
    ...chosen.map((one) => proveManagementAlone(one)),
    ...compiled.map(({ placement }) => proveManagementInChain(guardrail, placement, organization, tree)),
  ];
}

function hasAccounts(target: string, { tree }: World): boolean {
  return tree.accountsIn(target).some(({ kind, state }) => kind === 'account' && state !== 'closed');
}
