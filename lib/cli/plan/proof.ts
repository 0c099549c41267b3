import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProofTotal } from '../../analysis/prove/proof';

const count = z.number().int().nonnegative();
const proofSchema = z.strictObject({
  guardrails: count,
  denied: count,
  possible: count,
  effects: count,
  shadowed: count,
  failures: count,
});

/** What the app proved of the guardrails that it deploys: it writes no templates before. */
export function readProof(output: string): ProofTotal {
  return proofSchema.parse(JSON.parse(readFileSync(join(output, 'proof-report.json'), 'utf8')));
}
