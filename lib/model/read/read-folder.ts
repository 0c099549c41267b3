import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import { PACKING_LOCK } from '../packing-lock';
import type { Outcome, Problem } from '../problem';
import { failed, ok } from '../problem';
import { decodeText } from './decode-text';
import * as refusal from './refusals';

/** Larger files are not read: a file with 2,000 units has a tenth of this. */
const MAX_FILE_BYTES = 1024 * 1024;

const LANDING_ZONE = 'landing-zone.yaml';
const ACCOUNTS = 'accounts';
const APPLICATIONS = 'applications';
export const EXPECTATIONS = 'expectations.jsonl';

/** A file that could be read. */
export interface SourceFile {
  /** Its path, starting with the folder as the caller gave it. */
  readonly file: string;
  readonly text: string;
}

/** The file of an account or an application, or why it cannot be read. Its name is the key. */
export interface KeyedSource {
  readonly key: string;
  readonly source: Outcome<SourceFile>;
}

/** The configuration as text. */
export interface Folder {
  readonly landingZone: Outcome<SourceFile>;
  /** In the order of their keys. */
  readonly accounts: Outcome<readonly KeyedSource[]>;
  /** In the order of their keys. */
  readonly applications: Outcome<readonly KeyedSource[]>;
  /** Null where there is none. */
  readonly packingLock: Outcome<SourceFile> | null;
  /** Null where there is none. */
  readonly expectations: Outcome<SourceFile> | null;
}

/**
 * Reads `landing-zone.yaml`, `accounts/*.yaml`, `applications/*.yaml`, `packing.lock.json` and `expectations.jsonl`; nothing
 * else, and no file beyond 1 MiB.
 */
export function readFolder(folder: string): Outcome<Folder> {
  const names = listNames(folder, refusal.ANOTHER_FOLDER);
  if (names.kind === 'problems') return names;
  if (names.value.length === 0) return failed([refusal.emptyFolder(folder)]);
  return ok({
    landingZone: readLandingZone(folder, names.value),
    accounts: names.value.includes(ACCOUNTS) ? readKeyedFiles(folder, ACCOUNTS) : ok([]),
    applications: names.value.includes(APPLICATIONS) ? readKeyedFiles(folder, APPLICATIONS) : ok([]),
    packingLock: names.value.includes(PACKING_LOCK) ? readText(join(folder, PACKING_LOCK)) : null,
    expectations: names.value.includes(EXPECTATIONS) ? readText(join(folder, EXPECTATIONS)) : null,
  });
}

function readLandingZone(folder: string, names: readonly string[]): Outcome<SourceFile> {
  const file = join(folder, LANDING_ZONE);
  if (names.includes(LANDING_ZONE)) return readText(file);
  return failed([refusal.missingLandingZone(file, names.includes('landing-zone.yml'))]);
}

/** @param kind the folder's name: what each of its files is, in the plural */
function readKeyedFiles(parent: string, kind: string): Outcome<readonly KeyedSource[]> {
  const folder = join(parent, kind);
  const names = listNames(folder, `replace it with a folder with the ${kind}`);
  if (names.kind === 'problems') return names;
  const files = names.value
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ key: parse(name).name, source: readYaml(join(folder, name), kind) }));
  return ok(files.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
}

function readYaml(file: string, kind: string): Outcome<SourceFile> {
  return parse(file).ext === '.yaml' ? readText(file) : failed([refusal.strayFile(file, kind)]);
}

function readText(file: string): Outcome<SourceFile> {
  return attempt(
    () => {
      const status = statSync(file);
      if (!status.isFile()) return failed([refusal.notAFile(file, status.isDirectory())]);
      if (status.size > MAX_FILE_BYTES) return failed([refusal.fileTooLarge(file, status.size, MAX_FILE_BYTES)]);
      const text = decodeText(file, readFileSync(file));
      return text.kind === 'ok' ? ok({ file, text: text.value }) : text;
    },
    (code) => refusal.unreadableFile(file, code),
  );
}

function listNames(folder: string, fix: string): Outcome<readonly string[]> {
  return attempt(
    () => ok(readdirSync(folder).sort()),
    (code) => refusal.unreadableFolder(folder, code, fix),
  );
}

/** Turns an error of the file system into a problem, by its code, such as `ENOENT`. */
function attempt<T>(read: () => Outcome<T>, explain: (code: string) => Problem): Outcome<T> {
  try {
    return read();
  } catch (error) {
    // Not `instanceof Error`: Jest runs tests in another realm.
    const hasCode = typeof error === 'object' && error !== null && 'code' in error;
    return failed([explain(String(hasCode ? error.code : error))]);
  }
}
