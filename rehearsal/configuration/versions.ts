import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Assembly } from '../../lib/analysis/assemble/assembly';
import type { Organization } from '../../lib/model/organization';
import { EXPECTATIONS } from '../../lib/model/read/read-folder';
import { copyAssembly, type RehearsedAssembly } from '../assembly/copy-assembly';
import type { Workspace } from '../processes/workspace';
import { configurationFolder, forgetIds, type ConfigurationFolder } from './configuration-folder';
import type { Project } from './project';

export type ConfigurationEdit = (configuration: ConfigurationFolder) => void;

/** One state of the configuration, to be deployed. */
export interface ConfigurationVersion {
  /** The folder of the configuration. */
  readonly folder: string;
  /** As it is configured. */
  readonly organization: Organization;
  readonly assembly: Assembly;
  /** The synthesized stacks, adapted to the emulator. */
  readonly copy: RehearsedAssembly;
}

export interface VersionsOptions {
  readonly project: Project;
  readonly workspace: Workspace;
}

/**
 * Applies the edits one after another. The first version is the configuration as it is, the others are each the result of
 * one more edit, and have no expectations.
 *
 * All versions are read immediately, and synthesized one after another while earlier ones are deployed.
 */
export function makeVersions(
  organization: string,
  edits: readonly ConfigurationEdit[],
  options: VersionsOptions,
): readonly Promise<ConfigurationVersion>[] {
  const { project, workspace } = options;
  const folderOf = (index: number): string => join(workspace.makeFolder(`version-${index}`), 'organization');
  cpSync(organization, folderOf(0), { recursive: true });
  forgetIds(folderOf(0));
  edits.forEach((edit, index) => {
    cpSync(folderOf(index), folderOf(index + 1), { recursive: true });
    // An edit may take away on purpose what must be denied.
    rmSync(join(folderOf(index + 1), EXPECTATIONS), { force: true });
    edit(configurationFolder(folderOf(index + 1)));
  });
  const versions: Promise<ConfigurationVersion>[] = [];
  let last: Promise<unknown> = Promise.resolve();
  for (let index = 0; index <= edits.length; index += 1) {
    const read = project.read(folderOf(index));
    const copy = last.then(() => synthesize(folderOf(index), workspace.makeFolder(`version-${index}`), options));
    last = copy;
    const version = copy.then((assembly) => ({ folder: folderOf(index), ...read, copy: assembly }));
    // The error is reported when the version is awaited. Until then it must not count as unhandled.
    version.catch(() => undefined);
    versions.push(version);
  }
  return versions;
}

/**
 * Reads and synthesizes a configuration. Its folder also gets the cloud assembly, next to the configuration.
 *
 * @param more.vending whether the assembly has the pipeline, too
 */
export async function makeVersion(
  folder: string,
  options: Pick<VersionsOptions, 'project'>,
  { vending = false }: { readonly vending?: boolean } = {},
): Promise<ConfigurationVersion> {
  const copy = await synthesize(folder, dirname(folder), options, vending);
  return { folder, ...options.project.read(folder), copy };
}

async function synthesize(
  configuration: string,
  folder: string,
  { project }: Pick<VersionsOptions, 'project'>,
  vending = false,
): Promise<RehearsedAssembly> {
  const output = join(folder, 'cdk.out');
  await project.synthesize(configuration, output, { vending });
  return copyAssembly(output, join(folder, 'rehearsed'));
}
