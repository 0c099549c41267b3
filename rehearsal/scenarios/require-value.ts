import type { Document } from 'yaml';
import { RehearsalFailure } from '../failure';

/** @throws RehearsalFailure if the configuration does not have the values that the scenarios edit */
export function requireValue(document: Document, ...paths: readonly (readonly string[])[]): void {
  const missing = paths.filter((path) => !document.hasIn(path)).map((path) => `\`${path.join('.')}\``);
  if (missing.length === 0) return;
  throw new RehearsalFailure(
    2,
    `the scenarios edit values of the example, and this configuration does not have ${missing.join(', ')}; run them on the example, or pass --no-scenarios`,
  );
}
