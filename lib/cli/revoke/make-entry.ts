import { arnCovers } from '../../iam/patterns/glob';
import type { Revocation } from '../../model/organization';
import type { Fields } from '../input/edit/yaml-edits';
import { parseInstant, toInstant } from '../input/parse-instant';
import { UserMistake, type Mistake } from '../input/user-mistake';
import type { RevokedSubject } from './read-subject';

export interface EntryOptions {
  readonly reason?: string;
  readonly owner?: string;
  readonly until?: string;
  readonly issuedBefore?: string;
  readonly yes?: boolean;
}

/** A revocation, as it is written. */
export type RevocationEntry = Draft & { readonly owner: string; readonly reason: string };

/** What is written, and the place of the entry of the same person or role that it replaces; null: there is none. */
export interface NewEntry {
  readonly entry: RevocationEntry;
  readonly replaces: number | null;
}

const HOUR_MS = 60 * 60 * 1000;

/**
 * The longest session of the access portal: 90 days. Whoever holds its token gets new credentials until then.
 *
 * Source: https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html
 */
const PORTAL_MS = 90 * 24 * HOUR_MS;

/**
 * The longest session of a role: 12 hours.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
 */
const SESSION_MS = 12 * HOUR_MS;

/** What must be said, whoever is revoked. Throws UserMistake for all that is missing. */
export function requireWhy({ reason, owner }: EntryOptions): { readonly reason: string; readonly owner: string } {
  const mistakes = [
    ...checkText('--reason', reason, 'what happened, such as "A laptop was stolen"'),
    ...checkText('--owner', owner, 'who is responsible for the revocation, such as security@example.com'),
  ];
  if (mistakes.length > 0) throw new UserMistake(mistakes);
  return { reason: reason?.trim() ?? '', owner: owner?.trim() ?? '' };
}

function checkText(option: string, text: string | undefined, allowed: string): readonly Mistake[] {
  if (text === undefined || text.trim() === '') return [{ message: `${option} is missing`, allowed }];

  return /[\p{Cc}\u2028\u2029]/u.test(text)
    ? [{ message: `${option} has more than one line`, allowed: `one line: ${allowed}` }]
    : [];
}

/**
 * The entry that revokes somebody. It is never weaker than the one that it replaces.
 *
 * @throws UserMistake if a time makes no sense, or somebody is revoked already, for as long
 */
export function makeEntry(
  subject: RevokedSubject,
  options: EntryOptions,
  revocations: readonly Revocation[],
  now: Date,
): NewEntry {
  const why = requireWhy(options);
  const drafted = draft(subject, options, now);
  const covering = revocations.find((one) => covers(one, drafted));
  if (covering !== undefined) refuse(covering);
  const index = revocations.findIndex((one) => isSame(one, drafted));
  const before = revocations[index];
  return {
    entry: { ...(before === undefined ? drafted : strengthen(drafted, before)), ...why },
    replaces: before === undefined ? null : index,
  };
}

/** A revocation without those who answer for it. */
type Draft = (
  | { readonly kind: 'person'; readonly person: string }
  | { readonly kind: 'role'; readonly role: string; readonly issuedBefore: string }
) & { readonly until: string };

function draft(subject: RevokedSubject, options: EntryOptions, now: Date): Draft {
  if (subject.kind === 'role') {
    const issuedBefore = readIssuedBefore(options, now);
    const until = toInstant(readUntil(options.until, issuedBefore, now));
    return { kind: 'role', role: subject.role, issuedBefore: toInstant(issuedBefore), until };
  }
  if (options.issuedBefore !== undefined)
    throw new UserMistake({
      message: '--issued-before is for roles: a person can do nothing, with old and with new sessions',
      fix: 'leave it out',
    });
  return { kind: 'person', person: subject.person, until: toInstant(readUntil(options.until, null, now)) };
}

/** As the fields of the file. */
export function fieldsOf(entry: RevocationEntry): Fields {
  const { until, owner, reason } = entry;
  const why = { until, owner, reason };
  return entry.kind === 'person'
    ? { person: entry.person, ...why }
    : { role: entry.role, issuedBefore: entry.issuedBefore, ...why };
}

function readIssuedBefore({ issuedBefore, yes }: EntryOptions, now: Date): Date {
  const given = issuedBefore === undefined ? now : parseInstant('--issued-before', issuedBefore);
  if (given.getTime() > now.getTime() && yes !== true)
    throw new UserMistake({
      message: `--issued-before ${toInstant(given)} is in the future: until then, nobody can work with the role`,
      fix: 'leave it out to stop the sessions of now alone, or repeat the command with --yes',
    });
  return given;
}

function readUntil(text: string | undefined, issuedBefore: Date | null, now: Date): Date {
  const least = issuedBefore === null ? null : new Date(issuedBefore.getTime() + SESSION_MS);
  const until = text === undefined ? (least ?? new Date(now.getTime() + PORTAL_MS)) : parseInstant('--until', text);
  if (until.getTime() <= now.getTime())
    throw new UserMistake({ message: `--until ${toInstant(until)} is over`, allowed: `after ${toInstant(now)}` });
  if (least !== null && until < least)
    throw new UserMistake({
      message: `--until ${toInstant(until)} is too early: sessions from before ${toInstant(issuedBefore ?? now)} would work again`,
      allowed: `${toInstant(least)} or later, since a session lasts at most 12 hours`,
    });
  return until;
}

/** The later one of each time. Instants of one form are in the order of their texts. */
function strengthen(drafted: Draft, before: Revocation): Draft {
  const later = (one: string, other: string): string => (one < other ? other : one);
  const until = later(drafted.until, before.until);
  return drafted.kind === 'role' && before.kind === 'role'
    ? { ...drafted, until, issuedBefore: later(drafted.issuedBefore, before.issuedBefore) }
    : { ...drafted, until };
}

function isSame(one: Revocation, drafted: Draft): boolean {
  return one.kind === 'person'
    ? drafted.kind === 'person' && one.person === drafted.person
    : drafted.kind === 'role' && one.role === drafted.role;
}

/** Whether a revocation stops everything that another one stops. */
function covers(one: Revocation, drafted: Draft): boolean {
  if (one.until < drafted.until) return false;
  return one.kind === 'person'
    ? isSame(one, drafted)
    : drafted.kind === 'role' && arnCovers(one.role, drafted.role) && one.issuedBefore >= drafted.issuedBefore;
}

function refuse(covering: Revocation): never {
  const { at, owner, reason, until } = covering;
  const what = covering.kind === 'person' ? '' : ` for sessions from before ${covering.issuedBefore}`;
  throw new UserMistake({
    message: `already revoked${what} until ${until}: ${at.file}:${at.line} (${owner}: ${reason})`,
    fix: 'deploy it, if it is not yet; a later --until extends it',
  });
}
