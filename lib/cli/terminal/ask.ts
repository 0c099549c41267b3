import { openSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline/promises';
import { ReadStream, WriteStream } from 'node:tty';
import { visible } from '../../report/visible';
import type { TypedAnswer } from '../io';
import { openTerminal, TERMINAL } from './open-terminal';

/**
 * Asks at the terminal, and shows what is typed. It reads and writes the terminal itself, whatever the outputs are, and leaves
 * it as it was.
 *
 * @param above lines that are shown above the question
 */
export async function ask(question: string, above: readonly string[] = []): Promise<TypedAnswer> {
  const fd = openTerminal();
  if (fd === undefined) return { kind: 'no-terminal' };
  const input = new ReadStream(fd);
  const output = new WriteStream(openSync(TERMINAL, 'w'));
  const lines = createInterface({ input, output, terminal: true, historySize: 0 });
  try {
    for (const line of above) output.write(`${visible(line)}\n`);
    const answer = await Promise.race([answerOf(lines, visible(question)), interruptionOf(lines)]);
    if (answer.kind === 'interrupted') output.write('\n');
    return answer;
  } finally {
    lines.close();
    input.destroy();
    output.destroy();
  }
}

async function answerOf(lines: Interface, question: string): Promise<TypedAnswer> {
  return { kind: 'answer', text: await lines.question(question) };
}

/** Ctrl-C, Ctrl-D, and the end of the terminal. */
function interruptionOf(lines: Interface): Promise<TypedAnswer> {
  return new Promise((resolve) => {
    for (const event of ['SIGINT', 'close'] as const)
      lines.once(event, () => {
        resolve({ kind: 'interrupted' });
      });
  });
}
