import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEOPLE_PAGE, peoplePage } from '../../tools/people-page';
import { factsIn, HELD_BY_GUARDRAILS, NOBODY, WORKERS } from '../evidence/people-facts';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, PEOPLE_PAGE), 'utf8');

describe('the page about people', () => {
  test('has current tables: `npm run generate` changes nothing', () => {
    expect(peoplePage(root)).toBe(page);
  });

  test('says of each tier and role everything that the tests judge', () => {
    for (const { title, may, mayNot } of Object.values(WORKERS)) {
      expect(page).toContain(`**${title}**`);
      for (const { what } of [...factsIn(may), ...factsIn(mayNot)]) expect(page).toContain(what);
    }
    for (const { what } of factsIn(NOBODY)) expect(page).toContain(what);
  });

  test('names the guardrail wherever the permissions alone would allow it', () => {
    const refused = Object.entries(WORKERS).flatMap(([id, { mayNot }]) =>
      factsIn(mayNot).map(({ what }) => ({ what, isHeld: HELD_BY_GUARDRAILS.includes(`${id}: ${what}`) })),
    );
    const held = refused.filter(({ isHeld }) => isHeld);
    expect(held.length).toBeGreaterThan(5);
    expect(page.split('(by a guardrail)').length - 1).toBe(held.length);
  });
});
