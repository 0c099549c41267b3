import type { Guardrail } from './form/guardrail';
import * as guardrails from './lists/guardrails';

/**
 * Every guardrail by its id, in alphabetical order. A new guardrail is one new file in this folder and one line in
 * `lists/guardrails.ts`.
 */
export const catalogue: ReadonlyMap<string, Guardrail> = new Map(
  Object.values(guardrails)
    .map((guardrail): [string, Guardrail] => [guardrail.id, guardrail])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
