import type { GuardrailsFile } from '../../model/guardrails-file';
import { missingIn } from './evidence-edit';

/** Of accounts that something leaves out, before and after: what is lost and gained of those that are in the later state. */
export function findLeftOutAccounts(
  were: readonly string[],
  are: readonly string[],
  { targets }: GuardrailsFile,
): { readonly lost: readonly string[]; readonly gained: readonly string[] } {
  const isThere = (account: string): boolean => targets.some(({ id, state }) => id === account && state !== 'closed');
  return { lost: missingIn(were, are).filter(isThere), gained: missingIn(are, were).filter(isThere) };
}
