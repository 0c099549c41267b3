import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderGuardrailsFile } from '../../../analysis/assemble/guardrails-file';
import { guardrailsFileSchema, type GuardrailsFile } from '../../../model/guardrails-file';
import type { Io } from '../../io';

/**
 * The guardrails of revisions, by commit and paths in it, which never change. They are in the user's cache folder
 * (https://specifications.freedesktop.org/basedir-spec/latest/), so that all clones and worktrees share them. An entry that
 * cannot be read or written is computed again.
 */
export function readCached(key: readonly string[], io: Io): GuardrailsFile | null {
  try {
    return guardrailsFileSchema.parse(JSON.parse(readFileSync(fileOf(key, io), 'utf8')));
  } catch {
    return null;
  }
}

/** Renames the complete file into place, so that other processes never read a part of it. */
export function writeCached(key: readonly string[], value: GuardrailsFile, io: Io): void {
  const file = fileOf(key, io);
  const draft = `${file}.${randomUUID()}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, renderGuardrailsFile(value));
    renameSync(draft, file);
  } catch {
    // Without the cache, commands only take longer.
  }
}

function fileOf(key: readonly string[], { node }: Io): string {
  const caches = node.environment['XDG_CACHE_HOME'] ?? '';
  const name = createHash('sha256').update(JSON.stringify(key)).digest('hex');
  return join(caches === '' ? join(homedir(), '.cache') : caches, 'rampart', 'revisions', `${name}.json`);
}
