import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A stack as it was synthesised. */
export interface StackSummary {
  /** The name for `cdk deploy`. */
  readonly id: string;
  readonly resources: number;
  readonly templateBytes: number;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.object({ templateFile: z.string().optional() }).optional(),
      displayName: z.string().optional(),
    }),
  ),
});

const templateSchema = z.object({ Resources: z.record(z.string(), z.unknown()).default({}) });

/** The stacks of a cloud assembly, in the order in which the app made them, which is that of the deploy. */
export function readStacks(folder: string): readonly StackSummary[] {
  const { artifacts } = manifestSchema.parse(readJson(join(folder, 'manifest.json')));
  return Object.entries(artifacts).flatMap(([id, { type, properties, displayName }]) => {
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return [];
    const file = join(folder, properties.templateFile);
    const { Resources } = templateSchema.parse(readJson(file));
    return [{ id: displayName ?? id, resources: Object.keys(Resources).length, templateBytes: statSync(file).size }];
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
