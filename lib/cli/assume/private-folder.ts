import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, type FileHandle } from 'node:fs/promises';
import { homedir, platform, userInfo } from 'node:os';
import { join } from 'node:path';
import { UserMistake } from '../input/user-mistake';

/** Group and others. */
const OTHERS = 0o077;

/** The modes of a file on Windows say nothing: there, the folder of a person is their own. */
const HAS_MODES = platform() !== 'win32';

/** Where sessions are kept, for their owner alone: below the folder of AWS's tools, which the SDK finds in the same way. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  return join(environment['HOME'] || homedir(), '.aws', 'rampart');
}

/**
 * Makes a folder that only its owner can use, or looks whether an existing one is such a folder.
 *
 * @throws UserMistake if somebody else could read or change what is in it
 */
export async function preparePrivateFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  // The umask may have taken the owner's own rights.
  if (made !== undefined) await chmod(folder, 0o700);
  const found = await lstat(folder);
  if (!found.isDirectory())
    throw new UserMistake({
      message: `\`${folder}\` is no folder, so that no session is kept there`,
      fix: `remove it: \`rm '${folder}'\``,
    });
  refuseOthers(folder, found, `chmod 700 '${folder}', and \`chown\` it to yourself`);
}

/**
 * Reads a file that only its owner can read; undefined: there is none.
 *
 * @throws UserMistake if somebody else could have read or written it
 */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  const handle = await openFile(file);
  if (handle === undefined) return undefined;
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw notOurs(file, 'is no file');
    refuseOthers(file, found, removal(file));
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function openFile(file: string): Promise<FileHandle | undefined> {
  try {
    // A link could lead to somebody else's file; a pipe without a writer would wait.
    return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ELOOP') throw notOurs(file, 'is a link');
    if (code === 'EACCES') throw notOurs(file, 'cannot be read');
    throw error;
  }
}

function refuseOthers(path: string, { uid, mode }: { readonly uid: number; readonly mode: number }, fix: string): void {
  if (!HAS_MODES) return;
  if (uid !== userInfo().uid)
    throw new UserMistake({
      message: `\`${path}\` belongs to another user of this machine, so that it is not used`,
      fix,
    });
  if ((mode & OTHERS) === 0) return;
  const octal = (mode & 0o777).toString(8).padStart(4, '0');
  throw new UserMistake({
    message: `\`${path}\` is open to other users of this machine (mode ${octal}), so that it is not used`,
    fix,
  });
}

function notOurs(file: string, why: string): UserMistake {
  return new UserMistake({ message: `\`${file}\` ${why}, so that it is not used`, fix: removal(file) });
}

/** What others may have read stays valid until it ends. */
function removal(file: string): string {
  return `remove it, \`rm '${file}'\`, and if others may have read it, revoke the role's sessions: \`npx rampart revoke\``;
}
