import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isManagementGuardrail } from '../../policies/core/management-guardrail';
import { catalogue } from '../../policies/catalogue';
import { generatePages } from '../../tools/generate';
import { linksOf } from './markdown';

const root = join(__dirname, '../..');
const folder = join(root, 'docs/guardrails');
const pages = generatePages(root);

describe('the pages about the guardrails', () => {
  test('are current: `npm run generate` changes nothing', () => {
    const outdated = [...pages]
      .filter(([path, content]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== content)
      .map(([path]) => path);
    expect(outdated).toEqual([]);
  });

  test('are one for each guardrail and an index, and nothing else lies there', () => {
    expect(readdirSync(folder).sort()).toEqual(['README.md', ...[...catalogue.keys()].map((id) => `${id}.md`)].sort());
  });

  test('are as many as the README says', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(
      `There are [${catalogue.size} guardrails](docs/guardrails/README.md)`,
    );
  });

  test('lead to files that are there', () => {
    const broken = [...pages].flatMap(([path, content]) =>
      linksOf(content)
        .filter((link) => !existsSync(join(root, path, '..', link)))
        .map((link) => `${path}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test.each([...catalogue.values()].map((guardrail) => [guardrail.id, guardrail] as const))(
    '%s has every part, in order, and tests of both kinds',
    (id, guardrail) => {
      const page = pages.get(`docs/guardrails/${id}.md`) ?? '';
      const headings = [...page.matchAll(/^##? (.+)$/gm)].map(([, heading]) => heading);
      expect(headings).toEqual([
        id,
        'Why',
        'Parameters',
        'Policy',
        'Tests',
        'Found by',
        'Limits',
        'Exemptions',
        'References',
      ]);
      expect(page).toContain('```json\n');
      if (isManagementGuardrail(guardrail)) return;
      expect(page).toContain('| **denied** |');
      expect(page).toContain('| still possible |');
    },
  );

  test('hold no table whose rows differ in length', () => {
    const cells = (row: string): number => row.replaceAll('\\|', '').split('|').length;
    const torn = [...pages].flatMap(([path, content]) =>
      content
        .split(/\n{2,}/)
        .filter((block) => block.startsWith('| ') && new Set(block.trimEnd().split('\n').map(cells)).size > 1)
        .map(() => path),
    );
    expect(torn).toEqual([]);
  });
});
