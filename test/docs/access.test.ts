import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCESS_PAGE, accessPage, describeStop } from '../../tools/access-page';
import { OTHER_CALLERS } from '../evidence/application-callers';
import { STORE_CASES } from '../evidence/application-requests';
import { ESCALATION_PATHS, SOURCES } from '../evidence/escalation-paths';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, ACCESS_PAGE), 'utf8');

describe('the page about applications and access', () => {
  test('has current tables: `npm run generate` changes nothing', () => {
    expect(accessPage(root)).toBe(page);
  });

  test('has a row for each case and each caller that the tests judge', () => {
    for (const { what } of STORE_CASES) expect(page).toContain(`| ${what} |`);
    for (const { name } of Object.values(OTHER_CALLERS)) expect(page).toContain(`| ${name} |`);
  });

  test('has a row for each escalation path with its outcome, and each source', () => {
    for (const path of ESCALATION_PATHS)
      expect(page).toContain(`| ${path.name} | ${describeStop(path)} | ${path.bounded ?? ''} | ${path.source} |`);
    for (const source of Object.values(SOURCES)) expect(page).toContain(`\`${source}\``);
  });
});
