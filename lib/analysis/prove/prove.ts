import { isManagementGuardrail, type AnyGuardrail } from '../../../policies/core/management-guardrail';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Organization } from '../../model/organization';
import type { Assembly } from '../assemble/assembly';
import type { Catalogue } from '../assemble/configured-guardrail';
import { guardrailsFile } from '../assemble/guardrails-file';
import { targetTree } from '../assemble/target-tree';
import { prepareScenario } from './prepared-scenario';
import type { GuardrailProof, Proof } from './proof';
import { proveAlone } from './prove-alone';
import { proveDocuments } from './prove-dialect';
import { chains, proveInChain, type PreparedTarget } from './prove-in-chain';
import { provePacking } from './prove-packing';
import { proveManagementAlone, proveManagementInChain } from './prove-management-policies';
import { configuredScenarios, placementsOf, scenariosOf } from './scenario';

/** Proves every guardrail of the catalogue and every document of the organization. */
export function prove(
  organization: Organization,
  assembly: Assembly,
  catalogue: Catalogue,
  progress: (guardrail: string) => void = () => undefined,
): Proof {
  const world = worldOf(organization, assembly);
  return {
    guardrails: [...catalogue.values()].map((guardrail) => {
      progress(guardrail.id);
      return proveGuardrail(guardrail, scenariosOf, world);
    }),
    documents: proveDocuments(organization, assembly),
  };
}

/**
 * Proves what is deployed, and no more: guardrails that are placed, as they are configured. Fast enough for every synth,
 * so that nothing unproved is deployed.
 */
export function proveDeployed(organization: Organization, assembly: Assembly, catalogue: Catalogue): Proof {
  const world = worldOf(organization, assembly);
  const placed = [...catalogue.values()].filter((guardrail) => placementsOf(guardrail, organization).length > 0);
  return {
    guardrails: placed.map((guardrail) => proveGuardrail(guardrail, configuredScenarios, world)),
    documents: [...proveDocuments(organization, assembly), ...provePacking(organization, assembly, catalogue)],
  };
}

interface World {
  readonly organization: Organization;
  readonly assembly: Assembly;
  readonly file: GuardrailsFile;
  readonly chainAt: (target: string) => PreparedTarget;
}

function worldOf(organization: Organization, assembly: Assembly): World {
  const file = guardrailsFile(organization, assembly);
  return { organization, assembly, file, chainAt: chains(organization, file) };
}

/** Proves one guardrail: alone, in each scenario; then in the chain, at each target. */
function proveGuardrail(guardrail: AnyGuardrail, scenarios: typeof scenariosOf, world: World): GuardrailProof {
  const { organization, assembly, file, chainAt } = world;
  const placements = placementsOf(guardrail, organization);
  const runs = isManagementGuardrail(guardrail)
    ? [
        ...scenarios(guardrail, organization).map((one) => proveManagementAlone(guardrail, one, organization)),
        ...placements.map((placement) => proveManagementInChain(guardrail, placement, organization, assembly)),
      ]
    : [
        ...scenarios(guardrail, organization).map((one) => proveAlone(prepareScenario(one, organization, file))),
        ...placements.map((placement) => proveInChain(guardrail, placement, organization, chainAt(placement.target))),
      ];
  const targets = placements.map(({ target }) => target);
  return {
    guardrail: guardrail.id,
    runs,
    emptyTargets: targets.filter((target) => !hasAccounts(target, organization)),
  };
}

function hasAccounts(target: string, organization: Organization): boolean {
  const tree = targetTree(organization);
  return organization.accounts.some(
    ({ key, state }) => state !== 'closed' && (key === target || tree.above(key).includes(target)),
  );
}
