import { identityPolicies } from '../../../policies/identity/policies';
import { groupBy } from '../../model/group-by';
import type { GuardrailsPeople } from '../../model/guardrails-file';
import { ROOT, type Organization, type Revocation } from '../../model/organization';
import { identityStackNames, knownGroups, permissionSetName, placedAssignments } from '../../model/people';
import { PERMISSION_SET_DEFAULTS } from '../../model/permission-sets';

/** Who signs in and may do what where, who comes from outside, and whose sessions are revoked. */
export function peopleFacts(organization: Organization): GuardrailsPeople {
  const { identity, partners, revocations } = organization;
  return {
    identity: identity && {
      instance: identity.instance?.arn ?? null,
      identityStoreId: identity.instance?.identityStoreId ?? null,
      startUrl: identity.instance?.startUrl ?? null,
      delegatedAdministrator: identity.delegatedAdministrator,
    },
    permissionSets: permissionSetFacts(organization),
    assignments: placedAssignments(organization).map(({ permissionSet, group, account }) => ({
      permissionSet: permissionSetName(permissionSet),
      group,
      account,
    })),
    stacks: identityStackFacts(organization),
    inherited: inheritedAssignments(organization),
    partners: Object.fromEntries(partners.map((partner) => [partner.key, partnerFacts(partner)])),
    revocations: revocations.map(revocationFacts),
  };
}

/** Those of groups without an id are in no stack. */
function identityStackFacts(organization: Organization): GuardrailsPeople['stacks'] {
  const known = knownGroups(organization);
  const made = placedAssignments(organization).filter(({ group }) => known.has(group));
  const byStack = groupBy(made, ({ stack }) => stack);
  return Object.fromEntries(identityStackNames(organization).map((name) => [name, byStack.get(name)?.length ?? 0]));
}

/** Partners and the roles of the platform have the policies of tiers, too, so that these are told without Identity Center. */
function permissionSetFacts(organization: Organization): GuardrailsPeople['permissionSets'] {
  const { identity, partners, audit } = organization;
  if (identity === null && partners.length === 0 && audit === null) return {};
  return Object.fromEntries(
    [...identityPolicies].map(([id, policy]) => [
      id,
      {
        hours: identity?.hours[id] ?? PERMISSION_SET_DEFAULTS[id].hours,
        policy: policy.document(organization).Statement,
      },
    ]),
  );
}

/** What is assigned to a unit or the root, so that accounts which come later have it. Each once. */
function inheritedAssignments({ identity, units }: Organization): GuardrailsPeople['inherited'] {
  const targets = new Set([ROOT, ...units.map(({ id }) => id)]);
  const all = (identity?.assignments ?? []).flatMap(({ group, permissionSet, to }) =>
    to.filter((target) => targets.has(target)).map((target) => ({ permissionSet, group, target })),
  );
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function partnerFacts(partner: Organization['partners'][number]): GuardrailsPeople['partners'][string] {
  const { account, role, accounts, permissionSet, externalId, mfa, hours, owner, reason, expires } = partner;
  return { account, role, accounts, permissionSet, externalId, mfa, hours, owner, reason, expires };
}

function revocationFacts(revocation: Revocation): GuardrailsPeople['revocations'][number] {
  const { until, owner, reason } = revocation;
  return revocation.kind === 'person'
    ? { kind: 'person', person: revocation.person, until, owner, reason }
    : { kind: 'role', role: revocation.role, issuedBefore: revocation.issuedBefore, until, owner, reason };
}
