import { groupBy } from '../../model/group-by';
import type { Organization } from '../../model/organization';
import { failed, ok, type Outcome, type Problem } from '../../model/problem';
import type { AssembledDocument, Assembly } from './assembly';
import { findPointlessExemptions } from './check-exemptions';
import { findContradictions, findSenselessParameters } from './check-parameters';
import { findPlaceholderProblems } from './check-placeholders';
import { findContradictingManagementPolicies, findRefusedManagementPolicies } from './check-management-policies';
import {
  configuredGuardrails,
  isConfiguredGuardrail,
  isConfiguredManagementGuardrail,
  writeConfigured,
  type Catalogue,
  type Configured,
} from './configured-guardrail';
import {
  fillManagementPolicies,
  findManagementOverflow,
  type TargetManagementPolicies,
} from './fill-management-policies';
import { documentOf } from './pack/compress';
import { isComplete, type Filling } from './pack/fill-documents';
import { fillTarget, type TargetPolicies } from './pack/fill-target';
import { describeOverflow } from './pack/overflow';
import { placesOf } from './pack/packed-statement';
import { CONTROL_POLICY_KINDS, policyName, MANAGEMENT_POLICY_KINDS } from './policy-quota';
import { listTargets, type TargetKey } from './target-tree';

/**
 * Checks the guardrails of an organization and packs them into documents.
 *
 * Problems come in phases, each complete: guardrails that make no sense first, then documents that are too long.
 */
export function assemble(organization: Organization, catalogue: Catalogue): Outcome<Assembly> {
  const configured = configuredGuardrails(organization, catalogue);
  const problems = findGuardrailProblems(organization, configured);
  return problems.length > 0 ? failed(problems) : assembleDocuments(organization, configured);
}

function findGuardrailProblems(organization: Organization, configured: readonly Configured[]): readonly Problem[] {
  const own = configured.map((one) => ({ one, problems: findOwnProblems(one, organization) }));
  const sound = own.filter(({ problems }) => problems.length === 0).map(({ one }) => one);
  return [
    ...own.flatMap(({ problems }) => problems),
    ...findContradictions(organization, configured),
    ...findContradictingManagementPolicies(sound.filter(isConfiguredManagementGuardrail), organization),
    ...findPointlessExemptions(organization),
  ];
}

/** What is written is looked at only when the parameters make sense: a guardrail need not be able to do without. */
function findOwnProblems(configured: Configured, organization: Organization): readonly Problem[] {
  const problems = findSenselessParameters(configured, organization);
  if (problems.length > 0) return problems;
  return [
    ...findPlaceholderProblems(configured, writeConfigured(configured, organization), organization),
    ...(isConfiguredManagementGuardrail(configured) ? findRefusedManagementPolicies(configured, organization) : []),
  ];
}

function assembleDocuments(organization: Organization, configured: readonly Configured[]): Outcome<Assembly> {
  const byTarget = groupBy(configured, ({ placement }) => placement.target);
  const assembled = listTargets(organization).map((target) =>
    assembleTarget(target, byTarget.get(target.id) ?? [], organization),
  );
  const problems = assembled.flatMap((one) => one.problems);
  if (problems.length > 0) return failed(problems);
  return ok({
    documents: assembled.flatMap(({ documents }) => documents),
    managementPolicies: assembled.flatMap(({ managementPolicies }) => managementPolicies),
  });
}

interface AssembledTarget extends Assembly {
  readonly problems: readonly Problem[];
}

function assembleTarget(
  target: TargetKey,
  configured: readonly Configured[],
  organization: Organization,
): AssembledTarget {
  const controls = CONTROL_POLICY_KINDS.map((kind) => {
    const guardrails = configured.filter(isConfiguredGuardrail).filter(({ guardrail }) => guardrail.type === kind.type);
    const policies: TargetPolicies = { target, kind, guardrails };
    return { policies, filling: fillTarget(policies, organization) };
  });
  const managementPolicies = MANAGEMENT_POLICY_KINDS.map((kind) => {
    const guardrails = configured
      .filter(isConfiguredManagementGuardrail)
      .filter(({ guardrail }) => guardrail.type === kind.type);
    const policies: TargetManagementPolicies = { target, kind, guardrails };
    return { policies, documents: fillManagementPolicies(policies, organization) };
  });
  return {
    documents: controls.flatMap(({ policies, filling }) => nameDocuments(policies, filling)),
    managementPolicies: managementPolicies.flatMap(({ documents }) => documents),
    problems: [
      ...controls
        .filter(({ filling }) => !isComplete(filling))
        .flatMap(({ policies, filling }) => describeOverflow(policies, organization, filling)),
      ...managementPolicies.flatMap(({ policies, documents }) =>
        findManagementOverflow(policies, documents, organization),
      ),
    ],
  };
}

function nameDocuments({ target, kind }: TargetPolicies, { documents }: Filling): readonly AssembledDocument[] {
  return documents.map(({ index, pieces, statements, covered, characters }) => ({
    name: policyName(target.key, kind, index),
    type: kind.type,
    target: target.id,
    key: target.key,
    index,
    content: documentOf(statements),
    guardrails: Object.fromEntries(
      statements.flatMap((packed, position) =>
        Object.entries(placesOf(packed)).map(([place, ids]) => [`/Statement/${position}${place}`, ids] as const),
      ),
    ),
    characters,
    statements: pieces.map(({ id }) => id),
    rewritten: {
      merged: statements
        .filter((packed) => packed.pieces.length > 1)
        .map((packed) => packed.pieces.map(({ id }) => id)),
      covered,
      withoutSid: statements.filter(({ statement }) => statement.Sid === undefined).length,
    },
  }));
}
