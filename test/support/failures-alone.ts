import { guardrailsFile } from '../../lib/analysis/assemble/guardrails-file';
import { describeFailure } from '../../lib/analysis/prove/failure';
import { prepareScenario } from '../../lib/analysis/prove/prepared-scenario';
import { proveAlone } from '../../lib/analysis/prove/prove-alone';
import { proveManagementAlone } from '../../lib/analysis/prove/prove-management-policies';
import { scenariosOf } from '../../lib/analysis/prove/scenario';
import { isManagementGuardrail, type AnyGuardrail } from '../../policies/core/management-guardrail';
import { theExample } from './the-example';

const { organization, assembly } = theExample();
const file = guardrailsFile(organization, assembly);

/** What `rampart prove` finds in a guardrail by itself: with its defaults, its variants, and as the example has it. */
export function failuresAlone(guardrail: AnyGuardrail): readonly string[] {
  const runs = isManagementGuardrail(guardrail)
    ? scenariosOf(guardrail, organization).map((scenario) => proveManagementAlone(guardrail, scenario, organization))
    : scenariosOf(guardrail, organization).map((scenario) => proveAlone(prepareScenario(scenario, organization, file)));
  return runs.flatMap(({ failures }) => failures.map(describeFailure));
}
