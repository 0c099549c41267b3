import { ROOT } from '../../organization';
import { findClosest } from '../../suggest';
import type { PeopleContext } from './context';

/** Whether a guardrail is not on the root. A misspelled one is a problem of its own. */
export function isMissingOnRoot(guardrail: string, { configuration, catalogue }: PeopleContext): boolean {
  const { guardrails } = configuration.landingZone.draft;
  if (guardrails === null || guardrails?.[ROOT] === null) return false;
  const isMeant = (id: string): boolean =>
    id === guardrail || (!catalogue.has(id) && findClosest(id, [...catalogue.keys(), guardrail]) === guardrail);
  return !Object.keys(guardrails?.[ROOT] ?? {}).some(isMeant);
}
