import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Line } from '../../analysis/evaluate/request-file';
import { UserMistake } from './user-mistake';

/** Lines that can be read several times. */
export type Lines = () => Iterable<Line>;

const CHUNK_BYTES = 64 * 1024;

const STANDARD_INPUT = 0;

/** Far more than any request needs. The rest of a longer line is dropped, so that no file can fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** The lines of a file, of which only a part is in memory; `-` is standard input, which is read completely. */
export function readLines(path: string): Lines {
  try {
    if (path !== '-' && statSync(path).isFile()) return () => linesOf(chunksOf(path));
    // A pipe can be read only once.
    const bytes = readFileSync(path === '-' ? STANDARD_INPUT : path);
    return () => linesOf([bytes]);
  } catch {
    throw new UserMistake(`--requests: \`${path}\` cannot be read; pass a file with one JSON object per line`);
  }
}

/** Each chunk is gone when the next one is read. */
function* chunksOf(file: string): Iterable<Buffer> {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  try {
    for (let bytes = readSync(descriptor, buffer); bytes > 0; bytes = readSync(descriptor, buffer))
      yield buffer.subarray(0, bytes);
  } finally {
    closeSync(descriptor);
  }
}

function* linesOf(chunks: Iterable<Buffer>): Iterable<Line> {
  let open: Buffer[] = [];
  let bytes = 0;
  for (const chunk of chunks) {
    const end = chunk.lastIndexOf('\n');
    if (end >= 0) {
      yield* decodeLines(Buffer.concat([...open, chunk.subarray(0, end)]));
      [open, bytes] = [[], 0];
    }
    const rest = chunk.subarray(end + 1);
    if (bytes < LONGEST_LINE) open.push(Buffer.from(rest));
    bytes += rest.byteLength;
  }
  yield* decodeLines(Buffer.concat(open));
}

/** As text; only lines that are not UTF-8 stay bytes. */
function* decodeLines(bytes: Buffer): Iterable<Line> {
  if (isUtf8(bytes)) {
    yield* bytes.toString('utf8').split('\n');
    return;
  }
  for (let start = 0; start <= bytes.byteLength;) {
    const next = bytes.indexOf('\n', start);
    const end = next < 0 ? bytes.byteLength : next;
    const line = bytes.subarray(start, end);
    yield isUtf8(line) ? line.toString('utf8') : line;
    start = end + 1;
  }
}
