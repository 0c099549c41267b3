import { applicationRole } from '../../model/access';
import { partnerRole } from '../../model/describe-access';
import { applicationPermissionSet, PARTNERS } from '../../model/names';
import type { Organization } from '../../model/organization';
import { listPrincipals } from './list-principals';
import type { ListedPrincipal } from './listed-principal';
import type { AskedPrincipal } from './principal';
import type { PrincipalReading } from './principal-reading';

/** What somebody who was asked for may do where, from what may most: in one account, if that was asked for. */
export function askedPrincipals(
  organization: Organization,
  asked: AskedPrincipal | null,
  account: string | null,
): readonly ListedPrincipal[] {
  if (asked === null) return [];
  return listPrincipals(organization).flatMap((listed): readonly ListedPrincipal[] => {
    const readings = asked.readings.filter((reading) => isListed(listed, reading, organization));
    if (readings.length === 0) return [];
    const groups = readings.every(({ kind }) => kind === 'group')
      ? readings.flatMap((one) => (one.kind === 'group' ? [one.group] : []))
      : null;
    const holders = listed.holders.filter(({ group }) => groups === null || groups.includes(group));
    const held = groups === null ? listed.accounts : [...new Set(holders.flatMap((one) => one.accounts))];
    const places = readings.map((one) => ('account' in one && one.kind !== 'partner' ? one.account : null));
    const isAsked = (key: string): boolean =>
      (account ?? key) === key && places.some((place) => (place ?? key) === key);
    const accounts = held.filter(isAsked);
    if (account !== null && accounts.length === 0) return [];
    return [
      {
        ...listed,
        accounts,
        holders: holders
          .map((one) => ({ ...one, accounts: one.accounts.filter(isAsked) }))
          .filter((one) => one.accounts.length > 0),
      },
    ];
  });
}

function isListed(
  { kind, name, holders }: ListedPrincipal,
  reading: PrincipalReading,
  organization: Organization,
): boolean {
  switch (reading.kind) {
    case 'application':
      return kind === 'application-role' && name === `role/${applicationRole(reading.application)}`;
    case 'permission-set':
      return kind === 'application-people' && name === applicationPermissionSet(reading.application);
    case 'group':
      return holders.some(({ group }) => group === reading.group);
    case 'tier':
      return kind === 'tier' && name === reading.tier;
    case 'partner-role':
      return kind === 'partner' && name === partnerName(reading.partner);
    case 'platform':
      return kind !== 'tier' && name === reading.name;
    case 'partner': {
      const { account, role } = reading;
      if (kind === 'partner-grant')
        return (
          name.startsWith(`arn:aws:iam::${account}:`) &&
          (role === null || name === partnerRole({ kind: 'partner', account, role, until: null }))
        );
      const own = organization.partners.find(({ key }) => kind === 'partner' && name === partnerName(key));
      return own?.account === account && (role === null || own.role === null || own.role === role);
    }
  }
}

function partnerName(key: string): string {
  return `role${PARTNERS.path}${key}`;
}
