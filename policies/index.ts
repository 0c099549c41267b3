import type { AnyGuardrail } from './form/settings-guardrail';
import * as guardrails from './lists/guardrails';

/**
 * Every guardrail by its id, in alphabetical order. A new guardrail is one new file in this folder and one line in
 * `lists/guardrails.ts`.
 */
export const catalogue: ReadonlyMap<string, AnyGuardrail> = new Map(
  Object.values(guardrails)
    .map((guardrail: AnyGuardrail): [string, AnyGuardrail] => [guardrail.id, guardrail])
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
