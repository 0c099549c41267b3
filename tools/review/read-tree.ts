import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatNumber } from '../../lib/report/words';
import { readGit, splitZeros } from './git-objects';
import { Rejected } from './read-artifact';

/** Enough for tens of thousands of accounts. */
const MOST_BYTES = 64 * 1024 * 1024;

interface Blob {
  readonly object: string;
  readonly path: string;
}

/**
 * Copies the files of a tree at a path into a folder, byte by byte: no attribute of Git hides or changes one. Throws
 * Rejected for what is no regular file, because a link could lead out of the folder.
 *
 * @param tree a tree or a commit
 */
export function copyTree(repository: string, tree: string, path: string, folder: string): void {
  const listed = splitZeros(readGit(repository, ['ls-tree', '-r', '-z', '--long', '--full-tree', tree, '--', path]));
  let bytes = 0;
  const blobs = listed.map((line): Blob => {
    const [, mode = '', object = '', size = '', name = ''] = /^(\d+) \w+ (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
    if (mode !== '100644' && mode !== '100755') throw new Rejected(`\`${name}\` is not a regular file.`);
    if (name.split('/').some((part) => /^\.{0,2}$/.test(part))) throw new Rejected(`\`${name}\` is no path of a file.`);
    bytes += Number(size);
    return { object, path: name };
  });
  if (bytes > MOST_BYTES)
    throw new Rejected(`\`${path}\` has ${formatNumber(bytes)} bytes, more than any organization.`);
  for (const [blob, content] of readBlobs(repository, blobs)) {
    const file = join(folder, blob.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Reads all objects with one process: `<object> blob <size>\n<content>\n` for each. */
function* readBlobs(repository: string, blobs: readonly Blob[]): Iterable<readonly [Blob, Buffer]> {
  if (blobs.length === 0) return;
  const input = blobs.map(({ object }) => `${object}\n`).join('');
  const output = readGit(repository, ['cat-file', '--batch'], { input });
  let at = 0;
  for (const blob of blobs) {
    const head = output.toString('utf8', at, output.indexOf('\n', at));
    const size = Number(/^\w+ blob (\d+)$/.exec(head)?.[1]);
    if (Number.isNaN(size)) throw new Error(`git cat-file says: ${head}`);
    at += head.length + 1;
    yield [blob, output.subarray(at, at + size)];
    at += size + 1;
  }
}
