import { renderPackingLock, type PackingLock } from '../../../model/packing-lock';
import type { AssembledPolicies } from '../assembly';

/** What changes when `packing.lock.json` is updated. */
export interface LockRenewal {
  readonly lock: PackingLock;
  /** Statements that are new in a document. */
  readonly added: readonly LockedStatement[];
  /** Statements that have left a document. */
  readonly removed: readonly LockedStatement[];
}

export interface LockedStatement {
  readonly document: string;
  readonly statement: string;
}

/** The lock for these policies and its changes from the recorded one; undefined if they are the same. */
export function renewLock(
  recorded: PackingLock,
  { documents, managementPolicies }: AssembledPolicies,
): LockRenewal | undefined {
  const lock: PackingLock = {
    formatVersion: 1,
    documents: Object.fromEntries([
      ...documents.map(({ name, statements }) => [name, statements] as const),
      ...managementPolicies.map(({ name, guardrails }) => [name, guardrails[''] ?? []] as const),
    ]),
  };
  if (renderPackingLock(lock) === renderPackingLock(recorded)) return undefined;
  return { lock, added: without(lock, recorded), removed: without(recorded, lock) };
}

function without({ documents }: PackingLock, other: PackingLock): readonly LockedStatement[] {
  return Object.entries(documents).flatMap(([document, statements]) =>
    statements
      .filter((statement) => other.documents[document]?.includes(statement) !== true)
      .map((statement) => ({ document, statement })),
  );
}
