import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A command line that a page tells the reader to run, such as `npx cdk deploy --all`. */
export interface Command {
  readonly program: 'cdk' | 'rampart' | 'npm run';
  readonly subcommand: string;
  readonly words: readonly string[];
}

const COMMAND = /(?<=^|\s)(?:npx )?(cdk|rampart|npm run) ([a-z][a-z-]*)([^\n]*)/g;

/** The commands of our programs, in blocks of shell and in running text. */
export function commandsOf(markdown: string): readonly Command[] {
  return codeOf(markdown)
    .flatMap((code) => code.split('&&'))
    .flatMap((code) => [...code.matchAll(COMMAND)])
    .map(([, program, subcommand = '', rest = '']) => ({
      program: program as Command['program'],
      subcommand,
      words: rest.split(/\s+/).filter((word) => word !== ''),
    }));
}

/** Blocks of shell, with continued lines joined, and code in running text. */
function codeOf(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].map(([, block = '']) =>
    block.replaceAll('\\\n', ' '),
  );
  const prose = markdown.replace(/^ *```[^]*?^ *```$/gm, '');
  return [...blocks, ...[...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll('\n', ' '))];
}

/** The links that lead to files of the repository, or into the page itself. */
export function linksOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
}

/** The links of a page, a file, that lead nowhere. */
export function brokenLinksOf(page: string): readonly string[] {
  return linksOf(readFileSync(page, 'utf8')).filter((link) => {
    const [path = '', anchor] = link.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    if (!existsSync(file)) return true;
    return anchor !== undefined && !headingAnchorsOf(readFileSync(file, 'utf8')).includes(anchor);
  });
}

/** The anchors that GitHub makes from a page's headings. */
function headingAnchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
