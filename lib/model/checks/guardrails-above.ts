import type { Configuration } from '../configuration';
import { ROOT } from '../organization';
import { unitsDownTo } from '../tree';

/** The guardrails that are written for one target. */
export interface GuardrailsAt {
  readonly target: string;
  readonly guardrails: readonly string[];
}

/**
 * What is written for each target from the root down to an account.
 *
 * @param unit the path of the account's unit
 */
export function guardrailsDownTo(
  account: string,
  unit: string,
  { landingZone: { draft } }: Pick<Configuration, 'landingZone'>,
): readonly GuardrailsAt[] {
  return [ROOT, ...unitsDownTo(unit), account].map((target) => ({
    target,
    guardrails: Object.keys(draft.guardrails?.[target] ?? {}),
  }));
}
