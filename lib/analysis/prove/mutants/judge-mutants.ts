import type { Guardrail } from '../../../../policies/core/guardrail';
import { loadServiceReference } from '../../../iam/service-reference/load';
import type { Organization } from '../../../model/organization';
import type { Assembly } from '../../assemble/assembly';
import { prepareScenario } from '../prepared-scenario';
import { scenariosOf } from '../scenario';
import type { JudgeEquivalence } from './equivalence';
import { killerFinder } from './kill';
import { mutantsOf } from './mutant';
import type { ActionLookup } from './mutant-operator';
import type { MutantReport, Survivor } from './report';

/** Judges the mutants of one guardrail, alone, in each of its scenarios. */
export function judgeMutants(
  guardrail: Guardrail,
  organization: Organization,
  assembly: Pick<Assembly, 'compiled' | 'file'>,
  isEquivalent: JudgeEquivalence,
): MutantReport {
  const world: ActionLookup = {
    actionsMatching: (pattern) =>
      loadServiceReference()
        .actionsMatching(pattern)
        .map(({ name }) => name),
  };
  let [mutants, killed, equivalent] = [0, 0, 0];
  const survivors: Survivor[] = [];
  for (const scenario of scenariosOf(guardrail, organization, assembly)) {
    const prepared = prepareScenario(scenario, assembly.file);
    const findKiller = killerFinder(prepared);
    for (const mutant of mutantsOf(prepared, world)) {
      mutants += 1;
      if (findKiller(mutant.group, prepared.compile(mutant.deployed())) !== undefined) {
        killed += 1;
        continue;
      }
      const difference = isEquivalent(guardrail.type, scenario.groups, mutant);
      if (difference.answer === 'yes') equivalent += 1;
      else {
        const { operator, change } = mutant;
        survivors.push({ guardrail: guardrail.id, scenario: scenario.name, operator, change, difference });
      }
    }
  }
  return { guardrail: guardrail.id, mutants, killed, equivalent, survivors };
}
