import { splitArn } from '../../iam/patterns/arn';
import { PARTNERS, rolesOfPermissionSet } from '../../model/names';
import type { Organization } from '../../model/organization';
import { applicationsWithPeople, permissionSetName } from '../../model/people';
import { PERMISSION_SET_IDS } from '../../model/permission-sets';
import { rolePatternSchema } from '../../model/schema/principal';
import { personIdSchema } from '../../model/schema/revocations';
import { didYouMean, listValues } from '../../model/suggest';
import { findAccount } from '../input/find-account';
import { UserMistake } from '../input/user-mistake';
import { knownRoles } from './known-roles';

/** Whose sessions are revoked. */
export type RevokedSubject =
  | { readonly kind: 'person'; readonly person: string }
  | {
      readonly kind: 'role';
      /** A pattern of `aws:PrincipalArn`. */
      readonly role: string;
      /** The permission set whose role it is in Identity Center; null: it is none. */
      readonly permissionSet: string | null;
      /** The key of the account; null: any, or one whose number is not known. */
      readonly account: string | null;
      /** The key of the partner whose role it is; null: it is none. */
      readonly partner: string | null;
      /** The user name of the person whose session was named; null: none was. */
      readonly personName: string | null;
      /** What was assumed: sentences without a period. */
      readonly notes: readonly string[];
    };

export type RoleSubject = Extract<RevokedSubject, { kind: 'role' }>;

/** A name that only the identity store knows. */
export interface UnknownName {
  readonly kind: 'name';
  readonly name: string;
}

/** The name of a role of Identity Center. The set's name is captured. */
const SET_ROLE = /(?:^|[*/])AWSReservedSSO_([^*?/]+)_(?:[0-9a-f]{16}|\?{16}|\*)$/;

/** Of roles of Identity Center, as one pattern: their path has a Region, or none. */
const SET_PATH = 'aws-reserved/sso.amazonaws.com/*';

/**
 * What a person means by `<who>`.
 *
 * @throws UserMistake for what no revocation stops
 */
export function readSubject(who: string, organization: Organization): RevokedSubject | UnknownName {
  if (personIdSchema.safeParse(who).success) return { kind: 'person', person: who };
  if (who.startsWith('arn:')) return readArn(who, organization);
  if (organization.partners.some(({ key }) => key === who))
    return { ...ROLE, role: `arn:*:iam::*:role${PARTNERS.path}${who}`, partner: who };
  const slash = who.indexOf('/');
  if (slash > 0) return readInAccount(who.slice(0, slash), who.slice(slash + 1), organization);
  refuseNames(who, organization);
  return { kind: 'name', name: who };
}

const ROLE = { kind: 'role', permissionSet: null, account: null, partner: null, personName: null, notes: [] } as const;

function readArn(arn: string, organization: Organization): RoleSubject {
  const [, , service = '', , number = '', resource = ''] = splitArn(arn) ?? [];
  if (service === 'sts' && resource.startsWith('assumed-role/')) return readSession(arn, organization);
  if (service === 'iam' && resource.startsWith('user/')) throw new UserMistake(ofUser(arn, resource, number));
  if (service === 'iam' && resource === 'root')
    throw new UserMistake({
      message: `\`${arn}\` is the root user, whose sign-in is no session of a role`,
      fix: 'the guardrail `deny-root-user` stops it in member accounts; change its password and its MFA devices',
    });
  if (!rolePatternSchema.safeParse(arn).success)
    throw new UserMistake({ message: `\`${arn}\` cannot be revoked`, allowed: ALLOWED });
  return describeRole(arn, resource.slice('role/'.length), accountOf(number, organization), organization);
}

const ALLOWED =
  "the id of a person in Identity Center, a user name or an e-mail address, the ARN of a role or of a role's session, ACCOUNT/PERMISSION-SET, ACCOUNT/ROLE, or the key of a partner";

/** It has the keys of a person who is not in Identity Center: no key says when they were issued. */
function ofUser(arn: string, resource: string, number: string) {
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return {
    message: `\`${arn}\` is a user of IAM, whose access keys have no time of issue that a guardrail could compare`,
    fix: `in account ${number}, for each key of \`aws iam list-access-keys --user-name ${name}\`: \`aws iam update-access-key --user-name ${name} --status Inactive --access-key-id KEY\``,
  };
}

function readSession(arn: string, organization: Organization): RoleSubject {
  const [, partition = '', , , number = '', resource = ''] = splitArn(arn) ?? [];
  const [, name = '', session = ''] = resource.split('/');
  if (!/^[\w+=,.@-]{1,64}$/.test(name))
    throw new UserMistake({
      message: `\`${arn}\` names no role`,
      allowed: 'arn:aws:sts::NUMBER:assumed-role/ROLE/SESSION',
    });
  const account = accountOf(number, organization);
  const { path, note } = pathOf(name, organization, 'The ARN of a session has no path');
  const role = `arn:${partition}:iam::${number}:role/${path}`;
  const subject = describeRole(role, path, account, organization);
  return {
    ...subject,
    personName: subject.permissionSet === null || session === '' ? null : session,
    notes: [...(note === null ? [] : [note]), ...subject.notes],
  };
}

