import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION_KEYS } from '../../lib/analysis/costs/application-lines';
import { ASSUMPTIONS } from '../../lib/analysis/costs/assumptions';
import { BACKUP_KEYS } from '../../lib/analysis/costs/backup-lines';
import { MODEST_USD } from '../../lib/analysis/costs/estimate';
import { PRICES } from '../../lib/analysis/costs/prices';
import { COSTS_PAGE, costsPage, estimateExample } from '../../tools/costs-page';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, COSTS_PAGE), 'utf8');

describe('the page about costs', () => {
  test('has current tables: `npm run generate` changes nothing', () => {
    expect(costsPage(root)).toBe(page);
  });

  test('has a row for each price with its source, and for each assumption', () => {
    for (const { unit, page: source } of Object.values(PRICES)) {
      expect(page).toContain(`| ${unit} |`);
      expect(page).toContain(`(${source})`);
    }
    for (const { title, reason } of Object.values(ASSUMPTIONS)) {
      expect(page).toContain(`| ${title} |`);
      expect(page).toContain(`| ${reason} |`);
    }
  });

  test('says why, if the example costs more than it should without applications', () => {
    const own = estimateExample(root).estimate.lines.filter(({ id, isOn }) => isOn && id !== APPLICATION_KEYS);
    const usd = own.reduce((sum, line) => sum + line.usd, 0);
    expect(page.includes(`More than USD ${MODEST_USD}`)).toBe(usd > MODEST_USD);
  });

  test('is what the README says of the example, rounded', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8').replace(/\s+/g, ' ');
    const lines = estimateExample(root).estimate.lines.filter(({ isOn }) => isOn);
    const total = (some: typeof lines): number => Math.round(some.reduce((sum, { usd }) => sum + usd, 0));
    const of = (wanted: string): number => total(lines.filter(({ id }) => id === wanted));
    expect(readme).toContain(
      `for the example, about ${total(lines)} USD a month, ${of(BACKUP_KEYS)} of them for keys of backups ` +
        `and ${of(APPLICATION_KEYS)} for keys of applications`,
    );
  });
});
