import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readOrganization } from '../../lib/cli/input/read-organization';
import { EXPECTATIONS } from '../../lib/model/read/read-folder';
import { copyAssembly } from '../assembly/copy-assembly';
import type { ConfigurationVersion } from '../configuration/versions';
import { RehearsalFailure } from '../failure';
import type { ProgramOutput } from '../processes/node-program';
import type { Site } from '../site';
import type { ScenarioInput } from './scenario';

/** A copy of the configuration of a version, for commands that edit it. */
export function copyConfiguration(
  { before, makeFolder }: Pick<ScenarioInput, 'before' | 'makeFolder'>,
  name: string,
): string {
  const folder = join(makeFolder(name), 'organization');
  cpSync(before.version.folder, folder, { recursive: true });
  rmSync(join(folder, EXPECTATIONS), { force: true });
  return folder;
}

/** Plans as a person would, and adapts the planned assembly to the emulator. Both get folders next to the configuration. */
export async function planVersion({ rampart }: Pick<Site, 'rampart'>, folder: string): Promise<ConfigurationVersion> {
  const output = join(dirname(folder), 'cdk.out');
  requireEnd(0, await rampart('plan', '--organization', folder, '--output', output), 'rampart plan');
  const read = readOrganization(folder);
  if (read.kind === 'problems') throw new RehearsalFailure(1, `${folder} has problems`);
  const rehearsed = join(dirname(folder), 'rehearsed');
  rmSync(rehearsed, { recursive: true, force: true });
  return { folder, ...read.value, copy: copyAssembly(output, rehearsed) };
}

/**
 * @returns what the command wrote
 * @throws RehearsalFailure if it ended otherwise
 */
export function requireEnd(expected: number, { exitCode, output }: ProgramOutput, command: string): string {
  if (exitCode === expected) return output;
  throw new RehearsalFailure(
    1,
    `\`${command}\` ended with ${String(exitCode)}, not ${expected}, and told: ${output.trim()}`,
  );
}
