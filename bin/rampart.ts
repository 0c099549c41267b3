import type { Io } from '../lib/cli/io';
import { main } from '../lib/cli/main';

const CLEAR_LINE = '\r\u001b[2K';

/** Whether a stream takes colours; see https://no-color.org. */
function takesColours({ isTTY }: { readonly isTTY?: boolean }): boolean {
  return isTTY === true && (process.env['NO_COLOR'] ?? '') === '';
}

// That a later SDK wants a later Node is news for whoever keeps package.json.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

let progress: string | null = null;

function showProgress(text: string | null): void {
  if (!process.stderr.isTTY || (progress === null && text === null)) return;
  progress = text;
  process.stderr.write(`${CLEAR_LINE}${text ?? ''}`);
}

function writeLine(stream: NodeJS.WriteStream, line: string): void {
  const shown = progress;
  showProgress(null);
  stream.write(`${line}\n`);
  showProgress(shown);
}

/** What ends a program that does not listen: Ctrl-C, a closed terminal, `kill`. */
const ENDINGS = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ENDINGS)
    process.once(signal, () => {
      controller.abort();
    });
  return controller.signal;
}

const io: Io = {
  out: (line) => {
    writeLine(process.stdout, line);
  },
  err: (line) => {
    writeLine(process.stderr, line);
  },
  progress: showProgress,
  colours: { out: takesColours(process.stdout), err: takesColours(process.stderr) },
  debug: process.env['RAMPART_DEBUG'] === '1',
  node: { path: process.execPath, environment: process.env },
  interruption,
};

// Whoever reads us may stop early, as `head` does. What was found still decides the exit code.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });

void main(process.argv.slice(2), io).then(({ exitCode }) => {
  process.exitCode = exitCode;
});
