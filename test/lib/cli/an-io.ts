import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../../lib/cli/command';
import type { Io } from '../../../lib/cli/io';
import { printable } from '../../../lib/report/rendered';
import { main } from '../../../lib/cli/main';

export const REPOSITORY = join(__dirname, '../../..');
export const EXAMPLE = join(REPOSITORY, 'organization');

/** What a command did. */
export interface Run {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** What a terminal showed meanwhile. */
  readonly progress: readonly (string | null)[];
}

/** An `Io` that records what is written. */
export function anIo(overrides: Partial<Io> = {}): { readonly io: Io; readonly read: () => Omit<Run, 'exitCode'> } {
  const out: string[] = [];
  const err: string[] = [];
  const progress: (string | null)[] = [];
  const io: Io = {
    out: (line) => void out.push(printable(line)),
    err: (line) => void err.push(printable(line)),
    progress: (text) => void progress.push(text),
    colors: { out: false, err: false },
    now: () => new Date('2026-12-01T00:00:00Z'),
    debug: false,
    node: { path: process.execPath, environment: process.env },
    interruption: () => new AbortController().signal,
    askHidden: () => Promise.resolve({ kind: 'no-terminal' }),
    ask: () => Promise.resolve({ kind: 'no-terminal' }),
    runProgram: () => Promise.reject(new Error('no program was expected')),
    ...overrides,
  };
  return { io, read: () => ({ out: out.join('\n'), err: err.join('\n'), progress }) };
}

/** Runs a program's main function without a process of its own. */
export async function runMain(
  run: (args: readonly string[], io: Io) => Promise<Result>,
  args: readonly string[],
  overrides?: Partial<Io>,
): Promise<Run> {
  const { io, read } = anIo(overrides);
  const { exitCode } = await run(args, io);
  return { exitCode, ...read() };
}

/** Runs the CLI without a process of its own. */
export async function rampart(args: readonly string[], overrides?: Partial<Io>): Promise<Run> {
  return runMain(main, args, overrides);
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder that is removed when the tests of the file are over. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-test-'));
  folders.push(folder);
  return folder;
}

/** Copies the example organization into a folder and replaces some of `landing-zone.yaml`. */
export function copyExample(folder: string, ...edits: readonly (readonly [from: string, to: string])[]): string {
  const organization = join(folder, 'organization');
  cpSync(EXAMPLE, organization, { recursive: true });
  const file = join(organization, 'landing-zone.yaml');
  const text = edits.reduce(
    (edited, [from, to]) => {
      if (!edited.includes(from)) throw new Error(`nothing to replace: ${from}`);
      return edited.replace(from, () => to);
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
  return organization;
}
