import { isManagementGuardrail, type AnyGuardrail } from '../../../../policies/core/management-guardrail';
import type { Organization } from '../../../model/organization';
import type { Assembly } from '../../assemble/assembly';
import { prepareScenario, type PreparedScenario } from '../prepared-scenario';
import { deployedWithoutPlacement } from '../provable';
import {
  compiledManagementOf,
  compiledOf,
  configuredManagementScenarios,
  configuredScenarios,
  scenariosOf,
  type ProofScenario,
} from '../scenario';
import type { MutantAnswers } from './answers';
import { equivalenceJudge, type JudgeEquivalence } from './equivalence';
import { judgeManagementScenarios } from './judge-management-policies';
import { addReports, judgeScenario } from './judge-mutants';
import type { MutantReport } from './report';

/**
 * Judges only the mutants of what is deployed: the guardrails that are placed, as they are configured, and the policies of
 * the baseline. With the answers of earlier runs it is fast enough for every synth, so that nothing is deployed that its
 * probes do not cover.
 */
export function judgeDeployed(
  organization: Organization,
  assembly: Assembly,
  answers: MutantAnswers,
): readonly MutantReport[] {
  const isEquivalent = equivalenceJudge(organization.managementAccount.accountId);
  const placed = [...new Set(assembly.compiled.map(({ guardrail }) => guardrail))];
  const judge = { isEquivalent, answers };
  return [
    ...placed.map((guardrail) => judgeOne(guardrail, organization, assembly, judge)),
    ...deployedWithoutPlacement(organization).map((policy) =>
      judgeEach(policy, scenariosOf(policy, organization, assembly), assembly, judge),
    ),
  ];
}

interface Judge {
  readonly isEquivalent: JudgeEquivalence;
  readonly answers: MutantAnswers;
}

function judgeOne(guardrail: AnyGuardrail, organization: Organization, assembly: Assembly, judge: Judge): MutantReport {
  if (isManagementGuardrail(guardrail)) {
    const scenarios = configuredManagementScenarios(compiledManagementOf(guardrail, assembly), organization);
    return judgeManagementScenarios(guardrail, scenarios);
  }
  return judgeEach(guardrail, configuredScenarios(compiledOf(guardrail, assembly), organization), assembly, judge);
}

function judgeEach(
  { id }: AnyGuardrail,
  scenarios: readonly ProofScenario[],
  { file }: Assembly,
  judge: Judge,
): MutantReport {
  return addReports(
    id,
    scenarios.map((scenario) => judgeOnce(prepareScenario(scenario, file), judge)),
  );
}

function judgeOnce(prepared: PreparedScenario, { isEquivalent, answers }: Judge): MutantReport {
  const guardrail = prepared.scenario.guardrail.id;
  const question = questionOf(prepared);
  const known = answers.find(question);
  if (known !== undefined) return { guardrail, ...known, survivors: [] };
  const { mutants, killed, equivalent, survivors } = judgeScenario(prepared, isEquivalent);
  if (survivors.length === 0) answers.keep(question, { mutants, killed, equivalent });
  return { guardrail, mutants, killed, equivalent, survivors };
}

/** Everything that the result depends on, except for the source code. */
function questionOf({ scenario, file, probes }: PreparedScenario): string {
  const { guardrail, organization, exemptions, groups } = scenario;
  const { id, type, exempt } = guardrail;
  const whom = exemptions.map(({ principal, expires }) => [principal, expires]);
  return JSON.stringify([id, type, exempt, organization.platform, whom, groups, file, probes]);
}
