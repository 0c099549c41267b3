import { compileGuardrail } from '../../../policies/core/exemptions';
import type { Guardrail } from '../../../policies/core/guardrail';
import {
  isManagementGuardrail,
  type AnyGuardrail,
  type ManagementGuardrail,
} from '../../../policies/core/management-guardrail';
import type { ManagementPolicy } from '../../iam/management-policies/management-policy';
import type { Statement } from '../../iam/statement';
import type { Exemption, Organization, Placement } from '../../model/organization';
import { mapStrings, resolveKnown } from '../../model/placeholder';

/** Every guardrail that there is, by id. */
export type Catalogue = ReadonlyMap<string, AnyGuardrail>;

/** A placement with what it stands for. */
export interface Configured<Kind extends AnyGuardrail = AnyGuardrail> {
  readonly placement: Placement;
  readonly guardrail: Kind;
}

export type ConfiguredGuardrail = Configured<Guardrail>;
export type ConfiguredManagementGuardrail = Configured<ManagementGuardrail>;

/** The organization's guardrails in the order of the file. */
export function configuredGuardrails(organization: Organization, catalogue: Catalogue): readonly Configured[] {
  return organization.placements.map((placement) => {
    const guardrail = catalogue.get(placement.guardrail);
    // INVARIANT: the parser knows the catalogue and refuses other names.
    if (guardrail === undefined) throw new Error(`no guardrail '${placement.guardrail}' in the catalogue`);
    return { placement, guardrail };
  });
}

/** Whether what is placed is made of settings. */
export function isConfiguredManagementGuardrail(configured: Configured): configured is ConfiguredManagementGuardrail {
  return isManagementGuardrail(configured.guardrail);
}

/** Whether what is placed is made of statements. */
export function isConfiguredGuardrail(configured: Configured): configured is ConfiguredGuardrail {
  return !isManagementGuardrail(configured.guardrail);
}

/** What the guardrail writes at its target, statements or settings, with the ids that are known. */
export function writeConfigured(
  { placement, guardrail }: Configured,
  organization: Organization,
): readonly Statement[] | ManagementPolicy {
  return isManagementGuardrail(guardrail)
    ? writeManagementPolicy({ placement, guardrail }, organization)
    : compileConfigured({ placement, guardrail }, organization);
}

/** What the guardrail denies at its target, with the ids that are known in the place of placeholders. */
export function compileConfigured(
  { placement, guardrail }: ConfiguredGuardrail,
  organization: Organization,
  exemptions: readonly Exemption[] = organization.exemptions,
): readonly Statement[] {
  const own = exemptionsFrom(guardrail.id, exemptions);
  const statements = compileGuardrail(guardrail, placement.parameters, organization, own);
  return mapStrings(statements, (text) => resolveKnown(text, organization));
}

/** What the guardrail sets at its target, with the ids that are known in the place of placeholders. */
export function writeManagementPolicy(
  { placement, guardrail }: ConfiguredManagementGuardrail,
  organization: Organization,
): ManagementPolicy {
  return mapStrings(guardrail.content(placement.parameters, organization), (text) => resolveKnown(text, organization));
}

export function exemptionsFrom(guardrail: string, exemptions: readonly Exemption[]): readonly Exemption[] {
  return exemptions.filter(({ guardrails }) => guardrails.includes(guardrail));
}
