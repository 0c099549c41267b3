import { compileGuardrail, type ExemptPrincipal } from '../../../policies/core/exemptions';
import type { Guardrail } from '../../../policies/core/guardrail';
import type { AnyGuardrail } from '../../../policies/core/management-guardrail';
import type { Statement } from '../../iam/statement';
import type { Organization, Placement } from '../../model/organization';
import { exemptionsFrom } from '../assemble/configured-guardrail';

/** Under which parameters and exemptions a guardrail is proved. */
export interface ProofScenario<Kind extends AnyGuardrail = Guardrail> {
  readonly guardrail: Kind;
  /** `defaults`, a variant's name, or where it is configured. */
  readonly name: string;
  readonly parameters: unknown;
  readonly exemptions: readonly ExemptPrincipal[];
}

/** Exemptions that every guardrail is proved with, beside those that are configured: for ever, and two that end. */
export const SAMPLE_EXEMPTIONS: readonly ExemptPrincipal[] = [
  { principal: 'arn:*:iam::*:role/exempt/for-ever', expires: null },
  { principal: 'arn:*:iam::*:role/exempt/until-2030', expires: '2030-01-01T00:00:00Z' },
  { principal: 'arn:*:iam::*:role/exempt/until-2031', expires: '2031-06-30T12:30:00Z' },
  // Wider, and longer: whoever is exempt twice is exempt until the later end.
  { principal: 'arn:*:iam::*:role/exempt/twice', expires: '2030-01-01T00:00:00Z' },
  { principal: 'arn:*:iam::*:role/exempt/twic?', expires: '2031-06-30T12:30:00Z' },
];

/** Whatever a team configures, every trap is met: the variants see to that. */
export function scenariosOf<Kind extends AnyGuardrail>(
  guardrail: Kind,
  organization: Organization,
): readonly ProofScenario<Kind>[] {
  const scenario = (name: string, given: unknown, exemptions: readonly ExemptPrincipal[]): ProofScenario<Kind> => ({
    guardrail,
    name,
    parameters: guardrail.parameters.parse(given),
    exemptions,
  });
  return [
    scenario('defaults', {}, guardrail.exempt === 'nobody' ? [] : SAMPLE_EXEMPTIONS),
    ...(guardrail.variants ?? []).map(({ name, parameters }) => scenario(name, parameters, [])),
    ...configuredScenarios(guardrail, organization),
  ];
}

/** What is configured, once where it is the same at several targets. */
export function configuredScenarios<Kind extends AnyGuardrail>(
  guardrail: Kind,
  organization: Organization,
): readonly ProofScenario<Kind>[] {
  const exemptions = exemptionsFrom(guardrail.id, organization.exemptions);
  const placements = placementsOf(guardrail, organization);
  const different = new Map<string, Placement>();
  for (const placement of placements) {
    const parameters = JSON.stringify(placement.parameters);
    if (!different.has(parameters)) different.set(parameters, placement);
  }
  return [...different.values()].map(({ target, parameters }) => ({
    guardrail,
    name: `as configured at ${target}`,
    parameters,
    exemptions,
  }));
}

export function placementsOf({ id }: AnyGuardrail, { placements }: Organization): readonly Placement[] {
  return placements.filter(({ guardrail }) => guardrail === id);
}

/** A statement of the guardrail, and what is deployed for it: with exemptions applied, and a copy for each end. */
export interface StatementGroup {
  readonly source: Statement;
  readonly deployed: readonly Statement[];
}

export function statementGroups(
  { guardrail, parameters, exemptions }: ProofScenario,
  organization: Organization,
): readonly StatementGroup[] {
  return guardrail.statements(parameters, organization).map((source) => ({
    source,
    deployed: deployStatement(guardrail, source, organization, exemptions),
  }));
}

/** What is deployed for one statement. */
export function deployStatement(
  guardrail: Guardrail,
  source: Statement,
  organization: Organization,
  exemptions: readonly ExemptPrincipal[],
): readonly Statement[] {
  return compileGuardrail({ ...guardrail, statements: () => [source] }, undefined, organization, exemptions);
}
