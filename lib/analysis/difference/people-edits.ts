import type { GuardrailsFile, GuardrailsPeople } from '../../model/guardrails-file';
import type { MatchedTargets } from '../evaluate/match-targets';
import { NO_SUBJECT, type AccessEdit } from './access-edit';
import { renameGroups, type Groups } from './access-groups';
import { renameTargets } from './access-places';
import { findAssignmentEdits, pathReader } from './assignment-edits';
import { findPartnerEdits } from './partner-edits';
import { findPermissionSetEdits } from './permission-set-edits';
import { findRevocationEdits } from './revocation-edits';

/** A state that does not say so is older than partners and permission sets: nobody has any there. */
const NOBODY: GuardrailsPeople = {
  ...{ identity: null, permissionSets: {}, assignments: [], inherited: [] },
  ...{ partners: {}, revocations: [] },
};

/**
 * What was edited of who signs in and may do what where, of partners, and of revocations. Without a clock: an end that has
 * passed is an end like any other.
 */
export function findPeopleEdits(
  before: GuardrailsFile,
  after: GuardrailsFile,
  matched: MatchedTargets,
): readonly AccessEdit[] {
  const [old, now] = [before.organization.access, after.organization.access];
  if (old?.people === undefined && now?.people === undefined) return [];
  const renamed = rename(old?.people ?? NOBODY, [old?.groups ?? {}, now?.groups ?? {}], matched);
  const people = now?.people ?? NOBODY;
  const names = renameTargets(matched);
  const pathBefore = pathReader({
    ...before,
    targets: before.targets.map((target) => ({
      ...target,
      id: names.get(target.id) ?? target.id,
      ...(target.parent === undefined ? {} : { parent: names.get(target.parent) ?? target.parent }),
    })),
  });
  return [
    ...findInstanceEdits(renamed, people),
    ...findAssignmentEdits(
      { facts: renamed, pathOf: pathBefore },
      { facts: people, pathOf: pathReader(after) },
      new Set(matched.added.map(({ id }) => id)),
    ),
    ...findPermissionSetEdits(renamed, people),
    ...findPartnerEdits(renamed, people),
    ...findRevocationEdits(renamed, people),
  ];
}

/** The earlier state in the names of the later one. */
function rename(
  facts: GuardrailsPeople,
  [old, now]: readonly [Groups, Groups],
  matched: MatchedTargets,
): GuardrailsPeople {
  const [targets, groups] = [renameTargets(matched), renameGroups(old, now)];
  const targetOf = (name: string): string => targets.get(name) ?? name;
  const groupOf = (name: string): string => groups.get(name) ?? name;
  const { identity, assignments, inherited, partners } = facts;
  return {
    ...facts,
    identity: identity && {
      ...identity,
      delegatedAdministrator:
        identity.delegatedAdministrator === null ? null : targetOf(identity.delegatedAdministrator),
    },
    assignments: assignments.map((one) => ({ ...one, group: groupOf(one.group), account: targetOf(one.account) })),
    inherited: inherited.map((one) => ({ ...one, group: groupOf(one.group), target: targetOf(one.target) })),
    partners: Object.fromEntries(
      Object.entries(partners).map(([key, one]) => [key, { ...one, accounts: one.accounts.map(targetOf) }]),
    ),
  };
}

/** Another instance has other people; who administers it decides who they are. */
function findInstanceEdits(before: GuardrailsPeople, after: GuardrailsPeople): readonly AccessEdit[] {
  const [was, is] = [before.identity, after.identity];
  const [old, now] = [was?.delegatedAdministrator ?? null, is?.delegatedAdministrator ?? null];
  const isOther = instancesOf(was) !== instancesOf(is);
  return [
    ...(isOther && is !== null && is.instance !== null ? [tellInstance(is)] : []),
    ...tellPortal(was?.startUrl, is?.startUrl),
    ...(old === now || old === null ? [] : [tellAdministrator('revoked', old)]),
    ...(old === now || now === null ? [] : [tellAdministrator('granted', now)]),
  ];
}

function tellInstance({ instance, identityStoreId }: NonNullable<GuardrailsPeople['identity']>): AccessEdit {
  return {
    ...{ ...NO_SUBJECT, kind: 'people', isOpening: true, accounts: [] },
    summary: `Other people: people sign in by \`${instance ?? ''}\` with the identity store \`${identityStoreId ?? ''}\`. Nothing here checks whose it is: compare with \`aws sso-admin list-instances\`.`,
  };
}

/** Whoever signs in at somebody else's portal gives them the session. A state that does not say it is not compared. */
function tellPortal(was: string | null | undefined, is: string | null | undefined): readonly AccessEdit[] {
  if (was === undefined || is === undefined || is === null || was === is) return [];
  const before = was === null ? '' : ` (previously \`${was}\`)`;
  return [
    {
      ...{ ...NO_SUBJECT, kind: 'people', isOpening: true, accounts: [] },
      summary: `Other people: \`rampart assume\` has people sign in at \`${is}\`${before}. Nothing here checks whose it is: compare with the console of IAM Identity Center, under Settings.`,
    },
  ];
}

function tellAdministrator(kind: 'granted' | 'revoked', account: string): AccessEdit {
  return {
    ...{ ...NO_SUBJECT, kind, isOpening: kind === 'granted', accounts: [account] },
    summary:
      kind === 'granted'
        ? `Grants: the account \`${account}\` administers Identity Center, so that its people decide who has which permission set in member accounts.`
        : `Revokes: the account \`${account}\` no longer administers Identity Center.`,
  };
}

function instancesOf(identity: GuardrailsPeople['identity']): string {
  return JSON.stringify([identity?.instance ?? null, identity?.identityStoreId ?? null]);
}
