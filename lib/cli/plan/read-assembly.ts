import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readAssemblyStacks } from '../input/assembly-stacks';

/** A synthesized stack. */
export interface StackSummary {
  /** The name for `cdk deploy`. */
  readonly id: string;
  readonly resources: number;
  readonly templateBytes: number;
  /** Below the output folder. */
  readonly templateFile: string;
}

const templateSchema = z.object({ Resources: z.record(z.string(), z.unknown()).default({}) });

/** The stacks of a cloud assembly, in the order of the app, in which they are deployed. */
export function readStacks(folder: string): readonly StackSummary[] {
  return readAssemblyStacks(folder).map(({ id, templateFile }) => {
    const file = join(folder, templateFile);
    const { Resources } = templateSchema.parse(readJson(file));
    return { id, resources: Object.keys(Resources).length, templateBytes: statSync(file).size, templateFile };
  });
}

const count = z.number().int().nonnegative();
export const proofSummarySchema = z.strictObject({
  guardrails: count,
  boundaries: count,
  permissionSets: count,
  denied: count,
  possible: count,
  effects: count,
  expectations: count,
  shadowed: count,
  failures: count,
  shadows: z.array(z.strictObject({ guardrail: z.string(), by: z.string(), probes: count })).readonly(),
  mutants: z.strictObject({ mutants: count, killed: count, equivalent: count, survivors: count }),
});

/** What the app proved about the guardrails that it deploys. */
export type ProofSummary = z.output<typeof proofSummarySchema>;

/** Without a proof, the app writes no templates. */
export function readProof(output: string): ProofSummary {
  return proofSummarySchema.parse(readJson(join(output, 'proof-report.json')));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
