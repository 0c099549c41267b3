import { isManagementGuardrail, type AnyGuardrail } from '../../../../policies/core/management-guardrail';
import type { Organization } from '../../../model/organization';
import type { Assembly } from '../../assemble/assembly';
import type { Catalogue } from '../../assemble/compiled-guardrail';
import { equivalenceJudge, type JudgeEquivalence } from './equivalence';
import { judgeMutants } from './judge-mutants';
import { judgeManagementGuardrail } from './judge-management-policies';
import type { MutantReport } from './report';

/** Judges the mutants of every guardrail. */
export function judgeAll(
  organization: Organization,
  assembly: Assembly,
  catalogue: Catalogue,
  progress: (guardrail: string) => void = () => undefined,
): readonly MutantReport[] {
  const isEquivalent = equivalenceJudge(organization.managementAccount.accountId);
  return [...catalogue.values()].map((guardrail) => {
    progress(guardrail.id);
    return judgeGuardrail(guardrail, organization, assembly, isEquivalent);
  });
}

/** Judges the mutants of one guardrail of any policy type. */
export function judgeGuardrail(
  guardrail: AnyGuardrail,
  organization: Organization,
  assembly: Pick<Assembly, 'compiled' | 'file'>,
  isEquivalent: JudgeEquivalence,
): MutantReport {
  return isManagementGuardrail(guardrail)
    ? judgeManagementGuardrail(guardrail, organization, assembly)
    : judgeMutants(guardrail, organization, assembly, isEquivalent);
}
