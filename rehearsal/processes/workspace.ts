import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, openSync, closeSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RehearsalFailure } from '../failure';
import type { Environment } from './environment';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly folder: string;
  /** The file that gets its standard output. Default: the log. */
  readonly output?: string;
}

export interface ProgramEnd {
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A process that a rehearsal started. */
export interface RunningProgram {
  readonly pid: number;
  /** Settles when it has ended. Rejects if it could not be started. */
  readonly end: Promise<ProgramEnd>;
  /** Ends it. Processes that it started end with the workspace. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** The temporary folder of one rehearsal, and the processes that end with it. */
export interface Workspace {
  readonly folder: string;
  /** The output of all programs. */
  readonly logFile: string;
  readonly makeFolder: (name: string) => string;
  start(program: Program): RunningProgram;
  note(text: string): void;
  /** Ends every process and removes the folder. */
  close(): Promise<void>;
  /** Keeps the processes and the folder. */
  abandon(): Promise<void>;
}

/** More than an emulator with a whole organization writes. */
const BYTES_NEEDED = 300 * 1024 * 1024;

/** @param nodePath the executable of Node.js */
export function openWorkspace(nodePath: string, environment: Environment): Workspace {
  refuseFullDisk(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), 'rampart-rehearsal-'));
  const caretaker = startCaretaker(nodePath, folder, environment);
  const logFile = join(folder, 'rehearsal.log');
  // Temporary files that a program leaves there are removed with the folder.
  const TMPDIR = join(folder, 'tmp');
  mkdirSync(TMPDIR);
  const children: ChildProcess[] = [caretaker];
  let isOpen = true;
  const leave = async (word: string): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    caretaker.stdin?.end(word);
    await new Promise((settle) => caretaker.once('close', settle));
  };
  return {
    folder,
    logFile,
    makeFolder: (name) => {
      mkdirSync(join(folder, name), { recursive: true });
      return join(folder, name);
    },
    note: (text) => {
      if (isOpen) appendFileSync(logFile, `${text}\n`);
    },
    start: (program) => {
      // INVARIANT: every program that is started is ended.
      if (!isOpen) throw new RehearsalFailure(2, 'the rehearsal has ended');
      const inside = { ...program, environment: { ...program.environment, TMPDIR } };
      const { child, running } = startIn(inside, logFile, (word) => caretaker.stdin?.write(`${word}\n`));
      children.push(child);
      return running;
    },
    close: () => leave(''),
    abandon: async () => {
      await leave('keep\n');
      for (const child of children) child.unref();
    },
  };
}

function refuseFullDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= BYTES_NEEDED) return;
  const needed = `${BYTES_NEEDED / 1024 / 1024} MB`;
  throw new RehearsalFailure(
    2,
    `the rehearsal needs ${needed} in \`${folder}\`, but only ${Math.floor(free / 1024 / 1024)} MB are free; ` +
      'free some space, or set TMPDIR to a folder on another disk',
  );
}

/** Starts caretaker.mjs, which cleans up when our end of its standard input closes, also after a crash. */
function startCaretaker(nodePath: string, folder: string, environment: Environment): ChildProcess {
  const caretaker = spawn(nodePath, [join(__dirname, 'caretaker.mjs'), folder], {
    detached: true,
    env: environment,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  caretaker.stdin.on('error', () => undefined);
  return caretaker;
}

interface Started {
  readonly child: ChildProcess;
  readonly running: RunningProgram;
}

/** Starts a program as the leader of a process group: Ctrl-C reaches only us, and its children can be ended with it. */
function startIn(program: Program, logFile: string, report: (line: string) => void): Started {
  const { command, args, environment, folder, output } = program;
  appendFileSync(logFile, `$ ${[command, ...args].join(' ')}\n`);
  const log = openSync(logFile, 'a');
  const out = output === undefined ? log : openSync(output, 'w');
  const child = spawn(command, args, {
    cwd: folder,
    detached: true,
    env: environment,
    stdio: ['ignore', out, log],
  });
  closeSync(log);
  if (out !== log) closeSync(out);
  const { pid } = child;
  if (pid !== undefined) report(`process ${pid}`);
  const end = new Promise<ProgramEnd>((settle, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      if (pid !== undefined) report(`ended ${pid}`);
      settle({ exitCode, signal });
    });
  });
  end.catch(() => undefined);
  const stop = (signal: 'SIGTERM' | 'SIGKILL'): void => {
    child.kill(signal);
  };
  return { child, running: { pid: pid ?? 0, end, stop } };
}
