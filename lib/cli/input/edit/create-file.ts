import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserMistake } from '../user-mistake';
import { attempt, codeOf } from './attempt';

/**
 * Writes a file that is not there yet, and its folder if need be. Whoever looks meanwhile sees no file, or all of it.
 *
 * @throws UserMistake if there is a file of that name, however it came there, or it cannot be written
 */
export function createFile(file: string, text: string): void {
  // Readers of the configuration leave out what begins with a period.
  const whole = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  attempt('write', file, () => mkdirSync(dirname(file), { recursive: true }));
  try {
    attempt('write', file, () => {
      writeFileSync(whole, text, { flag: 'wx' });
    });
    put(whole, file, text);
  } finally {
    rmSync(whole, { force: true });
  }
}

/** A second name for the whole file: unlike a new name, it never replaces another file. */
function put(whole: string, file: string, text: string): void {
  try {
    linkSync(whole, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new UserMistake(`there is \`${file}\` already; nothing was written`);
    // Some file systems, such as FAT, know only one name for a file.
    attempt('write', file, () => {
      writeFileSync(file, text, { flag: 'wx' });
    });
  }
}
