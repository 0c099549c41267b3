import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMULATOR, findEmulator } from '../../../rehearsal/emulator/find-emulator';
import { aFolder } from '../../lib/cli/an-io';

/** A folder with an executable that prints this as its version. */
function aFolderWith(says: string): string {
  const folder = aFolder();
  writeFileSync(join(folder, 'fakecloud'), `#!/bin/sh\necho '${says}'\n`);
  chmodSync(join(folder, 'fakecloud'), 0o755);
  return folder;
}

const right = `fakecloud ${EMULATOR.version}`;

describe('findEmulator', () => {
  test('finds the pinned version on PATH, after other versions', () => {
    const folders = [aFolder(), aFolderWith('fakecloud 0.50.0'), aFolderWith(right)];
    expect(findEmulator(undefined, { PATH: folders.join(':') })).toBe(join(folders[2] ?? '', 'fakecloud'));
  });

  test('uses only the given executable', () => {
    const named = join(aFolderWith(right), 'fakecloud');
    expect(findEmulator(named, { PATH: '' })).toBe(named);
    const PATH = aFolderWith(right);
    expect(() => findEmulator(join(aFolder(), 'fakecloud'), { PATH })).toThrow(/`.*\/fakecloud` is not the emulator\./);
  });

  test('fails when there is none, and says how to install it', () => {
    expect(() => findEmulator(undefined, { PATH: aFolder() })).toThrow(
      /^the rehearsal needs the emulator fakecloud 0\.51\.0, and PATH does not have it\. Install it once with .* about 20 minutes/,
    );
    expect(() => findEmulator(undefined, {})).toThrow('cargo install fakecloud --version 0.51.0 --locked');
  });

  test('fails when it has another version', () => {
    expect(() => findEmulator(undefined, { PATH: aFolderWith('fakecloud 0.52.0') })).toThrow('is version 0.52.0');
  });

  test('ignores a folder and another program of that name', () => {
    const folder = aFolder();
    mkdirSync(join(folder, 'fakecloud'));
    expect(() => findEmulator(undefined, { PATH: folder })).toThrow('PATH does not have it');
    expect(() => findEmulator(undefined, { PATH: aFolderWith('something else') })).toThrow('is not the emulator');
  });
});
