import type { ManagementGuardrail } from '../../../../policies/core/management-guardrail';
import type { Organization } from '../../../model/organization';
import { proveManagementAlone } from '../prove-management-policies';
import { scenariosOf } from '../scenario';
import { alterSetting, dropSetting } from './operators/management-policies';
import type { MutantReport, Survivor } from './report';

/** Judges the mutants of a guardrail of settings: each must break one of its effects. */
export function judgeManagementGuardrail(guardrail: ManagementGuardrail, organization: Organization): MutantReport {
  let mutants = 0;
  const survivors: Survivor[] = [];
  for (const scenario of scenariosOf(guardrail, organization)) {
    const content = guardrail.content(scenario.parameters, organization);
    for (const { id, mutate } of [dropSetting, alterSetting]) {
      for (const mutation of mutate(content)) {
        mutants += 1;
        const mutant = { ...guardrail, content: () => mutation.content };
        if (proveManagementAlone(mutant, scenario, organization).failures.length > 0) continue;
        survivors.push({
          guardrail: guardrail.id,
          scenario: scenario.name,
          operator: id,
          change: mutation.change,
          difference: { answer: 'undecided', reasons: ['no effect notices'] },
        });
      }
    }
  }
  return { guardrail: guardrail.id, mutants, killed: mutants - survivors.length, equivalent: 0, survivors };
}
