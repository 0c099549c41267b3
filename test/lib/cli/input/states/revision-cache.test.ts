import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCached, writeCached } from '../../../../../lib/cli/input/states/revision-cache';
import type { GuardrailsFile } from '../../../../../lib/model/guardrails-file';
import { aFolder } from '../../an-io';
import { aSilentIo } from './a-repository';

const file: GuardrailsFile = {
  formatVersion: 1,
  organization: { id: null, managementAccount: '111111111111' },
  targets: [{ id: 'root', kind: 'root' }],
  documents: [],
};

describe('the cache of revisions', () => {
  const caches = aFolder();
  const io = aSilentIo(caches);
  const entries = (): readonly string[] => readdirSync(join(caches, 'rampart/revisions'));

  test('returns what was stored, for the same key only', () => {
    expect(readCached(['a'], io)).toBeNull();
    writeCached(['a'], file, io);
    expect(readCached(['a'], io)).toEqual(file);
    expect(readCached(['b'], io)).toBeNull();
    expect(entries()).toHaveLength(1);
  });

  test('ignores broken entries', () => {
    writeCached(['broken'], file, io);
    for (const name of entries()) writeFileSync(join(caches, 'rampart/revisions', name), '{');
    expect(readCached(['broken'], io)).toBeNull();
    writeCached(['broken'], file, io);
    expect(readCached(['broken'], io)).toEqual(file);
  });

  test('is optional: nothing fails if it cannot be written', () => {
    const blocked = aFolder();
    writeFileSync(join(blocked, 'rampart'), '');
    const other = aSilentIo(blocked);
    expect(() => {
      writeCached(['a'], file, other);
    }).not.toThrow();
    expect(readCached(['a'], other)).toBeNull();
  });
});
