import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TemporaryCredentials } from '../../aws/temporary-credentials';
import { parseProcessCredentials, toProcessCredentials } from './credential-process';
import { preparePrivateFolder, readPrivateFile } from './private-folder';
import { takeTurn } from './take-turn';

/**
 * How long a kept session must still last. AWS's SDKs ask again five minutes before the end, and would get the same one.
 *
 * Source: https://docs.aws.amazon.com/sdkref/latest/guide/understanding-credentials.html
 */
const SPARE_MS = 6 * 60_000;

export interface Cache {
  /** Only its owner can use it. */
  readonly folder: string;
  /** Whatever decides which session it is; nothing of it can be read from the file's name. */
  readonly key: unknown;
  readonly now: () => Date;
  /** Is called if another process gets the same session at the moment. */
  readonly tell: () => void;
}

/**
 * A session that is kept, or a new one, which is kept from then on. Several processes at once ask for one session only.
 *
 * @throws UserMistake if others could read what is kept
 */
export async function keepSession(
  { folder, key, now, tell }: Cache,
  get: () => Promise<TemporaryCredentials>,
): Promise<TemporaryCredentials> {
  await preparePrivateFolder(folder);
  const file = join(folder, `${createHash('sha256').update(JSON.stringify(key)).digest('hex')}.json`);
  const kept = await readKept(file, now());
  if (kept !== undefined) return kept;
  return takeTurn(
    `${file}.turn`,
    async () => {
      const meanwhile = await readKept(file, now());
      if (meanwhile !== undefined) return meanwhile;
      const session = await get();
      await replacePrivateFile(file, JSON.stringify(toProcessCredentials(session)));
      return session;
    },
    tell,
  );
}

/** What is no session of ours, or ends soon, is replaced. */
async function readKept(file: string, now: Date): Promise<TemporaryCredentials | undefined> {
  const text = await readPrivateFile(file);
  const session = text === undefined ? undefined : parseProcessCredentials(text);
  return session !== undefined && session.expiration.getTime() - now.getTime() > SPARE_MS ? session : undefined;
}

/** Whoever reads the file meanwhile sees the old content or the new one, each whole. */
async function replacePrivateFile(file: string, content: string): Promise<void> {
  const written = `${file}.${randomUUID()}`;
  try {
    const handle = await open(written, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(written, file);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}
