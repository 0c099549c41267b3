import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { UserMistake } from './user-mistake';

/** Lines that can be read several times. */
export type Lines = () => Iterable<string>;

const CHUNK_BYTES = 64 * 1024;

const STANDARD_INPUT = 0;

/** Far more than any request needs. The rest of a longer line is dropped, so that no file can fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** The lines of a file, of which only a part is in memory; `-` is standard input, which is read completely. */
export function readLines(path: string): Lines {
  try {
    if (path !== '-' && statSync(path).isFile()) return () => linesOf(path);
    // A pipe can be read only once.
    const text = readFileSync(path === '-' ? STANDARD_INPUT : path, 'utf8');
    return () => text.split('\n');
  } catch {
    throw new UserMistake(`--requests: \`${path}\` cannot be read; pass a file with one JSON object per line`);
  }
}

function* linesOf(file: string): Iterable<string> {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const decoder = new StringDecoder('utf8');
  let open = '';
  try {
    for (let bytes = readSync(descriptor, buffer); bytes > 0; bytes = readSync(descriptor, buffer)) {
      const [first = '', ...others] = decoder.write(buffer.subarray(0, bytes)).split('\n');
      if (open.length < LONGEST_LINE) open += first;
      const last = others.pop();
      if (last === undefined) continue;
      yield open;
      yield* others;
      open = last;
    }
  } finally {
    closeSync(descriptor);
  }
  yield open + decoder.end();
}
