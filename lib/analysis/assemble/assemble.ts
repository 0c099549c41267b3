import { groupBy } from '../../model/group-by';
import { policyName } from '../../model/names';
import type { Organization } from '../../model/organization';
import { failed, ok, type Outcome, type Problem } from '../../model/problem';
import type { AssembledDocument, AssembledPolicies, Assembly } from './assembly';
import { findIneffectiveExemptions } from './check-exemptions';
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
 *
 * Problems are reported in two phases, each complete: first those of single guardrails, then documents that are too long.
 */
export function assemble(organization: Organization, catalogue: Catalogue): Outcome<Assembly> {
  const configured = configuredGuardrails(organization, catalogue);
  const tried = configured.map((one) => tryToCompile(one, organization));
  const compiled = tried.flatMap((one) => one.compiled ?? []);
  const problems = [
    ...tried.flatMap((one) => one.problems),
    ...findContradictions(organization, configured),
    ...findContradictingManagementPolicies(compiled.filter(isCompiledManagementGuardrail)),
    ...findIneffectiveExemptions(organization),
  ];
  return problems.length > 0 ? failed(problems) : assembleDocuments(organization, compiled);
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

function assembleDocuments(organization: Organization, compiled: readonly Compiled[]): Outcome<Assembly> {
  const byTarget = groupBy(compiled, ({ placement }) => placement.target);
  const assembled = listTargets(organization).map((target) =>
    assembleTarget(target, byTarget.get(target.id) ?? [], organization),
  );
  const problems = assembled.flatMap((one) => one.problems);
  if (problems.length > 0) return failed(problems);
  const policies: AssembledPolicies = {
    documents: assembled.flatMap(({ documents }) => documents),
    managementPolicies: assembled.flatMap(({ managementPolicies }) => managementPolicies),
  };
  return ok({ ...policies, compiled, file: guardrailsFile(organization, policies) });
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
