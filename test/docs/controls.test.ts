import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONTROL_LISTS } from '../../lib/analysis/controls/control-lists';
import { CONTROLS_PAGE, controlsPage } from '../../tools/controls-page';
import { linksOf } from './markdown';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, CONTROLS_PAGE), 'utf8');

describe('the page about the controls', () => {
  test('is current: `npm run generate` changes nothing', () => {
    expect(controlsPage(root)).toBe(page);
  });

  test('has a row for each control, with its status', () => {
    const numbers = CONTROL_LISTS.flatMap(({ chapters }) => chapters.flatMap(({ controls }) => controls));
    for (const { number, title } of numbers)
      expect(page).toMatch(
        new RegExp(`^\\| \`${escaped(number)}\` \\|.* \\*\\*${escaped(title)}\\*\\* \\| \\*\\*`, 'm'),
      );
  });

  test('leads to files that are there', () => {
    const links = linksOf(page);
    expect(links.length).toBeGreaterThan(500);
    expect(links.filter((link) => !existsSync(join(root, dirname(CONTROLS_PAGE), link)))).toEqual([]);
  });

  test('holds no table whose rows differ in length', () => {
    const cells = (row: string): number => row.replaceAll('\\|', '').split('|').length;
    const tables = page.split(/\n{2,}/).filter((block) => block.startsWith('| '));
    expect(tables.length).toBeGreaterThan(CONTROL_LISTS.length);
    for (const table of tables) expect(new Set(table.trimEnd().split('\n').map(cells)).size).toBe(1);
  });
});

/** As a pattern, and as Markdown writes it. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
