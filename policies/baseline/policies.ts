import type { Guardrail } from '../core/guardrail';
import { boundary } from './boundary';

/** The policies that the baseline puts into accounts, and that are proved like guardrails, by id. */
export const baselinePolicies: ReadonlyMap<string, Guardrail> = new Map([[boundary.id, boundary]]);
