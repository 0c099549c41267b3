import { compileGuardrail } from '../../policies/form/exemptions';
import type { Guardrail } from '../../policies/form/guardrail';
import type { Statement } from '../iam/statement';
import type { Exemption, Organization, Placement } from '../model/organization';
import { mapStrings, resolveKnown } from '../model/placeholder';

/** Every guardrail that there is, by id. */
export type Catalogue = ReadonlyMap<string, Guardrail>;

/** A placement with what it stands for. */
export interface ConfiguredGuardrail {
  readonly placement: Placement;
  readonly guardrail: Guardrail;
}

/** The organization's guardrails in the order of the file. */
export function configuredGuardrails(organization: Organization, catalogue: Catalogue): readonly ConfiguredGuardrail[] {
  return organization.placements.map((placement) => {
    const guardrail = catalogue.get(placement.guardrail);
    // INVARIANT: the parser knows the catalogue and refuses other names.
    if (guardrail === undefined) throw new Error(`no guardrail '${placement.guardrail}' in the catalogue`);
    return { placement, guardrail };
  });
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

export function exemptionsFrom(guardrail: string, exemptions: readonly Exemption[]): readonly Exemption[] {
  return exemptions.filter(({ guardrails }) => guardrails.includes(guardrail));
}