function readInAccount(account: string, name: string, organization: Organization): RoleSubject {
  const { accounts, managementAccount } = organization;
  const found = findAccount(account, organization);
  if (found === undefined) {
    const keys = accounts.map(({ key }) => key);
    throw new UserMistake({
      message: `no account is \`${account}\``,
      allowed: listValues(keys),
      ...didYouMean(account, keys),
    });
  }
  if (found.key === managementAccount.key) throw new UserMistake(ofManagementAccount(managementAccount.accountId));
  if (found.accountId === null)
    throw new UserMistake({
      message: `the number of account \`${found.key}\` is not known, so that no pattern can be about its roles alone`,
      fix: `write \`id\` into accounts/${found.key}.yaml, or name the role by its ARN`,
    });
  const sets = permissionSets(organization);
  const { path, note } = sets.includes(name)
    ? { path: `${SET_PATH}${setSuffix(name)}`, note: null }
    : name.includes('/')
      ? { path: name.replace(/^\/+/, ''), note: null }
      : pathOf(name, organization, `The path of ${name} is not known`);
  const role = `arn:*:iam::${found.accountId}:role/${path}`;
  if (!rolePatternSchema.safeParse(role).success)
    throw new UserMistake({
      message: `\`${name}\` is neither a permission set nor the path and name of a role`,
      allowed: `${listValues(sets)}, or a role such as \`platform/break-glass\``,
      ...didYouMean(name, [...sets, ...knownRoles(organization)]),
    });
  const subject = describeRole(role, path, found.key, organization);
  return { ...subject, notes: [...(note === null ? [] : [note]), ...subject.notes] };
}

/** `AWSReservedSSO_administrator_????????????????` */
function setSuffix(permissionSet: string): string {
  const [first = ''] = rolesOfPermissionSet(permissionSet);
  return first.slice(first.lastIndexOf('/') + 1);
}

/** The path and name of a role of which only the name is known: rather too many roles than one too few. */
function pathOf(
  name: string,
  organization: Organization,
  why: string,
): { readonly path: string; readonly note: string | null } {
  if (SET_ROLE.test(name)) return { path: `${SET_PATH}${name}`, note: null };
  const known = knownRoles(organization).filter((role) => role.slice(role.lastIndexOf('/') + 1) === name);
  const [only] = known;
  if (known.length === 1 && only !== undefined) return { path: only, note: null };
  return {
    path: `*${name}`,
    note: `${why}: every role whose name ends in \`${name}\` is hit. Name the role by its ARN to hit it alone`,
  };
}

function describeRole(role: string, path: string, account: string | null, organization: Organization): RoleSubject {
  if (path.startsWith('aws-service-role/'))
    throw new UserMistake({
      message: `\`${role}\` is a service-linked role, which no guardrail binds`,
      fix: 'stop the service that uses it',
    });
  const partner = organization.partners.find(({ key }) => path === `${PARTNERS.path.slice(1)}${key}`)?.key ?? null;
  const permissionSet = path.startsWith('aws-reserved/') ? (SET_ROLE.exec(path)?.[1] ?? null) : null;
  return { ...ROLE, role, permissionSet, account, partner };
}

/** The key of the account with a number; null: `*`, or a number that no file has yet. */
function accountOf(number: string, { accounts, managementAccount }: Organization): string | null {
  if (number === '*') return null;
  if (number === managementAccount.accountId) throw new UserMistake(ofManagementAccount(number));
  const key = accounts.find(({ accountId }) => accountId === number)?.key;
  if (key !== undefined) return key;
  if (accounts.some(({ accountId }) => accountId === null)) return null;
  throw new UserMistake({
    message: `account ${number} is not in the organization, so that no guardrail binds its roles`,
    allowed: listValues(
      accounts.flatMap(({ key: known, accountId }) => (accountId === null ? [] : [`${known} ${accountId}`])),
    ),
  });
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html */
function ofManagementAccount(number: string) {
  return {
    message: `account ${number} is the management account, where no guardrail binds anybody`,
    fix: 'revoke the person instead, and what the person can do there by removing it from its groups; for a role of IAM, revoke its sessions in the console: Roles, the role, Revoke sessions (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html)',
  };
}

/** The names of all permission sets. */
function permissionSets(organization: Organization): readonly string[] {
  const ofApplications = applicationsWithPeople(organization).map(({ key }) =>
    permissionSetName({ kind: 'application', application: key }),
  );
  return [...PERMISSION_SET_IDS, ...ofApplications];
}

/** Names of the configuration that are easily taken for those of people. */
function refuseNames(who: string, organization: Organization): void {
  const { accounts, groups } = organization;
  if (findAccount(who, organization) !== undefined)
    throw new UserMistake({
      message: `\`${who}\` is an account`,
      allowed: ALLOWED,
      fix: `name a role in it, such as \`${who}/administrator\`; to stop everybody there, place the guardrail \`quarantine\` on it`,
    });
  if (groups.some(({ name }) => name === who))
    throw new UserMistake({
      message: `\`${who}\` is a group`,
      allowed: ALLOWED,
      fix: 'revoke each of its people, or remove its assignments',
    });
  if (permissionSets(organization).includes(who))
    throw new UserMistake({
      message: `\`${who}\` is a permission set`,
      allowed: ALLOWED,
      fix: `name the account as well, such as \`${accounts[0]?.key ?? 'ACCOUNT'}/${who}\``,
    });
}
