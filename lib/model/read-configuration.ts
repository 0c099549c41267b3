import type { z } from 'zod';
import type { Configuration, LandingZoneDraft } from './configuration';
import { EMPTY_LOCK, packingLockSchema, type PackingLock } from './packing-lock';
import type { Outcome, Problem } from './problem';
import { ok } from './problem';
import type { Folder, SourceFile } from './read/read-folder';
import { readFolder } from './read/read-folder';
import type { YamlFile } from './read/yaml-file';
import { parseYaml } from './read/yaml-file';
import type { AccountFile } from './schema/account-file';
import { accountFileSchema } from './schema/account-file';
import type { LandingZoneFile } from './schema/landing-zone-file';
import { landingZoneFileSchema } from './schema/landing-zone-file';
import type { Draft } from './schema/draft';
import { parseBySchema } from './schema/parse-by-schema';

/** A file that matches its schema. */
export interface Sound<File> {
  readonly yaml: YamlFile;
  readonly value: File;
}

/** The configuration, each file checked by itself. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** Null if it does not match the schema. */
  readonly landingZone: Sound<LandingZoneFile> | null;
  /** Those that match the schema, in the order of their keys. */
  readonly accounts: readonly (Sound<AccountFile> & { readonly key: string })[];
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

function readFiles(folder: Folder): ReadConfiguration {
  const landingZone = readFile(folder.landingZone, landingZoneFileSchema);
  const sources = folder.accounts.kind === 'ok' ? folder.accounts.value : [];
  const packing = folder.packingLock === null ? null : readFile(folder.packingLock, packingLockSchema);
  const accounts = sources.map(({ key, source }) => ({ key, ...readFile(source, accountFileSchema) }));
  return {
    configuration: {
      landingZone: landingZone.draft ?? UNREADABLE,
      accounts: accounts.flatMap(({ key, draft }) => (draft === null ? [] : [{ key, ...draft }])),
      unreadableAccounts: new Set(accounts.flatMap(({ key, draft }) => (draft === null ? [key] : []))),
      areAccountsKnown: folder.accounts.kind === 'ok',
    },
    landingZone: landingZone.sound,
    accounts: accounts.flatMap(({ key, sound }) => (sound === null ? [] : [{ key, ...sound }])),
    packing: packing?.sound?.value ?? EMPTY_LOCK,
    expectations: folder.expectations?.kind === 'ok' ? folder.expectations.value : null,
    problems: [
      ...landingZone.problems,
      ...(packing?.problems ?? []),
      ...(folder.expectations?.kind === 'problems' ? folder.expectations.problems : []),
      ...(folder.accounts.kind === 'problems' ? folder.accounts.problems : []),
      ...accounts.flatMap(({ problems }) => problems),
    ],
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
  },
};
