import { applicationPlaces, applicationRole, storeAccess } from '../../model/access';
import { actorsOf } from '../../model/actors';
import { describeActor, describeRights, partnerRole } from '../../model/describe-access';
import { isWatchedPartner } from '../../model/elevated-access';
import { groupBy } from '../../model/group-by';
import { PARTNERS } from '../../model/names';
import type { Organization } from '../../model/organization';
import { PERMISSION_SET_DEFAULTS } from '../../model/permission-sets';
import { PLAIN, type ListedPrincipal } from './listed-principal';
import { accountsOfPattern } from './places';
import { POWER_OF_TIER } from './power';

/** Whom the configuration frees from guardrails. What each may do besides is for its own policies to say. */
export function exemptPrincipals(organization: Organization): readonly ListedPrincipal[] {
  return organization.exemptions.map(({ principal, guardrails, owner, reason, expires, at }): ListedPrincipal => {
    return {
      ...{ ...PLAIN, kind: 'exemption', name: principal, power: 'exempt' },
      may: 'Does what its own policies allow, which are not made here',
      accounts: accountsOfPattern(principal, organization),
      escapes: [{ guardrails, until: expires }],
      ...{ owner, reason, until: expires, at },
    };
  });
}

export function applicationPrincipals(organization: Organization): readonly ListedPrincipal[] {
  const places = applicationPlaces(organization).filter(
    ({ state, application }) => state === 'active' && actorsOf(application.runsOn).length > 0,
  );
  const byApplication = groupBy(places, ({ application }) => application);
  return [...byApplication].map(([{ key, owner, runsOn, at }, all]): ListedPrincipal => {
    return {
      ...{ ...PLAIN, kind: 'application-role', name: `role/${applicationRole(key)}`, power: 'data' },
      may: `Reads and writes the stores of the application ${key}, and those that grant it to it`,
      accounts: all.map(({ account }) => account),
      actors: actorsOf(runsOn).map(describeActor),
      ...{ owner, at },
    };
  });
}

/** Who comes from outside of the organization: with a role here, and by grants of stores. */
export function partnerPrincipals(organization: Organization): readonly ListedPrincipal[] {
  return [...organization.partners.map(partner), ...grantedPartners(organization)];
}

function partner(one: Organization['partners'][number]): ListedPrincipal {
  const { key, account, role, accounts, permissionSet, mfa, hours, owner, reason, expires, at } = one;
  const who = role === null ? `any principal of the account ${account}` : `\`arn:aws:iam::${account}:role/${role}\``;
  return {
    ...{ ...PLAIN, kind: 'partner', name: `role${PARTNERS.path}${key}`, power: POWER_OF_TIER[permissionSet] },
    may: `Like the tier ${permissionSet}: ${PERMISSION_SET_DEFAULTS[permissionSet].summary}`,
    actors: [`${who}, with the external id${mfa ? ' and the code of an MFA device' : ''}`],
    ...{ accounts, hours, isAlarmed: isWatchedPartner(one), owner, reason, until: expires, at },
  };
}

/** One entry for each role from outside and each end, with all stores that it reaches. */
function grantedPartners(organization: Organization): readonly ListedPrincipal[] {
  const granted = storeAccess(organization).flatMap((entry) =>
    entry.who.kind === 'partner' ? [{ ...entry, who: entry.who }] : [],
  );
  const alike = groupBy(granted, ({ who }) => JSON.stringify([who.account, who.role, who.until]));
  return [...alike.values()].flatMap((all) =>
    all.slice(0, 1).map(({ who, at }): ListedPrincipal => {
      const stores = all.map((entry) => `${describeRights(entry)} ${entry.store.application}/${entry.store.store}`);
      const owners = all.map(
        ({ store }) => organization.applications.find(({ key }) => key === store.application)?.owner,
      );
      return {
        ...{ ...PLAIN, kind: 'partner-grant', name: partnerRole(who), power: 'data' },
        may: `May ${[...new Set(stores)].join(', ')}`,
        accounts: [...new Set(all.map(({ store }) => store.account))],
        owner: [...new Set(owners.filter((owner) => owner !== undefined))].join(', '),
        until: who.until,
        at: at[0] ?? null,
      };
    }),
  );
}
