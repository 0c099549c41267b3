import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFile } from '../../../../../lib/cli/input/edit/create-file';
import { aFolder } from '../../an-io';

describe('a new file', () => {
  test('is written with its folder, and nothing else is left there', () => {
    const folder = join(aFolder(), 'accounts');
    createFile(join(folder, 'a.yaml'), 'a: 1\n');
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe('a: 1\n');
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  test('never replaces another one', () => {
    const folder = aFolder();
    const file = join(folder, 'a.yaml');
    writeFileSync(file, 'before');
    expect(() => {
      createFile(file, 'after');
    }).toThrow('already; nothing was written');
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  test('is not written through a link that leads nowhere', () => {
    const folder = aFolder();
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'a.yaml'));
    expect(() => {
      createFile(join(folder, 'a.yaml'), 'x');
    }).toThrow('already');
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  test('says why it cannot be written', () => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, '');
    expect(() => {
      createFile(join(file, 'a.yaml'), 'x');
    }).toThrow(/cannot write `.*a\.yaml` \((?:ENOTDIR|EEXIST)\)/);
  });
});
