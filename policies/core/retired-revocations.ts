import { z } from 'zod';
import type { RetiredParameters } from '../../lib/model/configuration';
import { lastSessionEnds } from './revocations';
import { isInstant } from './instant';
import { everyPartition } from './role-pattern';

type Retired = RetiredParameters[string];

const text = z.string().catch('');
const person = z.object({ person: text, until: text, owner: text, reason: text }).catch(() => EMPTY_PERSON);
const role = z.object({ role: text, issuedBefore: text, owner: text, reason: text }).catch(() => EMPTY_ROLE);

const EMPTY_PERSON = { person: '', until: '', owner: '', reason: '' };
const EMPTY_ROLE = { role: '', issuedBefore: '', owner: '', reason: '' };

/** Entries of the parameter `persons`, as `revocations` of `landing-zone.yaml`. */
export const personAsRevocation: Retired = (value) =>
  moved('persons', value, (entry) => {
    const { person: id, until, owner, reason } = person.parse(entry);
    return [id, { person: id, until, owner, reason }];
  });

/** Entries of the parameter `roles`, which had no end. */
export const roleAsRevocation: Retired = (value) =>
  moved('roles', value, (entry) => {
    const { role: arn, issuedBefore, owner, reason } = role.parse(entry);
    const until = isInstant(issuedBefore) ? lastSessionEnds(issuedBefore) : '';
    return [arn, { role: everyPartition(arn), issuedBefore, until, owner, reason }];
  });

function moved(
  list: string,
  value: unknown,
  read: (entry: unknown) => readonly [subject: string, revocation: Readonly<Record<string, string>>],
): ReturnType<Retired> {
  const allowed = 'no parameters: `revoke-sessions` reads `revocations` of this file';
  const entries = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (entries.length === 0)
    return [{ at: [], message: `\`${list}\` is no parameter anymore`, allowed, fix: `remove \`${list}\`` }];
  return entries.map((entry, index) => {
    const [subject, revocation] = read(entry);
    return {
      at: [index],
      message: `\`${subject}\` is revoked by \`${list}\`, which is no parameter anymore`,
      allowed,
      fix: `remove it here, and write this item below \`revocations:\`: ${asYaml(revocation)}`,
    };
  });
}

/** An item of a list, in one line. What the entry did not have is a question mark. */
function asYaml(revocation: Readonly<Record<string, string>>): string {
  const fields = Object.entries(revocation).map(([name, value]) => `${name}: ${quoted(value === '' ? '?' : value)}`);
  return `- { ${fields.join(', ')} }`;
}

/** YAML takes a text of JSON, too, which has an escape for every character. */
function quoted(value: string): string {
  return /[^\x20-\x7e]|'/.test(value) ? JSON.stringify(value) : `'${value}'`;
}
