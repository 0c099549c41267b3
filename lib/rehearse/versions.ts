import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { copyAssembly, type RehearsedAssembly } from './assembly/copy-assembly';
import { configurationFolder, forgetIds, type ConfigurationFolder } from './configuration-folder';
import type { Project } from './project';
import type { Expected } from './verify/verify';
import type { Workspace } from './workspace';

export type Edit = (configuration: ConfigurationFolder) => void;

/** A state of the configuration, to be deployed. */
export type Version = Expected;

export interface VersionsOptions {
  readonly project: Project;
  readonly workspace: Workspace;
}

/**
 * Makes the versions that edits lead to, each from the one before; the first is the configuration as it is.
 *
 * They are read at once, and synthesised one after another, ahead of the deploys.
 */
export function makeVersions(
  organization: string,
  edits: readonly Edit[],
  options: VersionsOptions,
): readonly Promise<Version>[] {
  const { project, workspace } = options;
  const folderOf = (index: number): string => join(workspace.makeFolder(`version-${index}`), 'organization');
  cpSync(organization, folderOf(0), { recursive: true });
  forgetIds(folderOf(0));
  edits.forEach((edit, index) => {
    cpSync(folderOf(index), folderOf(index + 1), { recursive: true });
    edit(configurationFolder(folderOf(index + 1)));
  });
  const versions: Promise<Version>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  for (let index = 0; index <= edits.length; index += 1) {
    const read = project.read(folderOf(index));
    const copy = last.then(() => synthesize(folderOf(index), workspace.makeFolder(`version-${index}`), options));
    last = copy;
    const version = copy.then((assembly) => ({ ...read, copy: assembly }));
    // Whoever waits for it hears of it; until then nobody does.
    version.catch(() => undefined);
    versions.push(version);
  }
  return versions;
}

async function synthesize(
  configuration: string,
  folder: string,
  { project }: VersionsOptions,
): Promise<RehearsedAssembly> {
  const output = join(folder, 'cdk.out');
  await project.synthesize(configuration, output);
  return copyAssembly(output, join(folder, 'rehearsed'));
}
