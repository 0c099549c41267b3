import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenLinksOf, commandsOf } from './markdown';

const root = join(__dirname, '../..');
const pagesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

/** The pages that people write. Those about guardrails are generated. */
const pages = [...pagesIn('.'), ...pagesIn('docs'), ...pagesIn('docs/decisions'), ...pagesIn('.github')];
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  test('links to files and headings that exist', () => {
    expect(brokenLinksOf(join(root, page))).toEqual([]);
  });

  test('has no conflict markers of a merge', () => {
    expect(text).not.toMatch(/^(?:<{7}|={7}|>{7})(?: |$)/m);
  });

  test('names npm scripts that exist', () => {
    const named = commandsOf(text).filter(({ program }) => program === 'npm run');
    expect(named.map(({ subcommand }) => subcommand).filter((name) => !(name in scripts))).toEqual([]);
  });
});
