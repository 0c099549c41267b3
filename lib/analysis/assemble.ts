import { groupBy } from '../model/checks/group-by';
import type { Organization } from '../model/organization';
import { failed, ok, type Outcome, type Problem } from '../model/problem';
import type { AssembledDocument, Assembly } from './assembly';
import { findPointlessExemptions } from './check-exemptions';
import { findContradictions, findSenselessParameters } from './check-parameters';
import { findPlaceholderProblems } from './check-placeholders';
import {
  compileConfigured,
  configuredGuardrails,
  type Catalogue,
  type ConfiguredGuardrail,
} from './configured-guardrail';
import { documentOf, sizeOf, type Filling } from './fill-documents';
import { fillTarget, isComplete, type TargetPolicies } from './fill-target';
import { describeOverflow } from './overflow';
import { POLICY_KINDS } from './policy-room';
import { listTargets } from './target-tree';

/**
 * Checks the guardrails of an organization and fills them into documents.
 *
 * Problems come in phases, each complete: guardrails that make no sense first, then documents that are too long.
 */
export function assemble(organization: Organization, catalogue: Catalogue): Outcome<Assembly> {
  const configured = configuredGuardrails(organization, catalogue);
  const problems = findGuardrailProblems(organization, configured);
  return problems.length > 0 ? failed(problems) : assembleDocuments(organization, configured);
}

function findGuardrailProblems(
  organization: Organization,
  configured: readonly ConfiguredGuardrail[],
): readonly Problem[] {
  return [
    ...configured.flatMap((one) => findOwnProblems(one, organization)),
    ...findContradictions(organization, configured),
    ...findPointlessExemptions(organization),
  ];
}

/** Statements are looked at only when the parameters make sense: a guardrail need not be able to do without. */
function findOwnProblems(configured: ConfiguredGuardrail, organization: Organization): readonly Problem[] {
  const problems = findSenselessParameters(configured, organization);
  if (problems.length > 0) return problems;
  return findPlaceholderProblems(configured, compileConfigured(configured, organization), organization);
}

function assembleDocuments(organization: Organization, configured: readonly ConfiguredGuardrail[]): Outcome<Assembly> {
  const byTarget = groupBy(configured, ({ placement }) => placement.target);
  const filled = listTargets(organization)
    .flatMap((target) =>
      POLICY_KINDS.map((kind): TargetPolicies => {
        const guardrails = byTarget.get(target.id) ?? [];
        return { target, kind, guardrails: guardrails.filter(({ guardrail }) => guardrail.type === kind.type) };
      }),
    )
    .map((policies) => ({ policies, filling: fillTarget(policies, organization) }));
  const problems = filled
    .filter(({ filling }) => !isComplete(filling))
    .flatMap(({ policies, filling }) => describeOverflow(policies, organization, filling));
  if (problems.length > 0) return failed(problems);
  return ok({ documents: filled.flatMap(({ policies, filling }) => nameDocuments(policies, filling)) });
}

function nameDocuments({ target, kind }: TargetPolicies, { documents }: Filling): readonly AssembledDocument[] {
  return documents.map((pieces, position) => ({
    name: `rampart-${target.key}-${kind.short}-${position + 1}`,
    type: kind.type,
    target: target.id,
    key: target.key,
    index: position + 1,
    content: documentOf(pieces),
    guardrails: Object.fromEntries(
      pieces.map(({ placement }, index) => [`/Statement/${index}`, [placement.guardrail]] as const),
    ),
    characters: sizeOf(pieces),
  }));
}
