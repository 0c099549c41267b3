import type { Guardrail } from '../../../../policies/core/guardrail';
import { loadServiceReference } from '../../../iam/service-reference/load';
import type { Statement } from '../../../iam/statement';
import type { Organization } from '../../../model/organization';
import type { Assembly } from '../../assemble/assembly';
import { prepareScenario, type PreparedScenario } from '../prepared-scenario';
import { scenariosOf } from '../scenario';
import type { JudgeEquivalence } from './equivalence';
import { killerFinder } from './kill';
import { mutantsOf, type Mutant } from './mutant';
import type { ActionLookup } from './mutant-operator';
import { countMutants, type MutantReport, type Survivor } from './report';

/** Judges the mutants of one guardrail, alone, in each of its scenarios. */
export function judgeMutants(
  guardrail: Guardrail,
  organization: Organization,
  assembly: Pick<Assembly, 'compiled' | 'file'>,
  isEquivalent: JudgeEquivalence,
): MutantReport {
  const scenarios = scenariosOf(guardrail, organization, assembly);
  return addReports(
    guardrail.id,
    scenarios.map((scenario) => judgeScenario(prepareScenario(scenario, assembly.file), isEquivalent)),
  );
}

const KNOWN: ActionLookup = {
  actionsMatching: (pattern) =>
    loadServiceReference()
      .actionsMatching(pattern)
      .map(({ name }) => name),
};

/** Judges the mutants of one scenario. */
export function judgeScenario(prepared: PreparedScenario, isEquivalent: JudgeEquivalence): MutantReport {
  const { guardrail, name, groups } = prepared.scenario;
  let [mutants, killed, equivalent] = [0, 0, 0];
  const survivors: Survivor[] = [];
  const findKiller = killerFinder(prepared);
  for (const mutant of mutantsOf(prepared, KNOWN)) {
    mutants += 1;
    const deployed = tryToDeploy(mutant);
    if (deployed === undefined || findKiller(mutant.group, prepared.compile(deployed)) !== undefined) {
      killed += 1;
      continue;
    }
    const difference = isEquivalent(guardrail.type, groups, mutant);
    if (difference.answer === 'yes') equivalent += 1;
    else {
      const { operator, change } = mutant;
      survivors.push({ guardrail: guardrail.id, scenario: name, operator, change, difference });
    }
  }
  return { guardrail: guardrail.id, mutants, killed, equivalent, survivors };
}

/** Undefined: every command refuses the statement, such as one whose exemptions could not end. */
function tryToDeploy({ deployed }: Mutant): readonly Statement[] | undefined {
  try {
    return deployed();
  } catch {
    return undefined;
  }
}

/** The report of a guardrail from those of its scenarios. */
export function addReports(guardrail: string, reports: readonly MutantReport[]): MutantReport {
  const { mutants, killed, equivalent } = countMutants(reports);
  return { guardrail, mutants, killed, equivalent, survivors: reports.flatMap(({ survivors }) => survivors) };
}
