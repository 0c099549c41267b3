import { statSync, type Stats } from 'node:fs';

/** What is at a path; undefined: nothing that can be read, for example below a file, or a name that is too long. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
