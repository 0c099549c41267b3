import { ROOT } from '../../organization';
import { findClosest } from '../../suggest';
import type { PeopleContext } from './context';

/** Whether what is written is the id of a guardrail, or a misspelled one: that is a problem of its own. */
export function isMeant(written: string, guardrail: string, { catalogue }: Pick<PeopleContext, 'catalogue'>): boolean {
  return (
    written === guardrail ||
    (!catalogue.has(written) && findClosest(written, [...catalogue.keys(), guardrail]) === guardrail)
  );
}

/** Whether a guardrail is not on the root. */
export function isMissingOnRoot(guardrail: string, context: PeopleContext): boolean {
  const { guardrails } = context.configuration.landingZone.draft;
  if (guardrails === null || guardrails?.[ROOT] === null) return false;
  return !Object.keys(guardrails?.[ROOT] ?? {}).some((written) => isMeant(written, guardrail, context));
}
