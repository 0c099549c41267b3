import { closeSync, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { visible } from '../../report/visible';
import type { TypedAnswer } from '../io';
import { openTerminal, TERMINAL } from './open-terminal';

/**
 * Asks at the terminal, and shows nothing of what is typed: not in a log of the outputs either, since it reads and writes the
 * terminal itself. The terminal is left as it was, whatever happens.
 */
export async function askHidden(question: string): Promise<TypedAnswer> {
  const fd = openTerminal();
  if (fd === undefined) return { kind: 'no-terminal' };
  const output = openSync(TERMINAL, 'w');
  const input = new ReadStream(fd);
  try {
    // The terminal now shows nothing of what is typed, and passes on Ctrl-C as a sign.
    input.setRawMode(true);
    writeSync(output, visible(question));
    return await readAnswer(input);
  } finally {
    input.setRawMode(false);
    input.destroy();
    writeSync(output, '\n');
    closeSync(output);
  }
}

function readAnswer(input: ReadStream): Promise<TypedAnswer> {
  return new Promise((resolve) => {
    const typing = new Typing();
    const interrupted = (): void => {
      resolve({ kind: 'interrupted' });
    };
    input.on('data', (part) => {
      for (const sign of part.toString()) {
        const answer = typing.take(sign);
        if (answer !== undefined) resolve(answer);
      }
    });
    input.on('end', interrupted);
    input.on('error', interrupted);
  });
}

/** What has been typed until now, with the keys by which a terminal edits a line. */
export class Typing {
  #text = '';

  /** The answer, once a sign ends it. */
  take(sign: string): TypedAnswer | undefined {
    if (sign === '\r' || sign === '\n') return { kind: 'answer', text: this.#text };
    // Ctrl-C and Ctrl-D.
    if (sign === '\u0003' || sign === '\u0004') return { kind: 'interrupted' };
    // Delete and Backspace; Ctrl-U.
    if (sign === '\u007f' || sign === '\b') this.#text = this.#text.slice(0, -1);
    else if (sign === '\u0015') this.#text = '';
    else if (sign >= ' ') this.#text += sign;
    return undefined;
  }
}
