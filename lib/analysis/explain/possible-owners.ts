import type { GuardrailsFile } from '../../model/guardrails-file';
import type { Directory } from '../evaluate/directory';

/**
 * The accounts that may hold a resource whose ARN omits its account: first the caller's, then all others of the file, the
 * numbers outside of the organization that its policies name, and one of all other accounts.
 *
 * @param own the caller's account, by name or number; null: outside of the organization
 */
export function possibleOwners({ tree, findAccount }: Directory, own: string | null): readonly string[] {
  const known = tree.accounts.map(({ id }) => id);
  const caller = own === null ? undefined : findAccount(own);
  const same = known.filter((id) => caller !== undefined && findAccount(id)?.number === caller.number);
  const first = own === null ? [] : [same[0] ?? own];
  const numbers = JSON.stringify(tree.file.documents).match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  const outside = numbers.filter((number) => findAccount(number) === undefined);
  return [...new Set([...first, ...known, ...outside, outsideNumber(tree.file, findAccount)])];
}

/** The number of an account that is not in the organization, and that its policies do not name. */
export function outsideNumber(
  { documents }: Pick<GuardrailsFile, 'documents'>,
  findAccount: Directory['findAccount'],
): string {
  const text = JSON.stringify(documents);
  for (let number = 999_999_999_999; ; number -= 1) {
    const candidate = String(number);
    if (findAccount(candidate) === undefined && !text.includes(candidate)) return candidate;
  }
}
