import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { ChildProgram, ChildEnd } from '../io';

/** Those that ask a program to end. */
const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

/** What a terminal sends to every program at it, to the child as well. */
const FROM_TERMINAL: readonly string[] = ['SIGINT', 'SIGQUIT'];

/** Where signals arrive, and whether a terminal sends some of them. */
export interface Parent {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
  readonly stdin: { readonly isTTY?: boolean };
}

/** Runs a program until it ends. Meanwhile signals are for the program: whoever waits for it learns how it ended. */
export function runChild(
  { command, args, environment, isShell, isCaptured }: ChildProgram,
  parent: Parent,
): Promise<ChildEnd> {
  const child = spawn(command, args, {
    env: { ...environment },
    shell: isShell,
    stdio: ['inherit', isCaptured ? 'pipe' : 'inherit', 'inherit'],
  });
  const listeners = FORWARDED.map((signal) => {
    const listener = (): void => {
      // Twice would be another message: many programs end at once at a second Ctrl-C.
      if (parent.stdin.isTTY !== true || !FROM_TERMINAL.includes(signal)) child.kill(signal);
    };
    parent.on(signal, listener);
    return () => parent.off(signal, listener);
  });
  return new Promise<ChildEnd>((resolve) => {
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
      resolve({ kind: 'not-started', code });
    });
    child.once('close', (exitCode, signal) => {
      resolve({ kind: 'ended', exitCode: exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal]), out });
    });
  }).finally(() => {
    for (const remove of listeners) remove();
  });
}
