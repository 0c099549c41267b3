import type { ManagementGuardrail } from '../../../../policies/core/management-guardrail';
import type { Organization } from '../../../model/organization';
import type { Assembly } from '../../assemble/assembly';
import { proveManagementAlone } from '../prove-management-policies';
import { managementScenariosOf, type ManagementScenario } from '../scenario';
import { alterSetting, dropSetting } from './operators/management-policies';
import type { MutantReport, Survivor } from './report';

/** Judges the mutants of a management guardrail: each must break one of its effects. */
export function judgeManagementGuardrail(
  guardrail: ManagementGuardrail,
  organization: Organization,
  assembly: Pick<Assembly, 'compiled'>,
): MutantReport {
  return judgeManagementScenarios(guardrail, managementScenariosOf(guardrail, organization, assembly));
}

/** Judges the mutants of some of its scenarios. */
export function judgeManagementScenarios(
  guardrail: ManagementGuardrail,
  scenarios: readonly ManagementScenario[],
): MutantReport {
  let mutants = 0;
  const survivors: Survivor[] = [];
  for (const scenario of scenarios) {
    for (const { id, mutate } of [dropSetting, alterSetting]) {
      for (const mutation of mutate(scenario.content)) {
        mutants += 1;
        if (proveManagementAlone({ ...scenario, content: mutation.content }).failures.length > 0) continue;
        survivors.push({
          guardrail: guardrail.id,
          scenario: scenario.name,
          operator: id,
          change: mutation.change,
          difference: { answer: 'undecided', reasons: ['no effect fails'] },
        });
      }
    }
  }
  return { guardrail: guardrail.id, mutants, killed: mutants - survivors.length, equivalent: 0, survivors };
}
