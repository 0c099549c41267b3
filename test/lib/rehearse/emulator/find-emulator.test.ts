import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMULATOR, findEmulator } from '../../../../lib/rehearse/emulator/find-emulator';
import { aFolder } from '../../cli/an-io';

/** A folder with an executable that says of itself what the emulator would. */
function aFolderWith(says: string): string {
  const folder = aFolder();
  writeFileSync(join(folder, 'fakecloud'), `#!/bin/sh\necho '${says}'\n`);
  chmodSync(join(folder, 'fakecloud'), 0o755);
  return folder;
}

const right = `fakecloud ${EMULATOR.version}`;

describe('findEmulator', () => {
  test('finds the pinned version on PATH, behind others', () => {
    const folders = [aFolder(), aFolderWith('fakecloud 0.50.0'), aFolderWith(right)];
    expect(findEmulator(undefined, { PATH: folders.join(':') })).toBe(join(folders[2] ?? '', 'fakecloud'));
  });

  test('takes the one that is named, and no other', () => {
    const named = join(aFolderWith(right), 'fakecloud');
    expect(findEmulator(named, { PATH: '' })).toBe(named);
    const PATH = aFolderWith(right);
    expect(() => findEmulator(join(aFolder(), 'fakecloud'), { PATH })).toThrow(/`.*\/fakecloud` is none\./);
  });

  test('fails when there is none, and says how to install it', () => {
    expect(() => findEmulator(undefined, { PATH: aFolder() })).toThrow(
      /^a rehearsal needs the emulator fakecloud 0\.51\.0, and PATH has none\. Install it with cargo .* about 20 minutes/,
    );
    expect(() => findEmulator(undefined, {})).toThrow('cargo install fakecloud --version 0.51.0 --locked');
  });

  test('fails when it is of another version', () => {
    expect(() => findEmulator(undefined, { PATH: aFolderWith('fakecloud 0.52.0') })).toThrow('is version 0.52.0');
  });

  test('takes neither a folder nor a program of that name for it', () => {
    const folder = aFolder();
    mkdirSync(join(folder, 'fakecloud'));
    expect(() => findEmulator(undefined, { PATH: folder })).toThrow('PATH has none');
    expect(() => findEmulator(undefined, { PATH: aFolderWith('something else') })).toThrow('is none');
  });
});
