import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REVIEW_PAGE, reviewPage } from '../../tools/review-examples';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, REVIEW_PAGE), 'utf8');

describe('the page about reviews', () => {
  test('has current examples: `npm run generate` changes nothing', () => {
    expect(reviewPage(root)).toBe(page);
  });

  test('says what the README quotes', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const quoted = [...readme.matchAll(/^  \+ ((?:.+\n)+?)```$/gm)].map(([, text = '']) =>
      text.trim().replace(/\s+/g, ' '),
    );
    expect(quoted).toHaveLength(1);
    expect(page).toContain(`> - ${quoted[0] ?? ''}\n`);
  });

  test('shows an opening, a widened list, weaker evidence, a grant and a change without meaning', () => {
    const verdicts = [...page.matchAll(/^> ## Guardrails: (.*)$/gm)].map(([, verdict]) => verdict);
    expect(verdicts).toEqual([
      '1 opening, 1 tightening',
      '1 opening',
      '1 edit that weakens the evidence',
      '1 grant of access',
      'same meaning',
    ]);
  });
});
