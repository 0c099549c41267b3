import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedStack } from '../../analysis/drift/compare-stacks';
import { readAssemblyStacks, type StackArtifact } from '../input/assembly-stacks';
import { UserMistake } from '../input/user-mistake';

/**
 * The stacks of a cloud assembly, in the order in which they are deployed.
 *
 * @throws UserMistake if the folder has none
 */
export function readPlanned(folder: string): readonly PlannedStack[] {
  return requireStacks(folder).map(({ id, name, environment, templateFile }) => ({
    id,
    name,
    region: environment.split('/').at(-1) ?? '',
    template: readFileSync(join(folder, templateFile), 'utf8'),
  }));
}

function requireStacks(folder: string): readonly StackArtifact[] {
  try {
    return readAssemblyStacks(folder);
  } catch {
    throw new UserMistake({
      message: `\`${folder}\` holds no cloud assembly: its manifest.json cannot be read`,
      allowed: 'the folder that `npx rampart plan --output FOLDER` or `npx cdk synth` wrote, such as cdk.out',
    });
  }
}
