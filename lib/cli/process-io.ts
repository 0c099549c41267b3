import { printable, type Rendered } from '../report/rendered';
import { visible } from '../report/visible';
import type { Io } from './io';

const CLEAR_LINE = '\r\u001b[2K';

/** The signals that end a program unless it handles them: Ctrl-C, a closed terminal, `kill`. */
const ENDINGS = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

/** The outside world of a real process. */
export function processIo(own: NodeJS.Process, now: () => Date): Io {
  const { stdout, stderr, env } = own;
  // A reader such as `head` may stop early. The exit code still says what was found.
  for (const stream of [stdout, stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
    });
  let shown: string | null = null;
  const progress = (text: string | null): void => {
    if (!stderr.isTTY || (shown === null && text === null)) return;
    shown = text;
    stderr.write(`${CLEAR_LINE}${visible(text ?? '')}`);
  };
  const writeLine = (stream: NodeJS.WriteStream, line: string | Rendered): void => {
    const before = shown;
    progress(null);
    stream.write(`${printable(line)}\n`);
    progress(before);
  };
  /** See https://no-color.org. */
  const takesColors = ({ isTTY }: { readonly isTTY?: boolean }): boolean => isTTY === true && !env['NO_COLOR'];
  return {
    out: (line) => {
      writeLine(stdout, line);
    },
    err: (line) => {
      writeLine(stderr, line);
    },
    progress,
    colors: { out: takesColors(stdout), err: takesColors(stderr) },
    now,
    debug: env['RAMPART_DEBUG'] === '1',
    node: { path: own.execPath, environment: env },
    interruption: () => {
      const controller = new AbortController();
      for (const signal of ENDINGS)
        own.once(signal, () => {
          controller.abort();
        });
      return controller.signal;
    },
    // Loaded only by the commands that need them.
    askHidden: async (question) => {
      progress(null);
      return (await import('./terminal/ask-hidden')).askHidden(question);
    },
    ask: async (question, above) => {
      progress(null);
      return (await import('./terminal/ask')).ask(question, above);
    },
    runProgram: async (program) => {
      progress(null);
      return (await import('./terminal/run-child')).runChild(program, own);
    },
  };
}
