import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CollectedId } from '../../../../lib/cli/ids/collect-ids';
import { writeIds } from '../../../../lib/cli/ids/write-ids';
import { aFolder } from '../an-io';

const ids: readonly CollectedId[] = [
  anId({ kind: 'unit', key: 'A', live: 'ou-ab12-aaaaaaaa', file: 'landing-zone.yaml', path: ['units', 'A', 'id'] }),
  anId({ kind: 'account', key: 'shop', live: '222222222222', file: 'accounts/shop.yaml', path: ['id'] }),
];

function anId(changes: Pick<CollectedId, 'kind' | 'key' | 'live' | 'file' | 'path'>): CollectedId {
  return { state: 'new', configured: null, ...changes };
}

function aFolderWith(files: Readonly<Record<string, string>>): string {
  const folder = aFolder();
  mkdirSync(join(folder, 'accounts'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test('nothing is written if one of the files cannot be edited', () => {
  const files = { 'landing-zone.yaml': 'units: { A: }\n' };
  const folder = aFolderWith({ ...files, 'accounts/shop.yaml': '- email: x\n' });
  expect(() => writeIds(ids, folder)).toThrow('is written in a way that this command cannot edit; nothing was written');
  expect(readFileSync(join(folder, 'landing-zone.yaml'), 'utf8')).toBe(files['landing-zone.yaml']);
});

test('what is the same, different or unknown is left alone', () => {
  const folder = aFolderWith({});
  const others = (['same', 'different', 'unknown'] as const).flatMap((state) => ids.map((id) => ({ ...id, state })));
  expect(writeIds(others, folder)).toEqual([]);
});

test('several ids of one file are written at once', () => {
  const folder = aFolderWith({ 'landing-zone.yaml': 'organization:\n  managementAccount: {}\nunits: { A: }\n' });
  const top = (['id', 'rootId'] as const).map((field) =>
    anId({ kind: 'root', key: null, live: `r-${field}`, file: 'landing-zone.yaml', path: ['organization', field] }),
  );
  expect(writeIds([...top, ...ids.slice(0, 1)], folder)).toEqual([join(folder, 'landing-zone.yaml')]);
  expect(readFileSync(join(folder, 'landing-zone.yaml'), 'utf8')).toBe(
    'organization:\n  id: r-id\n  rootId: r-rootId\n  managementAccount: {}\nunits: { A: { id: ou-ab12-aaaaaaaa } }\n',
  );
});
