import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A stack of a cloud assembly. */
export interface StackArtifact {
  /** The name for `cdk deploy`. */
  readonly id: string;
  /** In CloudFormation. */
  readonly name: string;
  /** `aws://111111111111/eu-central-1`: the account and the Region. */
  readonly environment: string;
  /** Below the folder. */
  readonly templateFile: string;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      displayName: z.string().optional(),
      environment: z.string().default(''),
      properties: z.object({ templateFile: z.string().optional(), stackName: z.string().optional() }).optional(),
    }),
  ),
});

/** The stacks of a cloud assembly, in the order of the app, in which they are deployed. Throws if the folder holds none. */
export function readAssemblyStacks(folder: string): readonly StackArtifact[] {
  const { artifacts } = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  return Object.entries(artifacts).flatMap(([artifact, { type, displayName, environment, properties }]) => {
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return [];
    const id = displayName ?? artifact;
    return [{ id, name: properties.stackName ?? id, environment, templateFile: properties.templateFile }];
  });
}
