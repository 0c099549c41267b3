import { applyExemptions, type ExemptPrincipal, type StatementGroup } from '../../../policies/core/exemptions';
import type { Guardrail } from '../../../policies/core/guardrail';
import type { AnyGuardrail, ManagementGuardrail } from '../../../policies/core/management-guardrail';
import type { Variant } from '../../../policies/core/probe';
import type { ManagementPolicy } from '../../iam/management-policies/management-policy';
import type { Organization } from '../../model/organization';
import type { Assembly } from '../assemble/assembly';
import {
  exemptionsFrom,
  isCompiledGuardrail,
  isCompiledManagementGuardrail,
  type Compiled,
  type CompiledGuardrail,
  type CompiledManagementGuardrail,
} from '../assemble/compiled-guardrail';

/** Parameters with which a guardrail is proved. */
interface NamedParameters {
  /** `defaults`, a variant's name, or where they are configured. */
  readonly name: string;
  readonly parameters: unknown;
}

/** Parameters, and the organization in which they are proved. */
interface Standard extends NamedParameters {
  readonly organization: Organization;
}

export interface ProofScenario extends NamedParameters {
  readonly guardrail: Guardrail;
  /** The organization, with the exemptions of the scenario. */
  readonly organization: Organization;
  readonly exemptions: readonly ExemptPrincipal[];
  /** What the guardrail writes with these parameters, and what is deployed for it. */
  readonly groups: readonly StatementGroup[];
}

export interface ManagementScenario extends Standard {
  readonly guardrail: ManagementGuardrail;
  /** What the guardrail writes with these parameters. */
  readonly content: ManagementPolicy;
}

/** Where a guardrail is placed, and what it writes there. */
export function compiledOf(guardrail: Guardrail, assembly: Pick<Assembly, 'compiled'>): readonly CompiledGuardrail[] {
  return assembly.compiled.filter(isCompiledGuardrail).filter((one) => one.guardrail === guardrail);
}

/** Where a management guardrail is placed, and what it writes there. */
export function compiledManagementOf(
  guardrail: ManagementGuardrail,
  assembly: Pick<Assembly, 'compiled'>,
): readonly CompiledManagementGuardrail[] {
  return assembly.compiled.filter(isCompiledManagementGuardrail).filter((one) => one.guardrail === guardrail);
}

/** Every scenario of a guardrail: its defaults, its variants, and as it is configured. */
export function scenariosOf(
  guardrail: Guardrail,
  organization: Organization,
  assembly: Pick<Assembly, 'compiled'>,
): readonly ProofScenario[] {
  return [
    ...standardScenarios(guardrail, organization),
    ...configuredScenarios(compiledOf(guardrail, assembly), organization),
  ];
}

/** Every scenario of a management guardrail. */
export function managementScenariosOf(
  guardrail: ManagementGuardrail,
  organization: Organization,
  assembly: Pick<Assembly, 'compiled'>,
): readonly ManagementScenario[] {
  const standard = standards(guardrail, organization).map(({ name, parameters, organization: facts }) => {
    return { guardrail, name, parameters, organization: facts, content: guardrail.content(parameters, facts) };
  });
  return [...standard, ...configuredManagementScenarios(compiledManagementOf(guardrail, assembly), organization)];
}

/**
 * Exemptions that every guardrail is proved with, in addition to the configured ones: of roles and users, without an end,
 * and with one.
 */
const SAMPLE_EXEMPTIONS: readonly ExemptPrincipal[] = [
  { principal: 'arn:*:iam::*:role/exempt/for-ever', expires: null },
  { principal: 'arn:*:iam::*:user/exempt/*', expires: '2030-01-01T00:00:00Z' },
  // A wider pattern with a later end: a principal that is exempt twice is exempt until the later end.
  { principal: 'arn:*:iam::*:role/exempt/twice', expires: '2030-01-01T00:00:00Z' },
  { principal: 'arn:*:iam::*:role/exempt/twic?', expires: '2031-06-30T12:30:00Z' },
];

/** The defaults and the variants, so that every special case is proved whatever a team configures. */
function standardScenarios(guardrail: Guardrail, configured: Organization): readonly ProofScenario[] {
  const samples = guardrail.exempt === 'nobody' ? [] : SAMPLE_EXEMPTIONS;
  return standards(guardrail, configured).map(({ name, parameters, organization: facts }, index) => {
    const exemptions = index === 0 ? samples : [];
    const organization = withExemptions(facts, guardrail, exemptions);
    const statements = guardrail.statements(parameters, organization);
    const groups = applyExemptions(guardrail, statements, organization, exemptions);
    return { guardrail, organization, name, parameters, exemptions, groups };
  });
}

/** The organization as if these exemptions from a guardrail were configured, too: some guardrails depend on them. */
function withExemptions(
  organization: Organization,
  { id }: Guardrail,
  exemptions: readonly ExemptPrincipal[],
): Organization {
  const at = { file: 'landing-zone.yaml', line: 1, column: 1 };
  const added = exemptions.map((exemption) => ({
    ...exemption,
    guardrails: [id],
    owner: 'rampart',
    reason: 'a proof',
    at,
    locate: () => at,
  }));
  return { ...organization, exemptions: [...organization.exemptions, ...added] };
}

function standards({ parameters, variants = [] }: AnyGuardrail, configured: Organization): readonly Standard[] {
  const all: readonly Variant[] = [{ name: 'defaults' }, ...variants];
  return all.map((given) => ({
    name: given.name,
    parameters: parameters.parse(given.parameters ?? {}),
    organization: { ...configured, ...given.organization },
  }));
}

/** The configured parameters, once where they are the same at several targets. */
export function configuredScenarios(
  compiled: readonly CompiledGuardrail[],
  organization: Organization,
): readonly ProofScenario[] {
  return distinct(compiled).map(({ placement, guardrail, groups }) => ({
    ...configuredAt(placement),
    guardrail,
    organization,
    exemptions: exemptionsFrom(guardrail.id, organization.exemptions),
    groups,
  }));
}

/** The same for a management guardrail. */
export function configuredManagementScenarios(
  compiled: readonly CompiledManagementGuardrail[],
  organization: Organization,
): readonly ManagementScenario[] {
  return distinct(compiled).map(({ placement, guardrail, source }) => {
    return { ...configuredAt(placement), guardrail, organization, content: source };
  });
}

function configuredAt({ target, parameters }: Compiled['placement']): NamedParameters {
  return { name: `as configured at ${target}`, parameters };
}

function distinct<One extends Compiled>(compiled: readonly One[]): readonly One[] {
  const different = new Map<string, One>();
  for (const one of compiled) {
    const parameters = JSON.stringify(one.placement.parameters);
    if (!different.has(parameters)) different.set(parameters, one);
  }
  return [...different.values()];
}
