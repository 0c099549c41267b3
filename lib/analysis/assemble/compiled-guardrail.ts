import { applyExemptions, type StatementGroup } from '../../../policies/core/exemptions';
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

/** All guardrails by id. */
export type Catalogue = ReadonlyMap<string, AnyGuardrail>;

/** A placement and its guardrail. */
export interface Configured {
  readonly placement: Placement;
  readonly guardrail: AnyGuardrail;
}

/** A placement of a guardrail with the statements that it writes there. */
export interface CompiledGuardrail {
  readonly placement: Placement;
  readonly guardrail: Guardrail;
  /** Each statement of the guardrail, and what is deployed for it. Placeholders are as they were written. */
  readonly groups: readonly StatementGroup[];
  /** What is deployed, in order. Known ids replace their placeholders. */
  readonly content: readonly Statement[];
}

/** A placement of a management guardrail with the policy that it writes there. */
export interface CompiledManagementGuardrail {
  readonly placement: Placement;
  readonly guardrail: ManagementGuardrail;
  /** The policy of the guardrail. Placeholders are as they were written. */
  readonly source: ManagementPolicy;
  /** What is deployed. Known ids replace their placeholders. */
  readonly content: ManagementPolicy;
}

/** A placement with what its guardrail writes there: made once, for packing, proof and reports. */
export type Compiled = CompiledGuardrail | CompiledManagementGuardrail;

export function isCompiledGuardrail(compiled: Compiled): compiled is CompiledGuardrail {
  return !isManagementGuardrail(compiled.guardrail);
}

export function isCompiledManagementGuardrail(compiled: Compiled): compiled is CompiledManagementGuardrail {
  return isManagementGuardrail(compiled.guardrail);
}

/** The organization's guardrails in the order of the file. */
export function configuredGuardrails(organization: Organization, catalogue: Catalogue): readonly Configured[] {
  return organization.placements.map((placement) => {
    const guardrail = catalogue.get(placement.guardrail);
    // INVARIANT: the parser knows the catalogue and refuses other names.
    if (guardrail === undefined) throw new Error(`no guardrail '${placement.guardrail}' in the catalogue`);
    return { placement, guardrail };
  });
}

/** Runs a guardrail with the parameters of its placement. */
export function compilePlacement({ placement, guardrail }: Configured, organization: Organization): Compiled {
  if (isManagementGuardrail(guardrail)) {
    const source = guardrail.content(placement.parameters, organization);
    return { placement, guardrail, source, content: withKnownIds(source, organization) };
  }
  const statements = guardrail.statements(placement.parameters, organization);
  return withExemptions(placement, guardrail, statements, organization, organization.exemptions);
}

/** The same placement, as if only these exemptions were configured. */
export function compiledWith(
  exemptions: readonly Exemption[],
  { placement, guardrail, groups }: CompiledGuardrail,
  organization: Organization,
): CompiledGuardrail {
  const statements = groups.map(({ source }) => source);
  return withExemptions(placement, guardrail, statements, organization, exemptions);
}

function withExemptions(
  placement: Placement,
  guardrail: Guardrail,
  statements: readonly Statement[],
  organization: Organization,
  exemptions: readonly Exemption[],
): CompiledGuardrail {
  const groups = applyExemptions(guardrail, statements, organization, exemptionsFrom(guardrail.id, exemptions));
  const content = withKnownIds(
    groups.flatMap(({ deployed }) => deployed),
    organization,
  );
  return { placement, guardrail, groups, content };
}

function withKnownIds<Value>(value: Value, organization: Organization): Value {
  return mapStrings(value, (text) => resolveKnown(text, organization));
}

export function exemptionsFrom(guardrail: string, exemptions: readonly Exemption[]): readonly Exemption[] {
  return exemptions.filter(({ guardrails }) => guardrails.includes(guardrail));
}
