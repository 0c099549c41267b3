import type { Organization } from '../../model/organization';
import type { ListedPrincipal } from './listed-principal';
import { applicationPrincipals, exemptPrincipals, partnerPrincipals } from './other-principals';
import { peoplePrincipals } from './people-principals';
import { platformPrincipals } from './platform-principals';
import { POWER_IDS } from './power';

/**
 * Everybody and everything that the configuration lets do something, from all-powerful down. Of equal power, whoever is in
 * more accounts comes first; of equal many, the order is that of platform, people, applications, partners and exemptions.
 */
export function listPrincipals(organization: Organization): readonly ListedPrincipal[] {
  const all = [
    ...platformPrincipals(organization),
    ...peoplePrincipals(organization),
    ...applicationPrincipals(organization),
    ...partnerPrincipals(organization),
    ...exemptPrincipals(organization),
  ];
  const rank = ({ power, accounts }: ListedPrincipal): number => POWER_IDS.indexOf(power) * 1e6 - accounts.length;
  return all.sort((a, b) => rank(a) - rank(b));
}
