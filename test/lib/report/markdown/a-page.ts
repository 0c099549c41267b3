import { createRequire } from 'node:module';

interface Token {
  readonly type: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
}

interface Parser {
  readonly linkify: { add(scheme: string, rule: null): unknown; set(options: object): unknown };
  parse(markdown: string, environment: object): readonly Token[];
}

const load = createRequire(__filename);
const MarkdownIt = load('markdown-it') as new (options: object) => Parser;

/** As GitHub reads a comment: HTML counts, and addresses become links. */
const parser = new MarkdownIt({ html: true, linkify: true });
// GitHub makes no links of these.
parser.linkify.add('//', null);
parser.linkify.set({ fuzzyLink: false });

/** Every token of a page, the inner ones after the one that holds them. */
export function tokensOf(markdown: string): readonly Token[] {
  const all = (tokens: readonly Token[]): readonly Token[] =>
    tokens.flatMap((token) => [token, ...all(token.children ?? [])]);
  return all(parser.parse(markdown, {}));
}

/** The tags, without their content. */
export function tagsOf(markdown: string): readonly string[] {
  return tokensOf(markdown)
    .filter(({ type }) => type.startsWith('html_'))
    .flatMap(({ content }) => content.match(/<[^>]*>/g) ?? []);
}

/** What a reader sees of text, without what is code. */
export function proseOf(markdown: string): string {
  return tokensOf(markdown)
    .filter(({ type }) => type === 'text' || type === 'text_special')
    .map(({ content }) => content)
    .join('');
}
