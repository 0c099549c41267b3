import type { PartnerRole, Revocation } from '../../lib/model/organization';
import type { Position } from '../../lib/model/problem';

const AT: Position = { file: 'landing-zone.yaml', line: 1, column: 1 };
const PLACE = { at: AT, locate: () => AT };

/** A partner with a role, for variants. */
export function aPartner(
  key: string,
  { account, expires, mfa = false }: Pick<PartnerRole, 'account' | 'expires'> & { readonly mfa?: boolean },
): PartnerRole {
  return {
    ...{ key, account, expires, mfa, role: null, accounts: [], permissionSet: 'read-only', hours: 1 },
    ...{ externalId: 'rampart-example-7f3a9c5e', owner: 'platform@example.com', reason: 'Draws dashboards' },
    ...PLACE,
  };
}

const WHY = { owner: 'security@example.com', reason: 'A laptop was stolen', ...PLACE };

/** A revoked person, for variants. */
export function aRevokedPerson(person: string, until: string): Revocation {
  return { kind: 'person', person, until, ...WHY };
}

/** A role with revoked sessions, for variants. */
export function aRevokedRole(role: string, issuedBefore: string, until: string): Revocation {
  return { kind: 'role', role, issuedBefore, until, ...WHY };
}
