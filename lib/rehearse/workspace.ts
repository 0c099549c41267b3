import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, openSync, closeSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment';
import { RehearsalFailure } from './failure';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly folder: string;
}

export interface Ended {
  /** null: a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A process that a rehearsal started. */
export interface Running {
  readonly pid: number;
  /** Settles when it has ended. Rejects when it could not be started. */
  readonly end: Promise<Ended>;
  /** Ends it. What it may have left running ends with the workspace. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** The room of one rehearsal: a temporary folder, and the processes that end with it. */
export interface Workspace {
  readonly folder: string;
  /** Everything that the programs wrote. */
  readonly logFile: string;
  readonly makeFolder: (name: string) => string;
  start(program: Program): Running;
  note(text: string): void;
  /** Ends every process and removes the folder. */
  close(): Promise<void>;
  /** Leaves both as they are. */
  abandon(): Promise<void>;
}

/** What an emulator with a whole organization in it writes, with room to spare. */
const BYTES_NEEDED = 300 * 1024 * 1024;

/** @param nodePath how to start Node */
export function openWorkspace(nodePath: string, environment: Environment): Workspace {
  refuseFullDisk(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), 'rampart-rehearsal-'));
  const caretaker = startCaretaker(nodePath, folder, environment);
  const logFile = join(folder, 'rehearsal.log');
  // What a program leaves there goes with the folder.
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
      // INVARIANT: nothing is started that nobody would end.
      if (!isOpen) throw new RehearsalFailure(2, 'the rehearsal is over');
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
    `a rehearsal needs ${needed} in \`${folder}\`, and ${Math.floor(free / 1024 / 1024)} MB are free; ` +
      'make room, or set TMPDIR to a folder on another disk',
  );
}

/** Cleans up when our end of its standard input closes, whatever the reason: lib/rehearse/caretaker.mjs. */
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
  readonly running: Running;
}

/** Starts a program as the leader of a process group, so that Ctrl-C reaches us alone and it ends with all it started. */
function startIn(program: Program, logFile: string, tell: (word: string) => void): Started {
  const { command, args, environment, folder } = program;
  appendFileSync(logFile, `$ ${[command, ...args].join(' ')}\n`);
  const log = openSync(logFile, 'a');
  const child = spawn(command, args, {
    cwd: folder,
    detached: true,
    env: environment,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const { pid } = child;
  if (pid !== undefined) tell(`process ${pid}`);
  const end = new Promise<Ended>((settle, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      if (pid !== undefined) tell(`ended ${pid}`);
      settle({ exitCode, signal });
    });
  });
  end.catch(() => undefined);
  const stop = (signal: 'SIGTERM' | 'SIGKILL'): void => {
    child.kill(signal);
  };
  return { child, running: { pid: pid ?? 0, end, stop } };
}
