import { compilePlacement } from '../../lib/analysis/assemble/compiled-guardrail';
import { describeFailure } from '../../lib/analysis/prove/failure';
import { prepareScenario } from '../../lib/analysis/prove/prepared-scenario';
import { proveAlone } from '../../lib/analysis/prove/prove-alone';
import { proveManagementAlone } from '../../lib/analysis/prove/prove-management-policies';
import { managementScenariosOf, scenariosOf } from '../../lib/analysis/prove/scenario';
import { isManagementGuardrail, type AnyGuardrail } from '../../policies/core/management-guardrail';
import { theExample } from './the-example';

const { organization, assembly } = theExample();

/** What `rampart prove` finds in a guardrail by itself: with its defaults, its variants, and as the example has it. */
export function failuresAlone(guardrail: AnyGuardrail): readonly string[] {
  const compiled = organization.placements
    .filter((placement) => placement.guardrail === guardrail.id)
    .map((placement) => compilePlacement({ placement, guardrail }, organization));
  const runs = isManagementGuardrail(guardrail)
    ? managementScenariosOf(guardrail, organization, { compiled }).map((one) => proveManagementAlone(one))
    : scenariosOf(guardrail, organization, { compiled }).map((one) => proveAlone(prepareScenario(one, assembly.file)));
  return runs.flatMap(({ failures }) => failures.map(describeFailure));
}
