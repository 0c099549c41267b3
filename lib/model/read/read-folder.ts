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
export const EXPECTATIONS = 'expectations.jsonl';

/** A file that could be read. */
export interface SourceFile {
  /** Its path, starting with the folder as the caller gave it. */
  readonly file: string;
  readonly text: string;
}

/** An account's file, or why it cannot be read. Its name is the account's key. */
interface AccountSource {
  readonly key: string;
  readonly source: Outcome<SourceFile>;
}

/** The configuration as text. */
export interface Folder {
  readonly landingZone: Outcome<SourceFile>;
  /** In the order of their keys. */
  readonly accounts: Outcome<readonly AccountSource[]>;
  /** Null where there is none. */
  readonly packingLock: Outcome<SourceFile> | null;
  /** Null where there is none. */
  readonly expectations: Outcome<SourceFile> | null;
}

/**
 * Reads `landing-zone.yaml`, `accounts/*.yaml`, `packing.lock.json` and `expectations.jsonl`; nothing else, and no file
 * beyond 1 MiB.
 */
export function readFolder(folder: string): Outcome<Folder> {
  const names = listNames(folder, refusal.ANOTHER_FOLDER);
  if (names.kind === 'problems') return names;
  if (names.value.length === 0) return failed([refusal.emptyFolder(folder)]);
  return ok({
    landingZone: readLandingZone(folder, names.value),
    accounts: names.value.includes(ACCOUNTS) ? readAccounts(join(folder, ACCOUNTS)) : ok([]),
    packingLock: names.value.includes(PACKING_LOCK) ? readText(join(folder, PACKING_LOCK)) : null,
    expectations: names.value.includes(EXPECTATIONS) ? readText(join(folder, EXPECTATIONS)) : null,
  });
}

function readLandingZone(folder: string, names: readonly string[]): Outcome<SourceFile> {
  const file = join(folder, LANDING_ZONE);
  if (names.includes(LANDING_ZONE)) return readText(file);
  return failed([refusal.missingLandingZone(file, names.includes('landing-zone.yml'))]);
}

function readAccounts(folder: string): Outcome<readonly AccountSource[]> {
  const names = listNames(folder, 'replace it with a folder with the accounts');
  if (names.kind === 'problems') return names;
  const accounts = names.value
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ key: parse(name).name, source: readAccount(join(folder, name)) }));
  return ok(accounts.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
}

function readAccount(file: string): Outcome<SourceFile> {
  return parse(file).ext === '.yaml' ? readText(file) : failed([refusal.strayFile(file)]);
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
