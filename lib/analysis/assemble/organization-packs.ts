import { catalogue } from '../../../policies/catalogue';
import type { Pack } from '../../model/config-rules/config-rule';
import { mirrorRules } from '../../model/config-rules/mirror';
import { packsOf } from '../../model/config-rules/packs';
import type { Organization } from '../../model/organization';

/** The conformance packs of an organization; none without the section `compliance`. */
export function organizationPacks({ compliance }: Pick<Organization, 'compliance'>): readonly Pack[] {
  return compliance === null ? [] : packsOf(compliance, mirrorRules(catalogue.values()));
}
