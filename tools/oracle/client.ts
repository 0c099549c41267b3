import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A policy document, as JSON. */
type Document = object;

/** What is attached at the levels, from the root down; every level has a document that allows something. */
export interface OraclePolicies {
  readonly serviceControlPolicies: readonly OracleLevel[];
  readonly resourceControlPolicies: readonly OracleLevel[];
}

export interface OracleLevel {
  readonly orgIdentifier: string;
  readonly policies: readonly { readonly name: string; readonly policy: Document }[];
}

/** A caller and a resource; all condition keys are given. */
export interface OracleRequest {
  /** An ARN, a service principal, or `*` for an anonymous caller. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The account that holds the resource. */
  readonly account: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /**
   * What the caller's own permissions are; null: it has none.
   *
   * @default - everything
   */
  readonly identityPolicy?: Document | null;
  /**
   * The permissions boundary of the caller, a role or a user.
   *
   * @default - there is none
   */
  readonly permissionsBoundary?: Document;
  /**
   * The policy of the resource, such as a bucket's or a key's.
   *
   * @default - there is none, and the caller's own account holds the resource
   */
  readonly resourcePolicy?: Document;
}

export type OracleAnswer = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';

export interface OracleReply {
  readonly answers: readonly OracleAnswer[];
  readonly milliseconds: number;
}

/** The independent evaluator, in a process of its own. */
export interface Oracle {
  readonly ask: (policies: OraclePolicies, requests: readonly OracleRequest[]) => Promise<OracleReply>;
  readonly stop: () => Promise<void>;
}

interface Line extends Partial<OracleReply> {
  readonly id: number;
  readonly error?: string;
}

/** Whether the oracle's package is there: `npm ci` in the root installs it. */
export function isOracleInstalled(): boolean {
  const resolve = "require.resolve('@cloud-copilot/iam-simulate')";
  return spawnSync(process.execPath, ['-e', resolve], { cwd: __dirname }).status === 0;
}

/** Starts the process. */
export async function startOracle(): Promise<Oracle> {
  const child = spawn(process.execPath, [join(__dirname, 'server.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = new Map<number, (line: Line) => void>();
  const reply = (id: number): Promise<Line> => new Promise((resolve) => waiting.set(id, resolve));
  const ready = reply(0);
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    waiting.get(line.id)?.(line);
    waiting.delete(line.id);
  });
  child.on('exit', () => {
    for (const [id, resolve] of waiting) resolve({ id, error: 'the oracle has stopped' });
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.stdin.end();
    await once(child, 'exit');
  };
  const { error: missing } = await ready;
  if (missing !== undefined) throw new Error(`the oracle does not start: ${missing}`);
  let last = 0;
  return {
    stop,
    ask: async (policies, requests) => {
      last += 1;
      const answered = reply(last);
      child.stdin.write(`${JSON.stringify({ id: last, policies, requests })}\n`);
      const { answers, milliseconds, error } = await answered;
      if (answers === undefined || milliseconds === undefined) throw new Error(`the oracle failed: ${error ?? ''}`);
      return { answers, milliseconds };
    },
  };
}
