import type { SettingsGuardrail } from '../../../policies/form/settings-guardrail';
import type { Organization } from '../../model/organization';
import { proveSettingsAlone } from '../prove/prove-settings';
import { scenariosOf } from '../prove/scenario';
import { alterSetting, dropSetting } from './operators/settings';
import type { MutantReport, Survivor } from './report';

/** Judges the mutants of a guardrail of settings: each must break one of its effects. */
export function judgeSettings(guardrail: SettingsGuardrail, organization: Organization): MutantReport {
  let mutants = 0;
  const survivors: Survivor[] = [];
  for (const scenario of scenariosOf(guardrail, organization)) {
    const content = guardrail.content(scenario.parameters, organization);
    for (const { id, mutate } of [dropSetting, alterSetting]) {
      for (const mutation of mutate(content)) {
        mutants += 1;
        const mutant = { ...guardrail, content: () => mutation.content };
        if (proveSettingsAlone(mutant, scenario, organization).failures.length > 0) continue;
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
