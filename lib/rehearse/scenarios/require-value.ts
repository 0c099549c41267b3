import type { Document } from 'yaml';
import { RehearsalFailure } from '../failure';

/** The scenarios edit what the example has. Says so where it is not there. */
export function requireValue(document: Document, ...paths: readonly (readonly string[])[]): void {
  const missing = paths.filter((path) => !document.hasIn(path)).map((path) => `\`${path.join('.')}\``);
  if (missing.length === 0) return;
  throw new RehearsalFailure(2, `--scenarios edits what the example has, and ${missing.join(', ')} is not here`);
}
