import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_PAGE, auditPage } from '../../tools/audit-page';
import { ACCESS_CASES } from '../evidence/archive-access';
import { DELIVERY_CASES } from '../evidence/archive-deliveries';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, AUDIT_PAGE), 'utf8');

describe('the page about the audit trail', () => {
  test('has current tables: `npm run generate` changes nothing', () => {
    expect(auditPage(root)).toBe(page);
  });

  test('has a row for each case that the tests judge', () => {
    for (const { what, action } of ACCESS_CASES) expect(page).toContain(`| ${what} (\`${action}\`) |`);
    for (const { what, isPossible } of DELIVERY_CASES)
      expect(page).toContain(`| ${what} | ${isPossible ? 'possible' : 'denied'} |`);
  });
});
