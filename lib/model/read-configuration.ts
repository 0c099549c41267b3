import type { z } from 'zod';
import type { Configuration, LandingZoneDraft } from './configuration';
import { EMPTY_LOCK, packingLockSchema, type PackingLock } from './packing-lock';
import type { Outcome, Problem } from './problem';
import { ok } from './problem';
import type { Folder, KeyedSource, SourceFile } from './read/read-folder';
import { readFolder } from './read/read-folder';
import type { YamlFile } from './read/yaml-file';
import { parseYaml } from './read/yaml-file';
import type { AccountFile } from './schema/account-file';
import { accountFileSchema } from './schema/account-file';
import type { ApplicationFile } from './schema/application-file';
import { applicationFileSchema } from './schema/application-file';
import type { LandingZoneFile } from './schema/landing-zone-file';
import { landingZoneFileSchema } from './schema/landing-zone-file';
import type { Draft } from './schema/draft';
import { parseBySchema } from './schema/parse-by-schema';

/** A file that matches its schema. */
export interface Sound<File> {
  readonly yaml: YamlFile;
  readonly value: File;
}

type Keyed<Value> = Value & { readonly key: string };

/** The configuration, each file checked by itself. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** Null if it does not match the schema. */
  readonly landingZone: Sound<LandingZoneFile> | null;
  /** Those that match the schema, in the order of their keys. */
  readonly accounts: readonly Keyed<Sound<AccountFile>>[];
  /** Those that match the schema, in the order of their keys. */
  readonly applications: readonly Keyed<Sound<ApplicationFile>>[];
  /** Empty if there is none, or if it does not match the schema. */
  readonly packing: PackingLock;
  /** As text: what it means depends on the policies. Null if there is none, or if it cannot be read. */
  readonly expectations: SourceFile | null;
  readonly problems: readonly Problem[];
}

/** Reads the files of a folder, and parses each by its schema. */
export function readConfiguration(path: string): Outcome<ReadConfiguration> {
  const folder = readFolder(path);
  return folder.kind === 'ok' ? ok(readFiles(folder.value)) : folder;
}

/**
 * The configuration with another text of an account's file, or with one more file, as if it were in the folder.
 *
 * One more file comes last, whatever its key: of two files that claim one thing, the later one has the problem.
 */
export function withAccountFile(read: ReadConfiguration, { key, file, text }: Keyed<SourceFile>): ReadConfiguration {
  const { draft, sound, problems } = readFile(ok({ file, text }), accountFileSchema);
  const put = <Value extends { readonly key: string }>(all: readonly Value[], one: Value | null): readonly Value[] => {
    const isThere = all.some((other) => other.key === key);
    const replaced = all.flatMap((other) => (other.key === key ? (one ?? []) : other));
    return isThere || one === null ? replaced : [...replaced, one];
  };
  const { configuration } = read;
  const unreadable = new Set(configuration.unreadableAccounts);
  if (draft === null) unreadable.add(key);
  else unreadable.delete(key);
  return {
    ...read,
    configuration: {
      ...configuration,
      accounts: put(configuration.accounts, draft === null ? null : { key, ...draft }),
      unreadableAccounts: unreadable,
    },
    accounts: put(read.accounts, sound === null ? null : { key, ...sound }),
    problems: [...read.problems.filter(({ at }) => at.file !== file), ...problems],
  };
}

function readFiles(folder: Folder): ReadConfiguration {
  const landingZone = readFile(folder.landingZone, landingZoneFileSchema);
  const packing = folder.packingLock === null ? null : readFile(folder.packingLock, packingLockSchema);
  const accounts = readFilesOf(folder.accounts, accountFileSchema);
  const applications = readFilesOf(folder.applications, applicationFileSchema);
  return {
    configuration: {
      landingZone: landingZone.draft ?? UNREADABLE,
      accounts: accounts.drafts,
      unreadableAccounts: accounts.unreadable,
      areAccountsKnown: folder.accounts.kind === 'ok',
      applications: applications.drafts,
      unreadableApplications: applications.unreadable,
      areApplicationsKnown: folder.applications.kind === 'ok',
    },
    landingZone: landingZone.sound,
    accounts: accounts.sound,
    applications: applications.sound,
    packing: packing?.sound?.value ?? EMPTY_LOCK,
    expectations: folder.expectations?.kind === 'ok' ? folder.expectations.value : null,
    problems: [
      ...landingZone.problems,
      ...(packing?.problems ?? []),
      ...(folder.expectations?.kind === 'problems' ? folder.expectations.problems : []),
      ...accounts.problems,
      ...applications.problems,
    ],
  };
}

/** The files of a folder in which each has a key. */
interface ReadFiles<Input, Output> {
  readonly drafts: readonly Keyed<NonNullable<ReadFile<Input, Output>['draft']>>[];
  readonly unreadable: ReadonlySet<string>;
  readonly sound: readonly Keyed<Sound<Output>>[];
  readonly problems: readonly Problem[];
}

function readFilesOf<Input, Output>(
  sources: Outcome<readonly KeyedSource[]>,
  schema: z.ZodType<Output, Input>,
): ReadFiles<Input, Output> {
  if (sources.kind === 'problems') return { drafts: [], unreadable: new Set(), sound: [], problems: sources.problems };
  const files = sources.value.map(({ key, source }) => ({ key, ...readFile(source, schema) }));
  return {
    drafts: files.flatMap(({ key, draft }) => (draft === null ? [] : [{ key, ...draft }])),
    unreadable: new Set(files.flatMap(({ key, draft }) => (draft === null ? [key] : []))),
    sound: files.flatMap(({ key, sound }) => (sound === null ? [] : [{ key, ...sound }])),
    problems: files.flatMap(({ problems }) => problems),
  };
}

/** One file: the part that could be read, the value if it matches its schema, and its problems. */
interface ReadFile<Input, Output> {
  readonly draft: { readonly yaml: YamlFile; readonly draft: Draft<Input> } | null;
  readonly sound: Sound<Output> | null;
  readonly problems: readonly Problem[];
}

function readFile<Input, Output>(
  source: Outcome<SourceFile>,
  schema: z.ZodType<Output, Input>,
): ReadFile<Input, Output> {
  const read = source.kind === 'ok' ? parseYaml(source.value) : source;
  if (read.kind === 'problems') return { draft: null, sound: null, problems: read.problems };
  const yaml = read.value;
  const { draft, value, problems } = parseBySchema(schema, { yaml, value: yaml.value, at: [], noun: 'field' });
  return {
    draft: draft === null ? null : { yaml, draft },
    sound: value === null ? null : { yaml, value },
    problems: [...yaml.problems, ...problems],
  };
}

/** Replaces a `landing-zone.yaml` that could not be read: every section is a mistake that has been reported. */
const UNREADABLE: LandingZoneDraft = {
  yaml: {
    file: '',
    value: null,
    problems: [],
    locate: () => ({ file: '', line: 1, column: 1 }),
    locateKey: () => ({ file: '', line: 1, column: 1 }),
    quote: () => '',
  },
  draft: {
    formatVersion: null,
    organization: null,
    regions: null,
    platform: null,
    units: null,
    guardrails: null,
    exemptions: null,
    quotas: null,
    logArchive: null,
    audit: null,
    baseline: null,
    compliance: null,
    identity: null,
    partners: null,
    revocations: null,
    vending: null,
    budgets: null,
    backups: null,
  },
};
