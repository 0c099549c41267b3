import type { Pack } from '../../model/config-rules/config-rule';
import { packsOf } from '../../model/config-rules/packs';
import type { Organization } from '../../model/organization';

/** The conformance packs of an organization; none without the section `compliance`. */
export function organizationPacks({ compliance }: Organization): readonly Pack[] {
  // No guardrail names its Config rules yet, so that the mirror is empty.
  return compliance === null ? [] : packsOf(compliance, new Set());
}
