import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlannedStack } from '../../analysis/drift/compare-stacks';
import { UserMistake } from '../input/user-mistake';

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      displayName: z.string().optional(),
      environment: z.string().optional(),
      properties: z.object({ templateFile: z.string().optional(), stackName: z.string().optional() }).optional(),
    }),
  ),
});

/**
 * The stacks of a cloud assembly, in the order in which they are deployed.
 *
 * @throws UserMistake if the folder has none
 */
export function readPlanned(folder: string): readonly PlannedStack[] {
  const { artifacts } = readManifest(folder);
  return Object.entries(artifacts).flatMap(([artifact, { type, displayName, environment = '', properties }]) => {
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) return [];
    const id = displayName ?? artifact;
    return [
      {
        id,
        name: properties.stackName ?? id,
        region: environment.split('/').at(-1) ?? '',
        template: readFileSync(join(folder, properties.templateFile), 'utf8'),
      },
    ];
  });
}

function readManifest(folder: string): z.output<typeof manifestSchema> {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  } catch {
    throw new UserMistake({
      message: `\`${folder}\` holds no cloud assembly: its manifest.json cannot be read`,
      allowed: 'the folder that `npx rampart plan --output FOLDER` or `npx cdk synth` wrote, such as cdk.out',
    });
  }
}
