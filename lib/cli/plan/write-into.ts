import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserMistake } from '../input/user-mistake';

/** Writes a file into a folder, which is created if needed. Returns the file's path. */
export function writeInto(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    // Not `instanceof Error`: Node's own errors may come from another realm.
    const hasCode = typeof error === 'object' && error !== null && 'code' in error;
    throw new UserMistake(`cannot write \`${file}\` (${String(hasCode ? error.code : error)})`);
  }
  return file;
}
