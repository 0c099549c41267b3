import type { Guardrail } from '../../../policies/form/guardrail';
import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Organization } from '../../model/organization';
import type { Assembly } from '../assembly';
import type { Catalogue } from '../configured-guardrail';
import { guardrailsFile } from '../emit';
import { targetTree } from '../target-tree';
import { prepareScenario } from './prepared-scenario';
import type { GuardrailProof, Proof } from './proof';
import { proveAlone } from './prove-alone';
import { proveDocuments } from './prove-dialect';
import { proveInChain } from './prove-in-chain';
import { configuredScenarios, placementsOf, scenariosOf, type Scenario } from './scenario';

/** Proves every guardrail of the catalogue and every document of the organization. */
export function prove(
  organization: Organization,
  assembly: Assembly,
  catalogue: Catalogue,
  progress: (guardrail: string) => void = () => undefined,
): Proof {
  const file = guardrailsFile(organization, assembly);
  return {
    guardrails: [...catalogue.values()].map((guardrail) => {
      progress(guardrail.id);
      return proveGuardrail(guardrail, scenariosOf(guardrail, organization), organization, file);
    }),
    documents: proveDocuments(organization, assembly),
  };
}

/**
 * Proves what is deployed, and no more: guardrails that are placed, as they are configured. Fast enough for every synth,
 * so that nothing unproved is deployed.
 */
export function proveDeployed(organization: Organization, assembly: Assembly, catalogue: Catalogue): Proof {
  const file = guardrailsFile(organization, assembly);
  const placed = [...catalogue.values()].filter((guardrail) => placementsOf(guardrail, organization).length > 0);
  return {
    guardrails: placed.map((guardrail) =>
      proveGuardrail(guardrail, configuredScenarios(guardrail, organization), organization, file),
    ),
    documents: proveDocuments(organization, assembly),
  };
}

/** Proves one guardrail: alone, in each scenario; then in the chain, at each target. */
function proveGuardrail(
  guardrail: Guardrail,
  scenarios: readonly Scenario[],
  organization: Organization,
  file: GuardrailsFile,
): GuardrailProof {
  const placements = placementsOf(guardrail, organization);
  return {
    guardrail: guardrail.id,
    runs: [
      ...scenarios.map((scenario) => proveAlone(prepareScenario(scenario, organization, file))),
      ...placements.map((placement) => proveInChain(guardrail, placement, organization, file)),
    ],
    emptyTargets: placements.map(({ target }) => target).filter((target) => !hasAccounts(target, organization)),
  };
}

function hasAccounts(target: string, organization: Organization): boolean {
  const tree = targetTree(organization);
  return organization.accounts.some(
    ({ key, state }) => state !== 'closed' && (key === target || tree.above(key).includes(target)),
  );
}
