import { join } from 'node:path';
import { groupBy } from '../../model/group-by';
import type { PropertyPath } from '../../model/organization';
import { editFile, type EditedFile, type FileValue } from '../input/edit/edit-file';
import { addField } from '../input/edit/yaml-edits';
import type { CollectedId } from './collect-ids';

/**
 * Writes the ids that the files lack, and nothing else. Every file is edited and checked before the first one is written.
 *
 * @param folder of the organization
 * @returns the files that were written
 * @throws UserMistake if a file is written in an unusual way, or has changed meanwhile
 */
export function writeIds(ids: readonly CollectedId[], folder: string): readonly string[] {
  const missing = ids.flatMap(({ state, live, file, path }) =>
    state === 'new' && live !== null ? [{ file, path, value: live }] : [],
  );
  const edited = [...groupBy(missing, ({ file }) => file)].map(([file, own]) => editOne(join(folder, file), own));
  for (const file of edited) file.write();
  return edited.map(({ file }) => file);
}

interface Missing {
  readonly path: PropertyPath;
  readonly value: string;
}

function editOne(file: string, missing: readonly Missing[]): EditedFile {
  return editFile(file, {
    // The last one first, because each goes in front of its map.
    change: (text) =>
      [...missing]
        .reverse()
        .reduce<string | null>(
          (before, { path, value }) =>
            before === null ? null : addField(before, path.slice(0, -1), String(path.at(-1)), value),
          text,
        ),
    expected: (value) => missing.reduce((before, { path, value: id }) => withValue(before, path, id), value),
    byHand: 'write the ids that `npx rampart ids` shows',
  });
}

function withValue(value: FileValue, [field = '', ...rest]: PropertyPath, id: string): FileValue {
  if (rest.length === 0) return { ...value, [field]: id };
  return { ...value, [field]: withValue((value[field] ?? {}) as FileValue, rest, id) };
}
