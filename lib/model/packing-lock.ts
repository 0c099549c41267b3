import { z } from 'zod';
import type { IssueExplanation } from './schema/text';
import { text } from './schema/text';
import { POLICY_NAME } from './names';

/** A file of the configuration that `rampart plan` writes and people commit. */
export const PACKING_LOCK = 'packing.lock.json';

const repeatedStatement: IssueExplanation = {
  code: 'repeated-statement',
  message: (statements) =>
    `\`${firstRepeated(statements as readonly string[]) ?? ''}\` is listed twice in one document`,
};

const documentName = text("a policy's name, such as `rampart-root-scp-1`", POLICY_NAME);

const statementId = text(
  "a guardrail's id, followed by a slash and the rest of the statement's `Sid` if there is one",
  /^[a-z][a-z0-9-]*(?:\/[A-Za-z0-9]+)?$/,
);

/**
 * `packing.lock.json`: which policy holds which statement, so that no statement moves silently. A statement may be in
 * two policies of its target while it moves from one to the other. A management policy holds one guardrail.
 */
export const packingLockSchema = z
  .strictObject({
    formatVersion: z.literal(1).describe('The version of this format'),
    documents: z
      .record(
        documentName,
        z.array(statementId).refine((statements) => firstRepeated(statements) === undefined, {
          error: 'each statement once',
          params: { explanation: repeatedStatement },
        }),
      )
      .describe('The name of a policy → the statements in it, in order'),
  })
  .meta({
    title: 'Packing',
    description: 'Which policy holds which statement; `rampart plan` writes it, and people commit it',
  });

/** Which policy holds which statement. */
export interface PackingLock {
  readonly formatVersion: 1;
  readonly documents: Readonly<Record<string, readonly string[]>>;
}

/** Nothing is recorded: each statement goes where it fits. */
export const EMPTY_LOCK: PackingLock = { formatVersion: 1, documents: {} };

/** Equal locks give equal text. */
export function renderPackingLock(lock: PackingLock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function firstRepeated(statements: readonly string[]): string | undefined {
  return statements.find((statement, index) => statements.indexOf(statement) !== index);
}
