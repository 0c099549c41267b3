import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY } from '../an-io';

export const PROGRAM = join(REPOSITORY, 'bin/rampart.js');

export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `npx rampart assume` as a process, which finds AWS and its credentials in the environment. */
export function runAssume(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  started: (child: ChildProcess) => void = () => undefined,
): Promise<ProcessEnd> {
  return endOf(spawn(process.execPath, [PROGRAM, 'assume', ...args], { cwd: REPOSITORY, env: { ...env } }), started);
}

/** Runs a script of Node, which finds AWS and its credentials in the environment. */
export function runScript(script: string, env: Readonly<Record<string, string>>): Promise<ProcessEnd> {
  return endOf(spawn(process.execPath, ['-e', script], { cwd: REPOSITORY, env: { ...env } }));
}

/** Python's module for terminals: standard input, output and error are one, which the test types into. */
const TERMINAL = `
import json, os, pty, sys, time, termios
turns, argv = json.loads(sys.argv[1]), sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(argv[0], argv)
seen = b""
answered = 0
while True:
    try:
        part = os.read(fd, 4096)
    except OSError:
        break
    if not part:
        break
    seen += part
    if turns and turns[0][0].encode() in seen[answered:]:
        answered = len(seen)
        time.sleep(0.3)
        os.write(fd, turns.pop(0)[1].encode().decode("unicode_escape").encode())
_, status = os.waitpid(pid, 0)
sys.stdout.write(seen.decode())
sys.exit(os.waitstatus_to_exitcode(status))
`;

/** Runs a command line of the shell at a terminal of its own, and types once somebody asks for a code, see `runDialog`. */
export function runAtTerminal(
  typed: string,
  command: string,
  env: Readonly<Record<string, string>>,
): Promise<ProcessEnd> {
  return runDialog([['not shown): ', typed]], command, env);
}

/**
 * Runs a command line of the shell at a terminal of its own.
 *
 * @param turns a text to wait for, and what is typed then, with escapes, such as `123456\\r`
 */
export function runDialog(
  turns: readonly (readonly [question: string, typed: string])[],
  command: string,
  env: Readonly<Record<string, string>>,
): Promise<ProcessEnd> {
  const args = ['-c', TERMINAL, JSON.stringify(turns), 'sh', '-c', command];
  return endOf(spawn('python3', args, { cwd: REPOSITORY, env: { ...env } }));
}

function endOf(child: ChildProcess, started: (child: ChildProcess) => void = () => undefined): Promise<ProcessEnd> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr?.on('data', (part: Buffer) => (err += part.toString()));
  started(child);
  return new Promise((done) => {
    child.on('close', (exitCode, signal) => {
      done({ exitCode, signal, out, err });
    });
  });
}
