import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { attempt } from './attempt';
import { UserMistake } from '../user-mistake';
import { valueOf } from './yaml-edits';

/** What a file says, as plain data. */
export type FileValue = Readonly<Record<string, unknown>>;

/** A change of a YAML file. */
export interface FileEdit {
  /** The text afterwards, from the text before; null: the file is written in a way that this cannot edit. */
  readonly change: (text: string) => string | null;
  /** What the file must say afterwards, from what it says before. */
  readonly expected: (value: FileValue) => FileValue;
  /** What to do by hand if it cannot be edited. */
  readonly byHand: string;
}

/** A file that is edited, but not written yet. */
export interface EditedFile {
  readonly file: string;
  readonly text: string;
  write(): void;
}

/**
 * Changes a YAML file at a few places and nowhere else: order, comments and layout of the rest stay.
 *
 * The edited text is parsed again, and must say exactly what is expected.
 *
 * @throws UserMistake if it does not: then the file is written in an unusual way
 */
export function editFile(file: string, edit: FileEdit): EditedFile {
  const text = readText(file);
  const before = valueOf(text) as FileValue | null;
  const edited = before === null ? null : edit.change(text);
  if (before === null || edited === null || !isDeepStrictEqual(valueOf(edited), edit.expected(before)))
    throw new UserMistake({
      message: `\`${file}\` is written in a way that this command cannot edit; nothing was written`,
      fix: `by hand, ${edit.byHand}`,
    });
  return {
    file,
    text: edited,
    write: () => {
      // Somebody may have saved the file in the meantime.
      if (readText(file) !== text) throw new UserMistake(`\`${file}\` has changed meanwhile; nothing was written`);
      writeText(file, edited);
    },
  };
}

function readText(file: string): string {
  return attempt('read', file, () => readFileSync(file, 'utf8'));
}

function writeText(file: string, text: string): void {
  attempt('write', file, () => {
    writeFileSync(file, text);
  });
}
