import { chmodSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder } from '../../lib/cli/an-io';
import { commitAll, gitIn } from '../../lib/cli/input/states/a-repository';
import { fetchCommit, mergeInto } from '../../../tools/review/merge';
import { Rejected } from '../../../tools/review/read-artifact';
import { copyTree } from '../../../tools/review/read-tree';
import { ACCOUNT, aHostedRepository, cloneOf, commitOn, write } from './a-clone';

const SHOP = 'organization/accounts/shop.yaml';
const { hosted, clone } = aHostedRepository();
const first = gitIn(hosted, 'rev-parse', 'main');

const edited = commitOn(hosted, 'edit', first, (folder) => {
  write(folder, SHOP, ACCOUNT.replace('budget: 1', 'budget: 2'));
});

describe('a merge', () => {
  test('is made of a commit that only the host has, and changes no file of the clone', () => {
    fetchCommit(clone, edited, {});
    expect(mergeInto(clone, edited)).toMatchObject({ base: first, changed: [SHOP], isUpToDate: true });
    expect(mergeInto(clone, edited).tree).toBe(gitIn(hosted, 'rev-parse', `${edited}^{tree}`));
    expect(gitIn(clone, 'status', '--porcelain')).toBe('');
    expect(gitIn(clone, 'rev-parse', 'HEAD')).toBe(first);
  });

  test('contains what the default branch got since', () => {
    const later = cloneOf(hosted);
    write(later, 'organization/accounts/bank.yaml', ACCOUNT.replaceAll('shop', 'bank'));
    const base = commitAll(later, 'second');
    fetchCommit(later, edited, {});
    const merge = mergeInto(later, edited);
    expect(merge).toMatchObject({ base, changed: [SHOP], isUpToDate: false });
    expect(gitIn(later, 'ls-tree', '-r', '--name-only', merge.tree)).toContain('bank.yaml');
  });

  test('names both names of a renamed file', () => {
    const renamed = commitOn(hosted, 'rename', first, (folder) => {
      gitIn(folder, 'mv', SHOP, 'lib.yaml');
    });
    fetchCommit(clone, renamed, {});
    expect(mergeInto(clone, renamed).changed).toEqual(['lib.yaml', SHOP]);
  });

  test('tells which changed files are not plain', () => {
    const linked = commitOn(hosted, 'link', first, (folder) => {
      write(folder, 'docs/plain.md', 'text');
      write(folder, 'docs/program.md', 'text');
      chmodSync(join(folder, 'docs/program.md'), 0o755);
      symlinkSync('/etc/passwd', join(folder, 'docs/link.md'));
    });
    fetchCommit(clone, linked, {});
    expect(mergeInto(clone, linked)).toMatchObject({
      changed: ['docs/link.md', 'docs/plain.md', 'docs/program.md'],
      special: ['docs/link.md', 'docs/program.md'],
    });
  });

  test('is refused with the files in which both sides differ', () => {
    const later = cloneOf(hosted);
    write(later, SHOP, ACCOUNT.replace('budget: 1', 'budget: 3'));
    commitAll(later, 'second');
    fetchCommit(later, edited, {});
    expect(() => mergeInto(later, edited)).toThrow(Rejected);
    expect(() => mergeInto(later, edited)).toThrow(`both changed \`${SHOP}\`. Merge the default branch into it.`);
  });

  test('is refused without a common commit', () => {
    gitIn(hosted, 'checkout', '--quiet', '--orphan', 'other');
    const other = commitAll(hosted, 'other');
    gitIn(hosted, 'checkout', '--quiet', 'main');
    fetchCommit(clone, other, {});
    expect(() => mergeInto(clone, other)).toThrow(Rejected);
  });

  test('is made of a commit only: a branch could move', () => {
    for (const name of ['edit', 'main', '--upload-pack=touch x', edited.slice(0, 12)])
      expect(() => {
        fetchCommit(clone, name, {});
      }).toThrow('is no commit');
  });
});

describe('the files of a tree', () => {
  const copied = (revision: string): string => {
    const folder = aFolder();
    copyTree(hosted, revision, 'organization', folder);
    return folder;
  };

  test('are copied as they are: no attribute of Git hides or changes one', () => {
    const hiding = commitOn(hosted, 'hide', first, (folder) => {
      write(folder, 'organization/.gitattributes', '*.yaml export-ignore eol=crlf\n');
    });
    const folder = copied(hiding);
    const names = gitIn(hosted, 'ls-tree', '-r', '--name-only', hiding).split('\n');
    expect(names).toContain(SHOP);
    for (const name of names)
      expect(readFileSync(join(folder, name), 'utf8').trim()).toBe(gitIn(hosted, 'show', `${hiding}:${name}`));
  });

  test('are regular files: a link could lead to a file of the machine', () => {
    const linked = commitOn(hosted, 'link', first, (folder) => {
      rmSync(join(folder, SHOP));
      symlinkSync('/proc/self/environ', join(folder, SHOP));
    });
    expect(() => copied(linked)).toThrow(`\`${SHOP}\` is not a regular file.`);
  });
});
