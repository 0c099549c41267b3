import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPage } from '../lib/report/markdown/render-markdown';
import type { Block } from '../lib/report/report';

/**
 * A page with its generated parts made anew. The rest of the page is not generated.
 *
 * @param root the repository
 * @param page its path there
 * @param parts the content of each part, by the name in its markers
 * @throws if the page lacks a marker
 */
export function fillPage(root: string, page: string, parts: Readonly<Record<string, readonly Block[]>>): string {
  return Object.entries(parts).reduce(
    (text, [name, blocks]) => fill(text, page, name, blocks),
    readFileSync(join(root, page), 'utf8'),
  );
}

function fill(text: string, page: string, name: string, lead: readonly Block[]): string {
  const [start, end] = [`<!-- generated: ${name} -->\n`, '<!-- /generated -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${page} has no markers ${start.trim()} and ${end}`);
  const part = renderPage({ lead, sections: [] });
  return [
    text.slice(0, from + start.length),
    `<!-- prettier-ignore-start -->\n\n${part}\n<!-- prettier-ignore-end -->\n`,
    text.slice(to),
  ].join('');
}
