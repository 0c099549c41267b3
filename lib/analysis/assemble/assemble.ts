import { groupBy } from '../../model/group-by';
import { policyName } from '../../model/names';
import type { Organization } from '../../model/organization';
import { failed, ok, withoutRepetitions, type Outcome, type Problem } from '../../model/problem';
import { ifKnown } from '../../model/sketch';
import type { AssembledDocument, AssembledPolicies, Assembly } from './assembly';
import { findLongBoundary } from './boundary';
import { findLongPermissionSets } from './permission-set-size';
import { findDefeatedRestrictions, findIneffectiveExemptions } from './check-exemptions';
import { findUntrustedPartners } from './check-partners';
import { findImpossiblePrincipals } from './check-principals';
import { findContradictions, findInvalidParameters } from './check-parameters';
import { findPlaceholderProblems } from './check-placeholders';
import { findContradictingManagementPolicies, findRefusedManagementPolicies } from './check-management-policies';
import {
  compilePlacement,
  configuredGuardrails,
  isCompiledGuardrail,
  isCompiledManagementGuardrail,
  type Catalogue,
  type Compiled,
  type Configured,
} from './compiled-guardrail';
import {
  fillManagementPolicies,
  findManagementOverflow,
  type TargetManagementPolicies,
} from './fill-management-policies';
import { guardrailsFile } from './guardrails-file';
import { documentOf } from './pack/compress';
import { isComplete, type Filling } from './pack/fill-documents';
import { fillTarget, type TargetPolicies } from './pack/fill-target';
import { describeOverflow } from './pack/overflow';
import { placesOf } from './pack/packed-statement';
import { CONTROL_POLICY_KINDS, MANAGEMENT_POLICY_KINDS } from './policy-quota';
import { listTargets, type TargetKey } from './targets';

/**
 * Checks the guardrails of an organization, runs each once per placement, and packs what they write into documents.
 * All problems are reported at once: those of guardrails, and documents that are too long.
 */
export function assemble(organization: Organization, catalogue: Catalogue): Outcome<Assembly> {
  const { problems, compiled, targets } = tryToAssemble(organization, catalogue);
  if (problems.length > 0) return failed(problems);
  const policies: AssembledPolicies = {
    documents: targets.flatMap(({ documents }) => documents),
    managementPolicies: targets.flatMap(({ managementPolicies }) => managementPolicies),
  };
  return ok({ ...policies, compiled, file: guardrailsFile(organization, policies) });
}

/** The problems of the guardrails of a sketch, as far as they do not depend on what is unknown there. */
export function findAssemblyProblems(sketch: Organization, catalogue: Catalogue): readonly Problem[] {
  return tryToAssemble(sketch, catalogue).problems;
}

interface Attempt {
  readonly problems: readonly Problem[];
  readonly compiled: readonly Compiled[];
  readonly targets: readonly AssembledTarget[];
}

function tryToAssemble(organization: Organization, catalogue: Catalogue): Attempt {
  const configured = configuredGuardrails(organization, catalogue);
  const tried = configured.map((one) => ifKnown(() => tryToCompile(one, organization), { problems: [] }));
  const compiled = tried.flatMap((one) => one.compiled ?? []);
  // A target is packed with all its guardrails or not at all.
  const incomplete = new Set(
    configured.flatMap(({ placement }, index) => (tried[index]?.compiled === undefined ? [placement.target] : [])),
  );
  const byTarget = groupBy(compiled, ({ placement }) => placement.target);
  const targets = listTargets(organization)
    .filter(({ id }) => !incomplete.has(id))
    .flatMap((target) => ifKnown(() => [assembleTarget(target, byTarget.get(target.id) ?? [], organization)], []));
  const problems = [
    // What is wrong in a part of the organization is found at each placement of a guardrail that reads it.
    ...withoutRepetitions(tried.flatMap((one) => one.problems)),
    ...ifKnown(() => findContradictions(organization, configured), []),
    ...findContradictingManagementPolicies(compiled.filter(isCompiledManagementGuardrail)),
    ...ifKnown(() => findIneffectiveExemptions(organization), []),
    ...ifKnown(() => findDefeatedRestrictions(organization), []),
    ...ifKnown(() => findImpossiblePrincipals(organization), []),
    ...ifKnown(() => findLongBoundary(organization), []),
    ...ifKnown(() => findLongPermissionSets(organization), []),
    ...ifKnown(() => findUntrustedPartners(organization), []),
    ...targets.flatMap((target) => target.problems),
  ];
  return { problems, compiled, targets };
}

interface Tried {
  readonly problems: readonly Problem[];
  /** Absent: there are problems. */
  readonly compiled?: Compiled;
}

/** A guardrail runs only with parameters that pass its own check. */
function tryToCompile(configured: Configured, organization: Organization): Tried {
  const invalid = findInvalidParameters(configured, organization);
  if (invalid.length > 0) return { problems: invalid };
  const compiled = compilePlacement(configured, organization);
  const problems = [
    ...findPlaceholderProblems(compiled, organization),
    ...(isCompiledManagementGuardrail(compiled) ? findRefusedManagementPolicies(compiled) : []),
  ];
  return problems.length > 0 ? { problems } : { problems, compiled };
}

interface AssembledTarget extends AssembledPolicies {
  readonly problems: readonly Problem[];
}

function assembleTarget(target: TargetKey, compiled: readonly Compiled[], organization: Organization): AssembledTarget {
  const controls = CONTROL_POLICY_KINDS.map((kind) => {
    const guardrails = compiled.filter(isCompiledGuardrail).filter(({ guardrail }) => guardrail.type === kind.type);
    const policies: TargetPolicies = { target, kind, guardrails };
    return { policies, filling: fillTarget(policies, organization) };
  });
  const managementPolicies = MANAGEMENT_POLICY_KINDS.map((kind) => {
    const guardrails = compiled
      .filter(isCompiledManagementGuardrail)
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
    name: policyName(target.key, kind.short, index),
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
