import { isUtf8 } from 'node:buffer';
import type { Outcome } from '../problem';
import { failed, ok } from '../problem';

const BYTE_ORDER_MARK = /^\uFEFF/;

/** The text of a UTF-8 file, without a byte order mark; a problem at the first byte that is not UTF-8. */
export function decodeText(file: string, bytes: Buffer): Outcome<string> {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return ok(text.replace(BYTE_ORDER_MARK, ''));

  // Invalid bytes became U+FFFD, so the first one is where the text, encoded again, first differs.
  const offset = findDifference(bytes, Buffer.from(text));
  const lines = bytes.toString('utf8', 0, offset).split('\n');
  return failed([
    {
      code: 'not-utf-8',
      at: { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 },
      message: `the byte \`0x${bytes.toString('hex', offset, offset + 1)}\` is not UTF-8`,
      allowed: 'text in UTF-8',
      fix: 'save the file as UTF-8',
    },
  ]);
}

function findDifference(a: Uint8Array, b: Uint8Array): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index += 1;
  return index;
}
