import { UserMistake } from '../user-mistake';

/** Works with a file. What the file system refuses is a mistake of the user, by its code, such as `EACCES`. */
export function attempt<Value>(verb: 'read' | 'write', file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw new UserMistake(`cannot ${verb} \`${file}\` (${codeOf(error)})`);
  }
}

/** Node's code of an error. Not `instanceof Error`: Node's own errors may come from another realm. */
export function codeOf(error: unknown): string {
  return String(typeof error === 'object' && error !== null && 'code' in error ? error.code : error);
}
